import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Session } from './session.ts';

/** Signed in, but no (or no longer a) handler of any centre. */
export function NotRegistered({ session }: { session: Session }) {
  const { t } = useTranslation();
  return (
    <main className="starting stack">
      <h1>{t('signin.unknown')}</h1>
      <p>{t('signin.unknownWhy', { name: session.username() })}</p>
      <p>
        <Button onClick={() => void session.signOut()}>{t('signin.out')}</Button>
      </p>
    </main>
  );
}
