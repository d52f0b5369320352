import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { listQuery } from '../api/queries.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { useTell } from '../app/toasts.tsx';
import { allowSound, chime, isMuted, mute } from './sound.ts';
import { usePace } from './usePace.ts';

/** Watches for urgent requests that nobody has taken yet, on every page: a sound, a word, and the tab's title. */
export function Arrivals() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const [path, go] = useLocation();
  const tell = useTell();
  const [muted, setMuted] = useState(isMuted);
  const known = useRef<Set<string> | null>(null);
  const { data } = useInfiniteQuery(listQuery(api, { tab: 'new' }, usePace()));
  const urgent = data?.pages.flatMap(({ items }) => items).filter(({ urgency }) => urgency === 'urgent');

  useEffect(() => {
    const opts = { once: true } as const;
    addEventListener('pointerdown', allowSound, opts);
    addEventListener('keydown', allowSound, opts);
    return () => {
      removeEventListener('pointerdown', allowSound);
      removeEventListener('keydown', allowSound);
    };
  }, []);

  useEffect(() => {
    if (urgent === undefined) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...urgent.map(({ id }) => id)]);
    const arrived = before === null ? [] : urgent.filter(({ id }) => !before.has(id));
    const [first] = arrived;
    if (first === undefined) return;
    chime();
    tell('danger', t('live.urgent', { code: first.code, matter: t(`matter.${first.matter}`) }), {
      words: t('live.open'),
      run: () => go(`/requests/${first.id}`),
    });
  }, [urgent, tell, t, go]);

  // A call taken on the telephone, or given by the lead: it became one's own without a click on its page.
  const own = useInfiniteQuery(listQuery(api, { tab: 'mine' }, usePace()));
  // Of more than a page only the first part is known: what moves up in it is not new.
  const mine = own.hasNextPage ? undefined : own.data?.pages.flatMap(({ items }) => items);
  const had = useRef<Set<string> | null>(null);
  const seen = useRef(new Set<string>());
  const [, open] = /^\/requests\/([^/]+)/.exec(path) ?? [];
  if (open !== undefined) seen.current.add(open);
  useEffect(() => {
    if (mine === undefined) return;
    const before = had.current;
    had.current = new Set([...(before ?? []), ...mine.map(({ id }) => id)]);
    const [first] = before === null ? [] : mine.filter(({ id }) => !before.has(id) && !seen.current.has(id));
    if (first === undefined) return;
    tell('care', t('live.yours', { code: first.code, matter: t(`matter.${first.matter}`) }), {
      words: t('live.open'),
      run: () => go(`/requests/${first.id}`),
    });
  }, [mine, tell, t, go]);

  const waiting = urgent?.length ?? 0;
  useEffect(() => {
    const plain = document.title.replace(/^▲ \d+ · /, '');
    document.title = waiting > 0 ? `▲ ${waiting} · ${plain}` : plain;
  }, [waiting]);

  return (
    <button
      type="button"
      className="icon-button"
      aria-pressed={muted}
      aria-label={t('live.mute')}
      title={muted ? t('live.isMuted') : t('live.isOn')}
      onClick={() => {
        mute(!muted);
        setMuted(!muted);
      }}
    >
      <Icon name={muted ? 'muted' : 'bell'} />
    </button>
  );
}
