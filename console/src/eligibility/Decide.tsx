import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lawQuery } from '../api/queries.ts';
import type { DecisionBody, Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { ActDialog } from '../request/ActDialog.tsx';
import { outcomesOf } from '../request/may.ts';
import type { ActsOn } from '../request/useActs.ts';
import { Accept, type Acceptance, isComplete } from './Accept.tsx';
import { Likely } from './Likely.tsx';
import './eligibility.css';

type Outcome = DecisionBody['outcome'];

const VOID_REASONS = ['wrong_number', 'prank', 'unreachable'] as const;

/** A person decides; the machine's suggestion stands beside it, and both are kept. */
/** What is typed is the time in Vietnam, wherever this PC thinks it stands. */
const accepting = (version: number, { acceptedAt, ...acceptance }: Acceptance) =>
  ({
    version,
    outcome: 'accepted',
    ...acceptance,
    ...(acceptedAt === undefined ? {} : { acceptedAt: `${acceptedAt}:00+07:00` }),
  }) as DecisionBody;

export function Decide({ request, acts, onClose }: { request: Full; acts: ActsOn; onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const name = useId();
  const { data: law } = useQuery(lawQuery(api, request));
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [acceptance, setAcceptance] = useState<Acceptance>({});
  const [text, setText] = useDraft(request.id, 'decision');
  const [extra, setExtra] = useDraft(request.id, 'decision-extra');
  const [choice, setChoice] = useState('');
  const { id, version } = request;

  const choose = (next: Outcome) => {
    setOutcome(next);
    setChoice('');
  };

  /** The codes come from the API's own lists and are judged by it again. */
  const body = (): DecisionBody | null => {
    const written = text.trim();
    switch (outcome) {
      case 'accepted':
        return isComplete(acceptance, law) ? accepting(version, acceptance) : null;
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
    setText('');
    setExtra('');
    onClose();
  };

  const refusal = law?.refusalGrounds.find(({ code }) => code === choice);
  return (
    <ActDialog
      title={t('decide.title')}
      verb={t('decide.do')}
      acts={acts}
      ready={body() !== null}
      onSend={send}
      onClose={onClose}
      wide
    >
      <fieldset className="choices outcomes">
        <legend>{t('decide.outcome')}</legend>
        {outcomesOf(request.state).map((one) => (
          <Radio
            key={one}
            name={name}
            value={one}
            label={t(`decision.${one}`)}
            description={t(`decisionHow.${one}`)}
            checked={outcome === one}
            onChange={() => choose(one)}
          />
        ))}
      </fieldset>
      {outcome === 'accepted' ? (
        <Accept request={request} law={law} value={acceptance} onChange={setAcceptance} />
      ) : null}
      {outcome === 'refused' ? (
        <>
          <NativeSelect
            label={t('decide.ground')}
            required
            data={[
              { value: '', label: t('decide.choose') },
              ...(law?.refusalGrounds ?? []).map(({ code, text: words }) => ({
                value: code,
                label: words,
              })),
            ]}
            value={choice}
            onChange={({ currentTarget }) => {
              setChoice(currentTarget.value);
              const prepared = law?.refusalGrounds.find(({ code }) => code === currentTarget.value);
              if (prepared) setText(prepared.citizenText);
            }}
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
          onChange={({ currentTarget }) => setChoice(currentTarget.value)}
        />
      ) : null}
      {outcome === 'duplicate' ? <Likely request={request} chosen={extra} choose={setExtra} /> : null}
      {outcome === 'referred' || outcome === 'duplicate' ? (
        <TextInput
          label={t(outcome === 'referred' ? 'decide.to' : 'decide.of')}
          required
          maxLength={outcome === 'referred' ? 500 : 100}
          value={extra}
          onChange={({ currentTarget }) => setExtra(currentTarget.value)}
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
          onChange={({ currentTarget }) => setText(currentTarget.value)}
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
