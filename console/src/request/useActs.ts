import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Api, answered, Refused } from '../api/client.ts';
import { LISTS } from '../api/queries.ts';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import type { Tone } from '../app/toasts.tsx';

export interface ActResult {
  readonly data?: Full;
  readonly error?: unknown;
  readonly response: Response;
}

export interface ActsOn {
  /** What became of the last act, when it wants to be said. */
  readonly notice: { readonly tone: Tone; readonly text: string } | null;
  readonly busy: boolean;
  /** Why the last call was not made, by key; null where it was, or something else was done. */
  readonly refusal: string | null;
  /**
   * Does something to the request and shows how it is now. A conflict is told kindly, with the fresh request in its
   * place; what is typed stays.
   *
   * @returns whether it was done
   */
  run(act: (api: Api) => Promise<ActResult>, done?: string): Promise<boolean>;
}

export function useActs(id: string): ActsOn {
  const { t } = useTranslation();
  const { api, me } = useDesk();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [notice, setNotice] = useState<ActsOn['notice']>(null);

  const run = useCallback<ActsOn['run']>(
    async (act, done) => {
      setBusy(true);
      try {
        const request = answered(await act(api));
        queries.setQueryData(['request', id], request);
        setRefusal(null);
        setNotice(done === undefined ? null : { tone: 'good', text: done });
        return true;
      } catch (cause) {
        const fresh = cause instanceof Refused ? cause.request : undefined;
        if (fresh) queries.setQueryData(['request', id], fresh);
        setRefusal(cause instanceof Refused ? (cause.refusal ?? null) : null);
        setNotice({
          tone: cause instanceof Refused && cause.status === 409 ? 'care' : 'danger',
          text: why(cause, me.username, t),
        });
        return false;
      } finally {
        setBusy(false);
        void queries.invalidateQueries({ queryKey: [LISTS] });
      }
    },
    [api, id, queries, t, me.username],
  );

  return { notice, busy, refusal, run };
}

/** What went wrong, for a person: who was faster, what is kept, what to do. */
function why(cause: unknown, myself: string, t: TFunction): string {
  if (!(cause instanceof Refused)) return t('act.noNetwork');
  const holder = cause.request?.assignee;
  if (cause.refusal !== undefined)
    return t(`callRefused.${cause.refusal}`, { defaultValue: t('act.failed') });
  if (cause.status === 409 && cause.flaw === undefined) {
    return holder !== undefined && holder !== myself ? t('act.takenBy', { name: holder }) : t('act.changed');
  }
  if (cause.status === 404) return t('act.gone');
  if (cause.status === 403) return t('act.notYours', { name: holder ?? '' });
  if (cause.status === 401) return t('act.signIn');
  if (cause.flaw !== undefined) return t(`flaw.${cause.flaw}`, { defaultValue: t('act.unreadable') });
  if (cause.status === 400) return t('act.unreadable');
  return t('act.failed');
}
