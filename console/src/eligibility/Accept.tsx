import { Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { suggestionQuery } from '../api/queries.ts';
import type { Full, Law } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { typedMoment } from '../time/wording.ts';

/** What an acceptance says; codes as the law's lists have them. */
export interface Acceptance {
  readonly registerNumber?: string;
  readonly form?: string;
  readonly categoryCode?: string;
  readonly financialProof?: string;
  readonly urgentGround?: string;
  readonly papersPending?: boolean;
  readonly remoteArea?: boolean;
  readonly complex?: boolean;
  readonly heldPerson?: boolean;
  /** As typed, in Vietnam's time: `2026-11-23T08:30`; left out, now. */
  readonly acceptedAt?: string;
}

const needsProof = (value: Acceptance, law: Law | undefined): boolean =>
  law?.categories.find(({ code }) => code === value.categoryCode)?.needsFinancialTest === true;

const TEXTS = [
  'registerNumber',
  'form',
  'categoryCode',
  'financialProof',
  'urgentGround',
  'acceptedAt',
] as const satisfies readonly (keyof Acceptance)[];
const TICKS = [
  'papersPending',
  'remoteArea',
  'complex',
  'heldPerson',
] as const satisfies readonly (keyof Acceptance)[];

/** An acceptance begun earlier, as it was kept. */
export function acceptanceOf(kept: unknown): Acceptance {
  if (typeof kept !== 'object' || kept === null) return {};
  const fields = new Map<string, unknown>(Object.entries(kept));
  return Object.fromEntries([
    ...TEXTS.flatMap((name) => (typeof fields.get(name) === 'string' ? [[name, fields.get(name)]] : [])),
    ...TICKS.flatMap((name) => (typeof fields.get(name) === 'boolean' ? [[name, fields.get(name)]] : [])),
  ]);
}

/** What the law asks here and is not answered yet, in the order of the sheet. */
export const missingOf = (value: Acceptance, law: Law | undefined) =>
  [
    ...(value.categoryCode ? [] : (['category'] as const)),
    ...(needsProof(value, law) && value.financialProof === undefined && value.papersPending !== true
      ? (['financial'] as const)
      : []),
    ...(value.form ? [] : (['form'] as const)),
    ...(value.registerNumber?.trim() ? [] : (['register'] as const)),
  ] as const;

/** The guided sheet: each question appears only when the answers before leave it open. */
export function Accept({
  request,
  law,
  value,
  onChange,
}: {
  request: Full;
  law: Law | undefined;
  value: Acceptance;
  onChange: (value: Acceptance) => void;
}) {
  const { t, i18n } = useTranslation();
  const { api } = useDesk();
  const name = useId();
  const { data: suggestion } = useQuery(suggestionQuery(api, request));
  if (law === undefined) return <p role="status">{t('app.opening')}</p>;
  const set = (more: Acceptance) => onChange({ ...value, ...more });
  const without = (...fields: (keyof Acceptance)[]) => {
    const rest = { ...value };
    for (const field of fields) delete rest[field];
    onChange(rest);
  };
  const suggested = suggestion?.categories ?? [];
  const chosen = law.categories.find(({ code }) => code === value.categoryCode);
  const urgent = law.urgentGrounds.find(({ code }) => code === value.urgentGround);
  const grounds = suggestion?.jurisdiction ?? [];
  const excluded = law.excludedMatters.find(({ matter }) => matter === request.matter);
  const mayBeHeld = request.matter === 'criminal' || request.facts.signals?.includes('custody') === true;

  return (
    <div className="stack sheet">
      {excluded ? (
        <p className="notice care">
          <Icon name="warning" />
          <span>
            {excluded.text} ({excluded.article})
          </span>
        </p>
      ) : null}
      {suggestion === undefined ? null : (
        <div className={grounds.length > 0 ? 'notice' : 'notice care'}>
          <Icon name={grounds.length > 0 ? 'check' : 'warning'} />
          <div>
            <strong>{t(grounds.length > 0 ? 'sheet.competent' : 'sheet.notCompetent')}</strong>
            <ul className="asked">
              {grounds.map(({ code, why }) => (
                <li key={code}>
                  {why} ({law.jurisdiction.find((row) => row.code === code)?.article})
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {(suggestion?.questions ?? []).length > 0 ? (
        <div className="notice">
          <Icon name="info" />
          <div>
            <strong>{t('sheet.ask')}</strong>
            <ul className="asked">
              {suggestion?.questions.map(({ key, text }) => (
                <li key={key}>{text}</li>
              ))}
            </ul>
          </div>
        </div>
      ) : null}
      <fieldset className="choices">
        <legend>{t('sheet.category')}</legend>
        <p className="muted">{t('sheet.categoryHow', { on: law.on.split('-').reverse().join('/') })}</p>
        {suggested.map((one) => (
          <Radio
            key={one.code}
            name={`${name}category`}
            label={one.text}
            description={t('sheet.because', { why: one.why, article: one.article })}
            checked={value.categoryCode === one.code}
            onChange={() => set({ categoryCode: one.code })}
          />
        ))}
        <NativeSelect
          label={t(suggested.length > 0 ? 'sheet.otherCategory' : 'sheet.chooseCategory')}
          data={[
            { value: '', label: t('decide.choose') },
            ...law.categories.map(({ code, text }) => ({ value: code, label: `${code}. ${text}` })),
          ]}
          value={value.categoryCode ?? ''}
          onChange={({ currentTarget }) =>
            currentTarget.value === '' ? without('categoryCode') : set({ categoryCode: currentTarget.value })
          }
        />
      </fieldset>
      {chosen ? (
        <p className="muted">
          {chosen.article}
          {chosen.evidence ? ` · ${t('sheet.evidence', { papers: chosen.evidence.join('; ') })}` : null}
        </p>
      ) : null}
      {needsProof(value, law) ? (
        <fieldset className="choices">
          <legend>{t('sheet.financial')}</legend>
          <p className="muted">{law.financialTest.article}</p>
          {law.financialTest.grounds.map(({ code, text }) => (
            <Radio
              key={code}
              name={`${name}financial`}
              label={text}
              checked={value.financialProof === code}
              onChange={() => set({ financialProof: code })}
            />
          ))}
        </fieldset>
      ) : null}
      {chosen ? (
        <>
          <fieldset className="choices">
            <legend>{t('sheet.form')}</legend>
            {law.forms.map(({ code, text }) => (
              <Radio
                key={code}
                name={`${name}form`}
                label={text}
                checked={value.form === code}
                onChange={() => set({ form: code, complex: false })}
              />
            ))}
            {value.form === 'advice' ? (
              <Checkbox
                label={t('sheet.complex')}
                description={t('sheet.complexHow')}
                checked={value.complex ?? false}
                onChange={({ currentTarget }) => set({ complex: currentTarget.checked })}
              />
            ) : null}
          </fieldset>
          <NativeSelect
            label={t('sheet.urgent')}
            description={
              suggestion?.urgentGround
                ? t('sheet.urgentWhy', { why: suggestion.urgentGround.why })
                : undefined
            }
            data={[
              { value: '', label: t('sheet.notUrgent') },
              ...law.urgentGrounds.map(({ code, text }) => ({ value: code, label: text })),
            ]}
            value={value.urgentGround ?? ''}
            onChange={({ currentTarget }) =>
              currentTarget.value === ''
                ? without('urgentGround', 'papersPending', 'remoteArea')
                : set({ papersPending: true, ...value, urgentGround: currentTarget.value })
            }
          />
          {urgent === undefined ? null : (
            <>
              <p className="muted">
                {t(urgent.byHead ? 'sheet.byHead' : 'sheet.tellHead')} · {urgent.article}
              </p>
              <Checkbox
                label={t('sheet.papersPending')}
                checked={value.papersPending ?? false}
                onChange={({ currentTarget }) =>
                  set({ papersPending: currentTarget.checked, remoteArea: false })
                }
              />
            </>
          )}
          {urgent !== undefined && value.papersPending ? (
            <Checkbox
              label={t('sheet.remote')}
              description={t('sheet.remoteHow')}
              checked={value.remoteArea ?? false}
              onChange={({ currentTarget }) => set({ remoteArea: currentTarget.checked })}
            />
          ) : null}
          {mayBeHeld ? (
            <Checkbox
              label={t('sheet.held')}
              description={t('sheet.heldHow')}
              checked={value.heldPerson ?? false}
              onChange={({ currentTarget }) => set({ heldPerson: currentTarget.checked })}
            />
          ) : null}
          <TextInput
            label={t('decide.register')}
            description={t('decide.registerHow')}
            required
            maxLength={100}
            autoComplete="off"
            value={value.registerNumber ?? ''}
            onChange={({ currentTarget }) => set({ registerNumber: currentTarget.value })}
          />
          <TextInput
            type="datetime-local"
            label={t('sheet.entered')}
            description={typedMoment(value.acceptedAt ?? '', i18n.language) ?? t('sheet.enteredHow')}
            value={value.acceptedAt ?? ''}
            onChange={({ currentTarget }) =>
              currentTarget.value === '' ? without('acceptedAt') : set({ acceptedAt: currentTarget.value })
            }
          />
        </>
      ) : null}
    </div>
  );
}
