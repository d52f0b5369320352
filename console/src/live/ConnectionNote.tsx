import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { clock } from '../time/wording.ts';
import { useConnection } from './connection.ts';
import { POLLING_MS } from './usePace.ts';

/** Milliseconds: a connection that comes back within this was never missed. */
const UNNOTICED_MS = 4_000;

/** Says plainly when what is on the screen may be old. */
export function ConnectionNote() {
  const { t, i18n } = useTranslation();
  const { config } = useDesk();
  const { reachable, answeredAt, live } = useConnection();
  const missed = useLasting(config.liveUrl !== null && live === null, UNNOTICED_MS);
  return (
    <p className={reachable ? 'connection' : 'connection lost'} role="status">
      {reachable ? (
        missed ? (
          <>
            <Icon name="clock" />
            <span>{t('live.slow', { seconds: POLLING_MS / 1_000 })}</span>
          </>
        ) : null
      ) : (
        <>
          <Icon name="warning" />
          <span>{t('live.lost', { at: clock(new Date(answeredAt).toISOString(), i18n.language) })}</span>
        </>
      )}
    </p>
  );
}

/** Whether something has been so for a while. */
function useLasting(so: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!so) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), ms);
    return () => clearTimeout(timer);
  }, [so, ms]);
  return lasting;
}
