import { type MantineColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Router } from 'wouter';
import { answered, openApi, Refused } from '../api/client.ts';
import type { ConsoleConfig } from '../signin/config.ts';
import { Expired } from '../signin/Expired.tsx';
import { NotRegistered } from '../signin/NotRegistered.tsx';
import type { Session } from '../signin/session.ts';
import { type Desk, DeskContext } from './desk.ts';
import { Pages } from './Pages.tsx';
import { Shell } from './Shell.tsx';
import { theme } from './theme.ts';
import { Toasts } from './toasts.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one however often it is asked again; a lost network comes back.
      retry: (count, error) => !(error instanceof Refused) && count < 2,
      networkMode: 'always',
      staleTime: 5_000,
    },
    mutations: { networkMode: 'always' },
  },
});

const BASE = import.meta.env.BASE_URL.replace(/\/$/, '');
const light: MantineColorSchemeManager = {
  get: () => 'light',
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};

export function App({ config, session }: { config: ConsoleConfig; session: Session }) {
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme="light"
      colorSchemeManager={light}
      // Both would write a style sheet by script, which the content security policy forbids: see tokens.css.
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <Router base={BASE}>
          <Toasts>
            <SignedIn config={config} session={session} />
          </Toasts>
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function SignedIn({ config, session }: { config: ConsoleConfig; session: Session }) {
  const { t } = useTranslation();
  const [expired, setExpired] = useState(false);
  const api = useMemo(() => openApi(session, () => setExpired(true)), [session]);
  const { data: me, error } = useQuery({
    queryKey: ['me'],
    queryFn: async () => answered(await api.GET('/api/me')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const desk = useMemo<Desk | null>(
    () => (me ? { api, me, session, config } : null),
    [api, me, session, config],
  );
  const again = expired ? <Expired session={session} /> : null;
  if (error instanceof Refused && error.status === 403) return <NotRegistered session={session} />;
  if (desk === null) {
    return (
      <>
        <p className="starting" role="status">
          {error ? t('app.unreachable') : t('app.opening')}
        </p>
        {again}
      </>
    );
  }
  return (
    <DeskContext value={desk}>
      <Shell>
        <Pages />
      </Shell>
      {again}
    </DeskContext>
  );
}
