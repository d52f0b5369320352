import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { centresQuery, lawQuery } from '../api/queries.ts';
import type { FactsBody, Full, Law } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { textsOf, useKept } from '../drafts/useKept.ts';
import { shortCentre } from '../worklist/short-centre.ts';
import { ActDialog } from './ActDialog.tsx';
import { MATTERS } from './matters.ts';
import { SIGNALS } from './signals.ts';
import { Ticks } from './Ticks.tsx';
import type { ActsOn } from './useActs.ts';

const SEXES = ['female', 'male', 'other'] as const;
const FOR_WHOM = ['self', 'other'] as const;
const PLACES = ['casePlace', 'residence'] as const;
const SAFE = ['unknown', 'safe', 'unsafe'] as const;

/** Codes as one text, so that the order of the ticks makes no difference. */
const list = (codes: readonly string[]): string => [...codes].sort().join(' ');
const listed = (text: string): readonly string[] => text.split(' ').filter(Boolean);

/** Two rows of the law may bear one number: they are ticked together. */
const byCode = (categories: Law['categories']) =>
  [...new Set(categories.map(({ code }) => code))].map((value) => ({
    value,
    label: categories
      .filter(({ code }) => code === value)
      .map(({ text }) => text)
      .join('; '),
  }));

/** What a person has asked and knows better than the machine; what the machine had stays on the timeline. */
export function Facts({ request, acts, onClose }: { request: Full; acts: ActsOn; onClose: () => void }) {
  const { t } = useTranslation();
  const { facts } = request;
  const { api: desk } = useDesk();
  const { data: centres = [] } = useQuery(centresQuery(desk));
  const { data: law } = useQuery(lawQuery(desk, request));
  // A centre is named after its province.
  const provinces = centres
    .flatMap((one) => one.provinces.map((value) => ({ value, label: shortCentre(one, t) })))
    .sort((one, other) => one.label.localeCompare(other.label, 'vi'));
  const [kept, keep] = useKept(request.id, 'facts');
  const edits = textsOf(kept);
  const before: Readonly<Record<string, string>> = {
    inNeedName: facts.inNeed?.name ?? facts.personInNeed ?? '',
    birthYear: facts.inNeed?.birthYear === undefined ? '' : String(facts.inNeed.birthYear),
    sex: facts.inNeed?.sex ?? '',
    ethnicGroup: facts.inNeed?.ethnicGroup ?? '',
    address: facts.inNeed?.address ?? '',
    name: facts.name ?? '',
    phone: facts.phone ?? '',
    relation: facts.relation ?? '',
    bestTime: facts.bestTime ?? '',
    hearingOn: facts.hearingOn ?? '',
    limitOn: facts.limitOn ?? '',
    matter: facts.matter ?? 'none',
    forWhom: facts.forWhom ?? '',
    casePlace: facts.casePlace?.province ?? '',
    residence: facts.residence?.province ?? '',
    financialProof: facts.financialProof ?? '',
    safeContact: facts.safeContact ?? 'unknown',
    urgent: request.urgency,
    signals: list(facts.signals ?? []),
    categories: list(facts.categories ?? []),
  };
  const value = (field: string) => edits[field] ?? before[field] ?? '';
  const set = (field: string, text: string) => keep({ ...edits, [field]: text });
  const changed = (field: string) => edits[field] !== undefined && edits[field] !== before[field];
  const changes = Object.keys(before).filter(changed);
  const [begunEarlier, setBegunEarlier] = useState(changes.length > 0);
  const [urgent, reason] = [value('urgent') === 'urgent', value('reason')];
  const urgencyChanged = changed('urgent');
  const [signals, categories] = [listed(value('signals')), listed(value('categories'))];

  const written = (field: string) => (changed(field) ? { [field]: value(field).trim() || null } : {});
  const placeOf = (province: string) => {
    const words = provinces.find((one) => one.value === province)?.label;
    return province === '' ? null : { province, ...(words ? { words } : {}) };
  };
  const body = (): FactsBody => {
    const person = ['inNeedName', 'birthYear', 'sex', 'ethnicGroup', 'address'].some(changed);
    const matter = MATTERS.find((one) => one === value('matter'));
    const safeContact = SAFE.find((one) => one === value('safeContact'));
    const forWhom = FOR_WHOM.find((one) => one === value('forWhom')) ?? null;
    const places = PLACES.filter(changed).map((place) => [place, placeOf(value(place))]);
    return {
      ...Object.fromEntries(places),
      ...(changed('forWhom') ? { forWhom } : {}),
      ...(changed('signals') ? { signals } : {}),
      ...(changed('categories') ? { categories } : {}),
      ...written('financialProof'),
      version: request.version,
      ...(urgencyChanged ? { urgent, reason: reason.trim() } : {}),
      ...(changed('matter') && matter ? { matter } : {}),
      ...(changed('safeContact') && safeContact ? { safeContact } : {}),
      ...['name', 'phone', 'relation', 'bestTime', 'hearingOn', 'limitOn'].reduce(
        (all, field) => Object.assign(all, written(field)),
        {},
      ),
      ...(person
        ? {
            inNeed: {
              name: value('inNeedName').trim() || null,
              birthYear: value('birthYear') === '' ? null : Number(value('birthYear')),
              sex: SEXES.find((one) => one === value('sex')) ?? null,
              ethnicGroup: value('ethnicGroup').trim() || null,
              address: value('address').trim() || null,
            },
          }
        : {}),
    };
  };

  const send = async () => {
    const done = await acts.run(
      (api) => api.POST('/api/requests/{id}/facts', { params: { path: { id: request.id } }, body: body() }),
      t('facts.done'),
    );
    if (!done) return;
    keep({});
    onClose();
  };

  const choice = (name: string, data: { value: string; label: string }[]) => (
    <NativeSelect
      key={name}
      label={t(`factName.${name}`)}
      data={data}
      value={value(name)}
      onChange={({ currentTarget }) => set(name, currentTarget.value)}
    />
  );
  const field = (name: string, type = 'text') => (
    <TextInput
      key={name}
      type={type}
      label={t(`factName.${name}`)}
      maxLength={200}
      autoComplete="off"
      {...(name === 'birthYear' ? { inputMode: 'numeric', pattern: '(19|20)[0-9]{2}' } : {})}
      value={value(name)}
      onChange={({ currentTarget }) => set(name, currentTarget.value)}
    />
  );
  return (
    <ActDialog
      title={t('facts.title')}
      verb={t('facts.do')}
      acts={acts}
      ready={changes.length > 0 && !(urgencyChanged && reason.trim() === '')}
      onSend={send}
      onClose={onClose}
      wide
    >
      {begunEarlier ? (
        <div className="notice">
          <Icon name="info" />
          <p>{t('facts.begunEarlier')}</p>
          <Button
            variant="default"
            size="compact-md"
            onClick={() => {
              keep({});
              setBegunEarlier(false);
            }}
          >
            {t('facts.startOver')}
          </Button>
        </div>
      ) : null}
      <fieldset className="choices">
        <legend>{t('facts.who')}</legend>
        <div className="pair">
          {field('inNeedName')}
          {field('birthYear')}
          {choice('sex', [
            { value: '', label: t('facts.unknown') },
            ...SEXES.map((one) => ({ value: one, label: t(`sex.${one}`) })),
          ])}
          {field('ethnicGroup')}
          {field('address')}
        </div>
      </fieldset>
      <fieldset className="choices">
        <legend>{t('facts.caller')}</legend>
        <div className="pair">
          {choice('forWhom', [
            { value: '', label: t('facts.unknown') },
            ...FOR_WHOM.map((one) => ({ value: one, label: t(`forWhom.${one}`) })),
          ])}
          {field('name')}
          {field('phone', 'tel')}
          {field('relation')}
          {field('bestTime')}
          {choice(
            'safeContact',
            SAFE.map((one) => ({ value: one, label: t(`safe.${one}Short`) })),
          )}
        </div>
      </fieldset>
      <fieldset className="choices">
        <legend>{t('facts.case')}</legend>
        <div className="pair">
          {choice(
            'matter',
            MATTERS.map((one) => ({ value: one, label: t(`matter.${one}`) })),
          )}
          {PLACES.map((place) => choice(place, [{ value: '', label: t('facts.unknown') }, ...provinces]))}
          {field('hearingOn', 'date')}
          {field('limitOn', 'date')}
        </div>
        <Ticks
          legend={t('factName.signals')}
          choices={SIGNALS.map((value) => ({ value, label: t(`signal.${value}`) }))}
          ticked={signals}
          change={(ticked) => set('signals', list(ticked))}
        />
        <Checkbox
          label={t('factName.urgent')}
          checked={urgent}
          onChange={({ currentTarget }) => set('urgent', currentTarget.checked ? 'urgent' : 'normal')}
        />
        {urgencyChanged ? (
          <Textarea
            label={t('facts.reason')}
            description={t('facts.reasonHow')}
            required
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={({ currentTarget }) => set('reason', currentTarget.value)}
          />
        ) : null}
      </fieldset>
      {law ? (
        <fieldset className="choices">
          <legend>{t('facts.categories')}</legend>
          <p className="muted">{t('facts.categoriesHow')}</p>
          <Ticks
            choices={byCode(law.categories)}
            ticked={categories}
            change={(ticked) => set('categories', list(ticked))}
          />
          {choice('financialProof', [
            { value: '', label: t('facts.unknown') },
            ...law.financialTest.grounds.map(({ code, text }) => ({ value: code, label: text })),
          ])}
        </fieldset>
      ) : null}
    </ActDialog>
  );
}
