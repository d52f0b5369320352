import { useTranslation } from 'react-i18next';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';

const SYSTEM = ['timer', 'gate', 'system', 'media', 'provider'];

/** Who did something, in words. */
export function useWho(request: Full): (name: string) => string {
  const { t } = useTranslation();
  const { me } = useDesk();
  return (name) => {
    if (name === 'citizen') return request.citizen.name ?? t('by.citizen');
    if (name === me.username) return t('by.me');
    return SYSTEM.includes(name) ? t('by.system') : name;
  };
}
