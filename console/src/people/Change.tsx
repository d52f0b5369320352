import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered } from '../api/client.ts';
import { centresQuery } from '../api/queries.ts';
import type { Member } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Failure } from '../app/Failure.tsx';
import { FormDialog } from '../app/FormDialog.tsx';
import { useTell } from '../app/toasts.tsx';
import { shortCentre } from '../worklist/short-centre.ts';

/** Name, telephone and role of somebody; the national desk also moves them to another centre. */
export function Change({ person, onClose }: { person: Member; onClose: () => void }) {
  const { t } = useTranslation();
  const { api, me } = useDesk();
  const queries = useQueryClient();
  const tell = useTell();
  const [name, setName] = useState(person.name);
  const [phone, setPhone] = useState(person.phone ?? '');
  const [role, setRole] = useState(person.role);
  const [centre, setCentre] = useState(person.centre);
  const [failed, setFailed] = useState(false);
  const { data: centres = [] } = useQuery(centresQuery(api));
  const send = async () => {
    setFailed(false);
    try {
      answered(
        await api.PUT('/api/handlers/{username}', {
          params: { path: { username: person.username } },
          body: {
            name: name.trim(),
            ...(phone.trim() ? { phone: phone.trim() } : {}),
            ...(role === person.role ? {} : { role }),
            ...(centre === person.centre ? {} : { centre }),
          },
        }),
      );
      tell('good', t('team.changed', { name: name.trim() }));
      await queries.invalidateQueries({ queryKey: ['handlers'] });
      await queries.invalidateQueries({ queryKey: ['workload'] });
      onClose();
    } catch {
      setFailed(true);
    }
  };
  return (
    <FormDialog
      title={t('team.changeName', { name: person.name })}
      verb={t('team.save')}
      failure={failed ? <Failure text={t('team.changeFailed')} /> : null}
      onSend={send}
      onClose={onClose}
    >
      <TextInput
        label={t('team.name')}
        required
        maxLength={200}
        autoComplete="off"
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <TextInput
        type="tel"
        label={t('team.phone')}
        description={t('team.phoneHow')}
        maxLength={30}
        autoComplete="off"
        value={phone}
        onChange={({ currentTarget }) => setPhone(currentTarget.value)}
      />
      {person.role === 'national' ? null : (
        <NativeSelect
          label={t('team.role')}
          data={(['handler', 'lead'] as const).map((value) => ({ value, label: t(`role.${value}`) }))}
          value={role}
          onChange={({ currentTarget }) => setRole(currentTarget.value === 'lead' ? 'lead' : 'handler')}
        />
      )}
      {me.role === 'national' && person.role !== 'national' ? (
        <NativeSelect
          label={t('team.moveTo')}
          description={t('team.moveHow')}
          data={centres
            .filter(({ code, open }) => code !== 'national' && (open || code === person.centre))
            .map((one) => ({ value: one.code, label: shortCentre(one, t) }))}
          value={centre}
          onChange={({ currentTarget }) => setCentre(currentTarget.value)}
        />
      ) : null}
    </FormDialog>
  );
}
