import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog.tsx';

/** A dialog that does one thing: its fields, what went wrong with the last try, cancel and do. */
export function FormDialog({
  title,
  verb,
  failure,
  busy = false,
  ready = true,
  hint,
  onSend,
  onClose,
  children,
  icon,
  danger = false,
  wide = false,
}: {
  title: string;
  /** What the button says it does. */
  verb: string;
  failure: ReactNode;
  busy?: boolean;
  /** Whether everything that is needed has been entered. */
  ready?: boolean;
  /** What is still needed, said while it is. */
  hint?: string;
  onSend: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
  icon?: ReactNode;
  danger?: boolean;
  wide?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} onClose={onClose} wide={wide}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void onSend();
        }}
      >
        {children}
        {failure}
        {!ready && hint ? <p className="muted">{hint}</p> : null}
        <div className="dialog-feet">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button
            type="submit"
            {...(danger ? { color: 'red' } : {})}
            loading={busy}
            disabled={!ready}
            leftSection={icon}
          >
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
