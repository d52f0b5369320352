import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { suggestionQuery } from '../api/queries.ts';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { moment } from '../time/wording.ts';
import type { ActsOn } from './useActs.ts';

/** Requests that belong together, and those that perhaps do: joined by a person, never by themselves. */
export function Links({ request, acts }: { request: Full; acts: ActsOn }) {
  const { t, i18n } = useTranslation();
  const { api } = useDesk();
  const { data } = useQuery(suggestionQuery(api, request));
  const linked = new Set(request.links.map(({ id }) => id));
  const likely = (data?.duplicates ?? []).filter((one) => !linked.has(one.request.id));
  if (request.links.length === 0 && likely.length === 0) return null;
  const { id, version } = request;
  const params = { params: { path: { id } } };
  return (
    <section className="card" aria-labelledby="links">
      <h2 id="links">{t('links.title')}</h2>
      <ul className="clocks">
        {request.links.map((one) => (
          <li key={one.id}>
            <Link href={`/requests/${one.id}`} className="code">
              {one.code}
            </Link>
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
              </Link>{' '}
              · {t(`matter.${other.matter}`)} · {moment(other.createdAt, i18n.language)}
            </span>
            <span className="muted">{why.map((one) => t(`links.${one}`)).join(', ')}</span>
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
    </section>
  );
}
