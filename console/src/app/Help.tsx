import { Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog.tsx';
import { keysOn, switchKeys } from './useKeys.ts';

const KEYS = [
  [['j', 'k'], 'move'],
  [['Enter'], 'open'],
  [['1', '…', '6'], 'tabs'],
  [['c'], 'claim'],
  [['d'], 'decide'],
  [['g'], 'note'],
  [['r'], 'reply'],
  [['l'], 'list'],
  [['/'], 'search'],
  [['n'], 'new'],
  [['?'], 'help'],
] as const;

/** Which keys do what, and the switch that turns them off. */
export function Help({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [on, setOn] = useState(keysOn);
  return (
    <Dialog title={t('help.title')} onClose={onClose}>
      <div className="stack">
        <dl className="keys">
          {KEYS.map(([keys, does]) => (
            <div key={does}>
              <dt>
                {keys.map((one) => (
                  <kbd key={one}>{one}</kbd>
                ))}
              </dt>
              <dd>{t(`help.${does}`)}</dd>
            </div>
          ))}
        </dl>
        <Switch
          checked={on}
          label={t('help.switch')}
          onChange={({ currentTarget }) => {
            switchKeys(currentTarget.checked);
            setOn(currentTarget.checked);
          }}
        />
        <p className="muted">{t('help.anywhere')}</p>
      </div>
    </Dialog>
  );
}
