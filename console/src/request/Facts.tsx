import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactsBody, Full } from '../api/types.ts';
import { Dialog } from '../app/Dialog.tsx';
import { MATTERS } from './matters.ts';
import { Problem } from './Problem.tsx';
import type { ActsOn } from './useActs.ts';

const SEXES = ['female', 'male', 'other'] as const;
const SAFE = ['unknown', 'safe', 'unsafe'] as const;

/** What a person has asked and knows better than the machine; what the machine had stays on the timeline. */
export function Facts({ request, acts, onClose }: { request: Full; acts: ActsOn; onClose: () => void }) {
  const { t } = useTranslation();
  const { facts } = request;
  const [edits, setEdits] = useState<Readonly<Record<string, string>>>({});
  const [urgent, setUrgent] = useState(request.urgency === 'urgent');
  const [reason, setReason] = useState('');
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
    safeContact: facts.safeContact ?? 'unknown',
  };
  const value = (field: string) => edits[field] ?? before[field] ?? '';
  const set = (field: string, text: string) => setEdits((now) => ({ ...now, [field]: text }));
  const changed = (field: string) => edits[field] !== undefined && edits[field] !== before[field];
  const urgencyChanged = urgent !== (request.urgency === 'urgent');

  const written = (field: string) => (changed(field) ? { [field]: value(field).trim() || null } : {});
  const body = (): FactsBody => {
    const person = ['inNeedName', 'birthYear', 'sex', 'ethnicGroup', 'address'].some(changed);
    const matter = MATTERS.find((one) => one === value('matter'));
    const safeContact = SAFE.find((one) => one === value('safeContact'));
    return {
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
    if (done) onClose();
  };

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
  const dirty = urgencyChanged || Object.keys(edits).some(changed);

  return (
    <Dialog title={t('facts.title')} onClose={onClose} wide>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <fieldset className="choices">
          <legend>{t('facts.who')}</legend>
          <div className="pair">
            {field('inNeedName')}
            {field('birthYear')}
            <NativeSelect
              label={t('factName.sex')}
              data={[
                { value: '', label: t('facts.unknown') },
                ...SEXES.map((one) => ({ value: one, label: t(`sex.${one}`) })),
              ]}
              value={value('sex')}
              onChange={({ currentTarget }) => set('sex', currentTarget.value)}
            />
            {field('ethnicGroup')}
            {field('address')}
          </div>
        </fieldset>
        <fieldset className="choices">
          <legend>{t('facts.caller')}</legend>
          <div className="pair">
            {field('name')}
            {field('phone', 'tel')}
            {field('relation')}
            {field('bestTime')}
            <NativeSelect
              label={t('factName.safeContact')}
              data={SAFE.map((one) => ({ value: one, label: t(`safe.${one}Short`) }))}
              value={value('safeContact')}
              onChange={({ currentTarget }) => set('safeContact', currentTarget.value)}
            />
          </div>
        </fieldset>
        <fieldset className="choices">
          <legend>{t('facts.case')}</legend>
          <div className="pair">
            <NativeSelect
              label={t('factName.matter')}
              data={MATTERS.map((one) => ({ value: one, label: t(`matter.${one}`) }))}
              value={value('matter')}
              onChange={({ currentTarget }) => set('matter', currentTarget.value)}
            />
            {field('hearingOn', 'date')}
            {field('limitOn', 'date')}
          </div>
          <Checkbox
            label={t('factName.urgent')}
            checked={urgent}
            onChange={({ currentTarget }) => setUrgent(currentTarget.checked)}
          />
          {urgencyChanged ? (
            <Textarea
              label={t('facts.reason')}
              description={t('facts.reasonHow')}
              required
              rows={2}
              maxLength={2000}
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
          ) : null}
        </fieldset>
        <Problem acts={acts} />
        <div className="dialog-feet">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button
            type="submit"
            loading={acts.busy}
            disabled={!dirty || (urgencyChanged && reason.trim() === '')}
          >
            {t('facts.do')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
