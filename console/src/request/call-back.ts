import type { TFunction } from 'i18next';
import type { Full } from '../api/types.ts';
import { moment } from '../time/wording.ts';

/** How often a citizen was called back in vain, and from when on the next call may be made. */
export function callBackWords(
  { callBack }: Pick<Full, 'callBack'>,
  now: number,
  t: TFunction,
  language: string,
): { attempts: number; when: string } {
  const { attempts = 0, nextAt = null } = callBack ?? {};
  if (nextAt === null) return { attempts, when: t('callBack.withReason') };
  return {
    attempts,
    when:
      Date.parse(nextAt) <= now ? t('callBack.now') : t('callBack.from', { time: moment(nextAt, language) }),
  };
}
