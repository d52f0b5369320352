import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered } from '../api/client.ts';
import { useDesk } from '../app/desk.ts';
import { moment } from '../time/wording.ts';

/** Who has read this request, and when: asked for by a click, since most never need it. */
export function Looks({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const { api } = useDesk();
  const [asked, setAsked] = useState(false);
  const { data } = useQuery({
    queryKey: ['looks', id],
    enabled: asked,
    queryFn: async () =>
      answered(await api.GET('/api/requests/{id}/looks', { params: { path: { id } } })).items,
  });
  return (
    <section className="card no-print" aria-labelledby="looks">
      <h2 id="looks">{t('looks.title')}</h2>
      {data === undefined ? (
        <Button variant="default" size="compact-md" loading={asked} onClick={() => setAsked(true)}>
          {t('looks.show')}
        </Button>
      ) : (
        <ul className="looks">
          {data.map(({ at, by, name }) => (
            <li key={`${at} ${by}`}>
              {name ?? by} <span className="muted">{moment(at, i18n.language)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
