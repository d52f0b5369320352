import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered } from '../api/client.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { useNow } from '../time/useNow.ts';
import { Row } from '../worklist/Row.tsx';

/** Finds a request by its code, a telephone number in any spelling, or a name with or without accents. */
export function Search() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const now = useNow();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => field.current?.focus(), []);
  // The words stand in no address: names do not belong into histories and logs.
  const { data, isFetching, isError } = useQuery({
    queryKey: ['search', asked],
    queryFn: async () => answered(await api.POST('/api/requests/search', { body: { q: asked } })).items,
    enabled: asked !== '',
    gcTime: 0,
  });
  return (
    <>
      <div className="page-head">
        <h1>{t('search.title')}</h1>
      </div>
      <search>
        <form
          className="card row search-form"
          onSubmit={(event) => {
            event.preventDefault();
            setAsked(typed.trim());
          }}
        >
          <TextInput
            ref={field}
            className="search-field"
            label={t('search.label')}
            description={t('search.how')}
            maxLength={200}
            autoComplete="off"
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Button type="submit" loading={isFetching} leftSection={<Icon name="search" size={18} />}>
            {t('search.do')}
          </Button>
        </form>
      </search>
      <div role="status" className="found">
        {isError ? t('list.failed') : data ? t('search.found', { count: data.length }) : null}
      </div>
      {data && data.length > 0 ? (
        <ol className="card rows-plain" aria-label={t('search.title')}>
          {data.map((request) => (
            <li key={request.id}>
              <Row request={request} now={now} />
            </li>
          ))}
        </ol>
      ) : null}
    </>
  );
}
