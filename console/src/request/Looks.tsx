import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered } from '../api/client.ts';
import { useDesk } from '../app/desk.ts';
import { usePace } from '../live/usePace.ts';
import { clock, moment } from '../time/wording.ts';
import { inStretches } from './look-stretches.ts';

/** Who has read this request, and when: asked for by a click, since most never need it. */
export function Looks({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const { api } = useDesk();
  const [asked, setAsked] = useState(false);
  const { data, isError, refetch } = useQuery({
    queryKey: ['request', id, 'looks'],
    enabled: asked,
    // Nobody is told of a look: what is on the screen is asked for again as the request itself is.
    refetchInterval: usePace() * 2,
    queryFn: async () =>
      answered(await api.GET('/api/requests/{id}/looks', { params: { path: { id } } })).items,
  });
  const { language } = i18n;
  return (
    <section className="card no-print" aria-labelledby="looks">
      <h2 id="looks">{t('looks.title')}</h2>
      {data === undefined ? (
        <Button
          variant="default"
          size="compact-md"
          loading={asked && !isError}
          onClick={() => (asked ? refetch() : setAsked(true))}
        >
          {t('looks.show')}
        </Button>
      ) : (
        <ul className="looks">
          {inStretches(data).map(({ by, name, from, to }) => (
            <li key={`${from} ${by}`}>
              {name ?? by}{' '}
              <span className="muted">
                {clock(from, language) === clock(to, language)
                  ? moment(to, language)
                  : t('looks.between', { from: clock(from, language), to: moment(to, language) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
