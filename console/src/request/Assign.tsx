import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered } from '../api/client.ts';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { ActDialog } from './ActDialog.tsx';
import type { ActsOn } from './useActs.ts';

/** The head of a centre gives a request to somebody, seeing what each has in hand. */
export function Assign({ request, acts, onClose }: { request: Full; acts: ActsOn; onClose: () => void }) {
  const { t } = useTranslation();
  const { api, me } = useDesk();
  const [assignee, setAssignee] = useState('');
  const { centre } = request;
  const query = centre === null || centre === me.centre ? {} : { centre };
  const { data: load = [] } = useQuery({
    queryKey: ['workload', centre],
    queryFn: async () => answered(await api.GET('/api/workload', { params: { query } })).items,
  });
  const send = async () => {
    const { id, version } = request;
    const done = await acts.run(
      (to) => to.POST('/api/requests/{id}/assign', { params: { path: { id } }, body: { version, assignee } }),
      t('assign.done'),
    );
    if (done) onClose();
  };
  return (
    <ActDialog
      title={t('act.assign')}
      verb={t('act.assign')}
      acts={acts}
      ready={assignee !== ''}
      onSend={send}
      onClose={onClose}
    >
      <NativeSelect
        label={t('assign.to')}
        required
        data={[
          { value: '', label: t('decide.choose') },
          ...load
            .filter(({ here, username }) => here && username !== request.assignee)
            .map(({ username, name, open }) => ({
              value: username,
              label: t('assign.load', { name, count: open }),
            })),
        ]}
        value={assignee}
        onChange={({ currentTarget }) => setAssignee(currentTarget.value)}
      />
    </ActDialog>
  );
}
