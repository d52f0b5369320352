import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { suggestionQuery } from '../api/queries.ts';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { moment } from '../time/wording.ts';
import { sharedPhone, splittable } from './entries.ts';
import { may } from './may.ts';
import type { ActsOn } from './useActs.ts';

const LinkTo = lazy(async () => ({ default: (await import('./LinkTo.tsx')).LinkTo }));
const Split = lazy(async () => ({ default: (await import('./Split.tsx')).Split }));
const UnlinkPhone = lazy(async () => ({ default: (await import('./UnlinkPhone.tsx')).UnlinkPhone }));

/** Requests that belong together, and those that perhaps do: joined by a person, never by themselves. */
export function Links({ request, acts }: { request: Full; acts: ActsOn }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const { data } = useQuery(suggestionQuery(api, request));
  const known = new Map((data?.duplicates ?? []).map(({ request: other }) => [other.id, other]));
  const linked = new Set(request.links.map(({ id }) => id));
  const likely = (data?.duplicates ?? []).filter((one) => !linked.has(one.request.id));
  const [opened, setOpened] = useState<'link' | 'split' | 'unlink' | null>(null);
  const close = () => setOpened(null);
  const { id, version } = request;
  const params = { params: { path: { id } } };
  if (!may(request).split && request.links.length === 0 && likely.length === 0) return null;
  return (
    <section className="card" aria-labelledby="links">
      <h2 id="links">{t('links.title')}</h2>
      <ul className="clocks">
        {request.links.map((one) => (
          <li key={one.id}>
            <span>
              <Link href={`/requests/${one.id}`} className="code">
                {one.code}
              </Link>
              <Kind other={known.get(one.id)} />
            </span>
            <Button
              variant="default"
              size="compact-md"
              disabled={acts.busy}
              aria-label={t('links.splitName', { code: one.code })}
              onClick={() =>
                void acts.run(
                  (to) =>
                    to.POST('/api/requests/{id}/split', {
                      ...params,
                      body: { version, other: one.id, reason: t('links.splitReason') },
                    }),
                  t('links.splitDone'),
                )
              }
            >
              {t('links.split')}
            </Button>
          </li>
        ))}
        {likely.map(({ request: other, why }) => (
          <li key={other.id}>
            <span>
              <Link href={`/requests/${other.id}`} className="code">
                {other.code}
              </Link>
              <Kind other={other} />
            </span>
            {other.citizen.name ? <span>{other.citizen.name}</span> : null}
            <span className="muted">
              {t('links.perhaps')}: {why.map((one) => t(`links.${one}`)).join(', ')}
            </span>
            <Button
              variant="default"
              size="compact-md"
              disabled={acts.busy}
              aria-label={t('links.linkName', { code: other.code })}
              onClick={() =>
                void acts.run(
                  (to) =>
                    to.POST('/api/requests/{id}/link', {
                      ...params,
                      body: {
                        version,
                        other: other.id,
                        reason: why.map((one) => t(`links.${one}`)).join(', '),
                      },
                    }),
                  t('links.linkDone'),
                )
              }
            >
              {t('links.link')}
            </Button>
          </li>
        ))}
      </ul>
      {may(request).split ? (
        <div className="act-row no-print">
          <Button variant="default" onClick={() => setOpened('link')}>
            {t('links.byCode')}
          </Button>
          {splittable(request).length > 0 ? (
            <Button variant="default" onClick={() => setOpened('split')}>
              {t('act.split')}
            </Button>
          ) : null}
          {sharedPhone(request) ? (
            <Button variant="default" onClick={() => setOpened('unlink')}>
              {t('unlink.title')}
            </Button>
          ) : null}
        </div>
      ) : null}
      <Suspense>
        {opened === 'link' ? <LinkTo request={request} acts={acts} onClose={close} /> : null}
        {opened === 'split' ? <Split request={request} acts={acts} onClose={close} /> : null}
        {opened === 'unlink' ? <UnlinkPhone request={request} acts={acts} onClose={close} /> : null}
      </Suspense>
    </section>
  );
}

/** What another request is about and how it stands, where that is known. */
function Kind({ other }: { other: Pick<Full, 'matter' | 'state' | 'createdAt'> | undefined }) {
  const { t, i18n } = useTranslation();
  if (other === undefined) return null;
  return (
    <>
      {' '}
      · {t(`matter.${other.matter}`)} · {t(`state.${other.state}`)} · {moment(other.createdAt, i18n.language)}
    </>
  );
}
