import { NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Api, answered } from '../api/client.ts';
import { LISTS } from '../api/queries.ts';
import type { Listed, Workload } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Failure } from '../app/Failure.tsx';
import { FormDialog } from '../app/FormDialog.tsx';
import { useTell } from '../app/toasts.tsx';

/** Everything open that somebody has in hand, page by page. */
async function inHand(api: Api, assignee: string, centre: string): Promise<Listed[]> {
  const all: Listed[] = [];
  let cursor: string | null = null;
  do {
    const query = { assignee, centre, ...(cursor === null ? {} : { cursor }) };
    const page: { items: Listed[]; cursor: string | null } = answered(
      await api.GET('/api/requests', { params: { query } }),
    );
    all.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== null);
  return all.filter((request) => !request.ended);
}

/** Gives all that somebody has in hand to somebody else, one request after the other. */
export function HandOver({
  from,
  centre,
  team,
  onClose,
}: {
  from: Workload;
  centre: string;
  team: readonly Workload[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const tell = useTell();
  const [to, setTo] = useState('');
  const [busy, setBusy] = useState(false);
  const [left, setLeft] = useState<number | null>(null);
  const send = async () => {
    setBusy(true);
    let given = 0;
    let failed = 0;
    try {
      for (const { id, version } of await inHand(api, from.username, centre)) {
        const { response } = await api.POST('/api/requests/{id}/assign', {
          params: { path: { id } },
          body: { version, assignee: to },
        });
        if (response.ok) given += 1;
        else failed += 1;
      }
    } catch {
      failed += 1;
    }
    setBusy(false);
    for (const key of ['workload', LISTS]) void queries.invalidateQueries({ queryKey: [key] });
    if (given > 0) tell('good', t('team.handedOver', { count: given }));
    if (failed > 0) return setLeft(failed);
    onClose();
  };
  return (
    <FormDialog
      title={t('team.handOverName', { name: from.name })}
      verb={t('team.handOver')}
      busy={busy}
      ready={to !== ''}
      failure={left !== null ? <Failure text={t('team.leftOver')} /> : null}
      onSend={send}
      onClose={onClose}
    >
      <p>{t('team.handOverHow', { count: from.open })}</p>
      <NativeSelect
        label={t('assign.to')}
        required
        data={[
          { value: '', label: t('decide.choose') },
          ...team
            .filter(({ here, username }) => here && username !== from.username)
            .map(({ username, name, open }) => ({
              value: username,
              label: t('assign.load', { name, count: open }),
            })),
        ]}
        value={to}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
      />
    </FormDialog>
  );
}
