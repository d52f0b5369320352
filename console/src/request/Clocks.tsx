import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lawQuery } from '../api/queries.ts';
import type { ClockBody, Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { useNow } from '../time/useNow.ts';
import { haste, moment, timeLeft } from '../time/wording.ts';
import { TERMS_OF_LAW } from './step-places.ts';
import type { ActsOn } from './useActs.ts';

const StartClock = lazy(async () => ({ default: (await import('./StartClock.tsx')).StartClock }));

/** The terms that run or ran, each with whose promise or which article it is. */
export function Clocks({ request, acts }: { request: Full; acts: ActsOn }) {
  const { t, i18n } = useTranslation();
  const { api } = useDesk();
  const { data: law } = useQuery(lawQuery(api, request));
  const now = useNow();
  const [starting, setStarting] = useState(false);
  const running = request.state !== 'new';
  if (request.clocks.length === 0 && !running) return null;
  const { id, version } = request;
  // What is accepted or has ended waits for the law's terms: the next one stands out here, and nothing else does.
  const steps = request.nextSteps;
  const waits = steps.some((step) => TERMS_OF_LAW.includes(step)) && !steps.includes('refusal-notice');
  const next = waits
    ? request.clocks.find(
        (clock) =>
          clock.dueAt === request.dueAt && clock.metAt === undefined && clock.stoppedAt === undefined,
      )
    : undefined;
  const standsOut = (clock: typeof next) => clock === next && (request.ended || request.state === 'accepted');
  const meet = (kind: string) =>
    void acts.run(
      (to) =>
        to.POST('/api/requests/{id}/clocks', {
          params: { path: { id } },
          body: { version, kind, act: 'met' } as ClockBody,
        }),
      t('clock.metDone'),
    );
  return (
    <section className="card" aria-labelledby="clocks">
      <h2 id="clocks">{t('request.clocks')}</h2>
      <ul className="clocks">
        {request.clocks.map((clock) => {
          const over = clock.metAt ?? clock.stoppedAt;
          const pressing = over === undefined ? haste(clock.dueAt, now) : 'none';
          const row = law?.clocks.find(({ kind }) => kind === clock.kind);
          // Who has got in touch takes the request on first: else nothing would be due of what nobody has.
          const byHand = over === undefined && (row?.starts !== 'routing' || request.state !== 'routed');
          return (
            <li key={`${clock.kind} ${clock.startedAt}`}>
              <strong>{row?.title ?? clock.basis}</strong>
              <span className={`row-due ${pressing}`}>
                <Icon
                  name={over === undefined ? (pressing === 'late' ? 'warning' : 'clock') : 'check'}
                  size={16}
                />
                {clock.metAt !== undefined
                  ? t('clock.met')
                  : clock.stoppedAt !== undefined
                    ? t('clock.stopped')
                    : timeLeft(clock.dueAt, now, t)}
              </span>
              <span className="muted">
                {t('clock.until', { at: moment(clock.dueAt, i18n.language) })} · {clock.basis}
              </span>
              {byHand && row ? (
                <Button
                  variant={standsOut(clock) ? 'filled' : 'default'}
                  size="compact-md"
                  className="no-print"
                  disabled={acts.busy}
                  {...(row.starts === 'routing'
                    ? {}
                    : { 'aria-label': t('clock.meetName', { name: row.title }) })}
                  onClick={() => meet(clock.kind)}
                >
                  {t(row.starts === 'routing' ? 'clock.contacted' : 'clock.meet')}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {running && law ? (
        <Button
          variant="subtle"
          size="compact-md"
          className="no-print"
          leftSection={<Icon name="add" size={16} />}
          onClick={() => setStarting(true)}
        >
          {t('clock.start')}
        </Button>
      ) : null}
      <Suspense>
        {starting && law ? (
          <StartClock request={request} law={law} acts={acts} onClose={() => setStarting(false)} />
        ) : null}
      </Suspense>
    </section>
  );
}
