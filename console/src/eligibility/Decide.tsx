import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { lawQuery } from '../api/queries.ts';
import type { DecisionBody, Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { textsOf, useKept } from '../drafts/useKept.ts';
import { ActDialog } from '../request/ActDialog.tsx';
import { outcomesOf } from '../request/may.ts';
import type { ActsOn } from '../request/useActs.ts';
import { Accept, type Acceptance, acceptanceOf, missingOf } from './Accept.tsx';
import { Likely } from './Likely.tsx';
import './eligibility.css';

type Outcome = DecisionBody['outcome'];

const VOID_REASONS = ['wrong_number', 'prank', 'unreachable'] as const;

/** What is typed is the time in Vietnam, wherever this PC thinks it stands. */
const accepting = (version: number, { acceptedAt, ...acceptance }: Acceptance) =>
  ({
    version,
    outcome: 'accepted',
    ...acceptance,
    ...(acceptedAt === undefined ? {} : { acceptedAt: `${acceptedAt}:00+07:00` }),
  }) as DecisionBody;

/** A person decides; the machine's suggestion stands beside it, and both are kept. */
export function Decide({ request, acts, onClose }: { request: Full; acts: ActsOn; onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const name = useId();
  const { data: law } = useQuery(lawQuery(api, request));
  const [kept, keep] = useKept(request.id, 'decision');
  const outcomes: readonly Outcome[] = outcomesOf(request.state);
  const outcome = outcomes.find((one) => one === kept.outcome) ?? null;
  const acceptance = acceptanceOf(kept.acceptance);
  // Each outcome has words of its own: what was prepared for a refusal is never sent as something else.
  const texts = textsOf(kept);
  const words = (of: string) => texts[`${outcome} ${of}`] ?? '';
  const write = (more: Readonly<Record<string, string>>) =>
    keep({
      ...kept,
      ...Object.fromEntries(Object.entries(more).map(([of, text]) => [`${outcome} ${of}`, text])),
    });
  const [text, extra, choice] = [words('text'), words('extra'), words('choice')];
  const { id, version } = request;

  const missing = outcome === 'accepted' ? missingOf(acceptance, law) : [];
  /** The codes come from the API's own lists and are judged by it again. */
  const body = (): DecisionBody | null => {
    const written = text.trim();
    switch (outcome) {
      case 'accepted':
        return missing.length === 0 ? accepting(version, acceptance) : null;
      case 'answered':
        return written ? { version, outcome, answer: written } : null;
      case 'referred':
        return extra.trim()
          ? { version, outcome, to: extra.trim(), ...(written ? { text: written } : {}) }
          : null;
      case 'refused':
        return choice && written
          ? ({ version, outcome, ground: choice, text: written } as DecisionBody)
          : null;
      case 'withdrawn':
        return written ? { version, outcome, reason: written } : null;
      case 'duplicate':
        return extra.trim() ? { version, outcome, of: extra.trim() } : null;
      case 'void': {
        const reason = VOID_REASONS.find((one) => one === choice);
        return reason ? { version, outcome, reason } : null;
      }
      default:
        return null;
    }
  };

  const send = async () => {
    const decision = body();
    if (decision === null) return;
    const done = await acts.run(
      (to) => to.POST('/api/requests/{id}/decision', { params: { path: { id } }, body: decision }),
      t('decide.done'),
    );
    if (!done) return;
    keep({});
    onClose();
  };

  const grounds = law?.refusalGrounds ?? [];
  const refusal = grounds.find(({ code }) => code === choice);
  const prepared = (code: string) => grounds.find((ground) => ground.code === code)?.citizenText;
  /** Another ground brings its own words; what a person has written stays. */
  const ground = (code: string) => {
    const untouched = text.trim() === '' || grounds.some(({ citizenText }) => citizenText === text);
    write({ choice: code, ...(untouched ? { text: prepared(code) ?? '' } : {}) });
  };
  return (
    <ActDialog
      title={t('decide.title')}
      verb={t('decide.do')}
      acts={acts}
      ready={body() !== null}
      onSend={send}
      onClose={onClose}
      {...(missing.length > 0
        ? { hint: t('sheet.missing', { what: missing.map((one) => t(`sheet.lacks.${one}`)).join(', ') }) }
        : {})}
      wide
    >
      <fieldset className="choices outcomes">
        <legend>{t('decide.outcome')}</legend>
        {outcomes.map((one) => (
          <Radio
            key={one}
            name={name}
            value={one}
            label={t(`decision.${one}`)}
            description={t(`decisionHow.${one}`)}
            checked={outcome === one}
            onChange={() => keep({ ...kept, outcome: one })}
          />
        ))}
      </fieldset>
      {outcome === 'accepted' ? (
        <Accept
          request={request}
          law={law}
          value={acceptance}
          onChange={(next) => keep({ ...kept, acceptance: next })}
        />
      ) : null}
      {outcome === 'refused' ? (
        <>
          <NativeSelect
            label={t('decide.ground')}
            required
            data={[
              { value: '', label: t('decide.choose') },
              ...grounds.map(({ code, text: label }) => ({ value: code, label })),
            ]}
            value={choice}
            onChange={({ currentTarget }) => ground(currentTarget.value)}
          />
          {refusal ? <p className="muted">{refusal.article}</p> : null}
        </>
      ) : null}
      {outcome === 'void' ? (
        <NativeSelect
          label={t('decide.voidReason')}
          required
          data={[
            { value: '', label: t('decide.choose') },
            ...VOID_REASONS.map((value) => ({ value, label: t(`void.${value}`) })),
          ]}
          value={choice}
          onChange={({ currentTarget }) => write({ choice: currentTarget.value })}
        />
      ) : null}
      {outcome === 'duplicate' ? (
        <Likely request={request} chosen={extra} choose={(code) => write({ extra: code })} />
      ) : null}
      {outcome === 'referred' || outcome === 'duplicate' ? (
        <TextInput
          label={t(outcome === 'referred' ? 'decide.to' : 'decide.of')}
          required
          maxLength={outcome === 'referred' ? 500 : 100}
          value={extra}
          onChange={({ currentTarget }) => write({ extra: currentTarget.value })}
        />
      ) : null}
      {outcome === 'answered' ||
      outcome === 'referred' ||
      outcome === 'refused' ||
      outcome === 'withdrawn' ? (
        <Textarea
          label={t(`decide.text.${outcome}`)}
          description={t(`decide.textHow.${outcome}`)}
          required={outcome !== 'referred'}
          rows={4}
          maxLength={2000}
          value={text}
          onChange={({ currentTarget }) => write({ text: currentTarget.value })}
        />
      ) : null}
      {outcome === 'refused' && law ? (
        <p className="notice">
          <span>
            {law.complaint.text} ({law.complaint.article})
          </span>
        </p>
      ) : null}
    </ActDialog>
  );
}
