import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../app/Dialog.tsx';
import type { Session } from './session.ts';

/** The session is over: what was typed is kept in this tab, and after signing in the person is back on this page. */
export function Expired({ session }: { session: Session }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('signin.expired')} onClose={() => void session.signIn()}>
      <div className="stack">
        <p>{t('signin.kept')}</p>
        <div className="dialog-feet">
          <Button onClick={() => void session.signIn()}>{t('signin.again')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
