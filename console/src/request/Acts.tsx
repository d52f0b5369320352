import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { useTell } from '../app/toasts.tsx';
import { useKeys } from '../app/useKeys.ts';
import { Close } from './Close.tsx';
import { may } from './may.ts';
import { Transfer } from './Transfer.tsx';
import type { ActsOn } from './useActs.ts';

type Opened = 'transfer' | 'close' | null;

/** The next steps: what the state of the request allows this person, the likeliest first. */
export function Acts({ request, acts }: { request: Full; acts: ActsOn }) {
  const { t } = useTranslation();
  const { me } = useDesk();
  const [, go] = useLocation();
  const tell = useTell();
  const [opened, setOpened] = useState<Opened>(null);
  const { id, version } = request;
  const params = { params: { path: { id } } };
  const allowed = may(request, me);

  const claim = () =>
    void acts.run(
      (api) => api.POST('/api/requests/{id}/claim', { ...params, body: { version } }),
      t('act.claimed'),
    );
  const release = () =>
    void acts.run(
      (api) => api.POST('/api/requests/{id}/release', { ...params, body: { version } }),
      t('act.released'),
    );
  useKeys(allowed.claim && !acts.busy ? { c: claim } : {});

  return (
    <section className="card acts no-print" aria-labelledby="acts">
      <h2 id="acts">{t('request.next')}</h2>
      {allowed.claim ? (
        <Button size="md" fullWidth loading={acts.busy} onClick={claim} leftSection={<Icon name="check" />}>
          {t('act.claim')}
        </Button>
      ) : null}
      <div className="act-row">
        {allowed.release ? (
          <Button
            variant="default"
            disabled={acts.busy}
            onClick={release}
            leftSection={<Icon name="back" size={18} />}
          >
            {t('act.release')}
          </Button>
        ) : null}
        {allowed.transfer ? (
          <Button
            variant="default"
            onClick={() => setOpened('transfer')}
            leftSection={<Icon name="swap" size={18} />}
          >
            {t('act.transfer')}
          </Button>
        ) : null}
        {allowed.close ? (
          <Button
            variant="default"
            onClick={() => setOpened('close')}
            leftSection={<Icon name="lock" size={18} />}
          >
            {t('act.close')}
          </Button>
        ) : null}
      </div>
      {opened === 'transfer' ? (
        <Transfer
          request={request}
          acts={acts}
          onClose={() => setOpened(null)}
          onDone={(centre) => {
            tell('good', t('act.transferred', { centre }));
            go('/');
          }}
        />
      ) : null}
      {opened === 'close' ? <Close request={request} acts={acts} onClose={() => setOpened(null)} /> : null}
    </section>
  );
}
