import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered } from '../api/client.ts';
import type { Member, Workload } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Failure } from '../app/Failure.tsx';
import { FormDialog } from '../app/FormDialog.tsx';
import { Icon } from '../app/icons.tsx';
import { useTell } from '../app/toasts.tsx';
import { CentreChooser } from '../worklist/CentreChooser.tsx';
import { Change } from './Change.tsx';
import { HandOver } from './HandOver.tsx';
import './people.css';

/** The people of a centre and what each has in hand: a lead invites and disables, the national desk everywhere. */
export function Team() {
  const { t } = useTranslation();
  const { api, me } = useDesk();
  const queries = useQueryClient();
  const tell = useTell();
  const [centre, setCentre] = useState(me.centre);
  const [changing, setChanging] = useState<Member | null>(null);
  const [handing, setHanding] = useState<Workload | null>(null);
  const [inviting, setInviting] = useState(false);
  const query = centre === me.centre ? {} : { centre };
  const people = useQuery({
    queryKey: ['handlers', centre],
    queryFn: async () => answered(await api.GET('/api/handlers', { params: { query } })).items,
  });
  const workload = useQuery({
    queryKey: ['workload', centre],
    queryFn: async () => answered(await api.GET('/api/workload', { params: { query } })).items,
  });
  const load = new Map(workload.data?.map((one) => [one.username, one]));

  const members = people.data ?? [];
  // Whoever has left or is disabled may still have requests: they are given to somebody else here.
  const gone = (workload.data ?? []).filter(
    ({ username }) => !members.some((one) => one.username === username),
  );

  const change = async (username: string, disabled: boolean) => {
    try {
      answered(
        await api.PUT('/api/handlers/{username}', { params: { path: { username } }, body: { disabled } }),
      );
      tell('good', t(disabled ? 'team.disabled' : 'team.enabled', { name: username }));
    } catch {
      tell('danger', t('team.failed'));
    }
    await queries.invalidateQueries({ queryKey: ['handlers'] });
  };

  return (
    <>
      <div className="page-head">
        <h1>{t('team.title')}</h1>
        {me.role === 'national' ? <CentreChooser centre={centre} choose={setCentre} /> : null}
        <Button onClick={() => setInviting(true)} leftSection={<Icon name="add" size={18} />}>
          {t('team.invite')}
        </Button>
      </div>
      <div className="card table-card">
        <table className="people">
          <thead>
            <tr>
              <th scope="col">{t('team.person')}</th>
              <th scope="col" className="people-role">
                {t('team.role')}
              </th>
              <th scope="col">{t('team.open')}</th>
              <th scope="col">{t('team.urgent')}</th>
              <th scope="col">{t('team.access')}</th>
            </tr>
          </thead>
          <tbody>
            {members.map((person) => (
              <tr key={person.username}>
                <th scope="row">
                  {person.name} <span className="muted">{person.username}</span>
                </th>
                <td className="people-role">{t(`role.${person.role}`)}</td>
                <td>
                  <InHand load={load.get(person.username)} handOver={setHanding} />
                </td>
                <td>{load.get(person.username)?.urgent ?? 0}</td>
                <td>
                  <div className="people-acts">
                    <Button
                      variant="default"
                      size="compact-md"
                      aria-label={t('team.changeName', { name: person.name })}
                      onClick={() => setChanging(person)}
                    >
                      {t('team.change')}
                    </Button>
                    {person.username === me.username ? (
                      t('team.you')
                    ) : (
                      <Button
                        variant="default"
                        size="compact-md"
                        aria-label={t(person.disabled ? 'team.enableName' : 'team.disableName', {
                          name: person.name,
                        })}
                        onClick={() => void change(person.username, !person.disabled)}
                      >
                        {t(person.disabled ? 'team.enable' : 'team.disable')}
                      </Button>
                    )}
                    {person.disabled ? <span className="tag">{t('team.out')}</span> : null}
                  </div>
                </td>
              </tr>
            ))}
            {gone.map((one) => (
              <tr key={one.username}>
                <th scope="row">
                  {one.name} <span className="muted">{one.username}</span>
                </th>
                <td className="people-role">{t(`role.${one.role}`)}</td>
                <td>
                  <InHand load={one} handOver={setHanding} />
                </td>
                <td>{one.urgent}</td>
                <td>
                  <span className="tag">{t('team.elsewhere')}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {people.isPending ? <p className="empty">{t('list.loading')}</p> : null}
      </div>
      {changing ? <Change person={changing} onClose={() => setChanging(null)} /> : null}
      {handing ? (
        <HandOver
          from={handing}
          centre={centre}
          team={workload.data ?? []}
          onClose={() => setHanding(null)}
        />
      ) : null}
      {inviting ? <Invite centre={centre} onClose={() => setInviting(false)} /> : null}
    </>
  );
}

/** How much somebody has, and the way to give it away. */
function InHand({ load, handOver }: { load: Workload | undefined; handOver: (from: Workload) => void }) {
  const { t } = useTranslation();
  if (load === undefined || load.open === 0) return <>0</>;
  return (
    <span className="people-acts">
      {load.open}
      <Button
        variant="default"
        size="compact-md"
        aria-label={t('team.handOverName', { name: load.name })}
        onClick={() => handOver(load)}
      >
        {t('team.handOver')}
      </Button>
    </span>
  );
}

const ROLES = ['handler', 'lead'] as const;

function Invite({ centre, onClose }: { centre: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { api, me } = useDesk();
  const queries = useQueryClient();
  const tell = useTell();
  const [fields, setFields] = useState({ username: '', name: '', email: '' });
  const [role, setRole] = useState<(typeof ROLES)[number]>('handler');
  const [failed, setFailed] = useState(false);
  const send = async () => {
    setFailed(false);
    try {
      answered(
        await api.POST('/api/handlers', {
          body: {
            username: fields.username,
            name: fields.name,
            role,
            email: fields.email,
            ...(me.role === 'national' ? { centre } : {}),
          },
        }),
      );
      tell('good', t('team.invited', { name: fields.name }));
      await queries.invalidateQueries({ queryKey: ['handlers'] });
      onClose();
    } catch {
      setFailed(true);
    }
  };
  return (
    <FormDialog
      title={t('team.invite')}
      verb={t('team.invite')}
      failure={failed ? <Failure text={t('team.inviteFailed')} /> : null}
      onSend={send}
      onClose={onClose}
    >
      {(['name', 'username', 'email'] as const).map((field) => (
        <TextInput
          key={field}
          type={field === 'email' ? 'email' : 'text'}
          label={t(`team.${field}`)}
          description={field === 'username' ? t('team.usernameHow') : undefined}
          required
          maxLength={200}
          autoComplete="off"
          value={fields[field]}
          onChange={({ currentTarget }) => setFields((now) => ({ ...now, [field]: currentTarget.value }))}
        />
      ))}
      <NativeSelect
        label={t('team.role')}
        data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
        value={role}
        onChange={({ currentTarget }) => setRole(currentTarget.value === 'lead' ? 'lead' : 'handler')}
      />
    </FormDialog>
  );
}
