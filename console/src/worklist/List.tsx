import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Listed } from '../api/types.ts';
import { useKeys } from '../app/useKeys.ts';
import { useNow } from '../time/useNow.ts';
import { Row } from './Row.tsx';

/** Pixels, before a row has been measured. */
const ROW_HEIGHT = 68;

/** The rows; only those on the screen are in the page, so that a thousand scroll like ten. */
export function List({
  requests,
  more,
}: {
  requests: readonly Listed[];
  /** Fetches the next page; undefined while there is none or it is on its way. */
  more: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const now = useNow();
  const box = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(box.current?.offsetTop ?? 0), []);
  const rows = useWindowVirtualizer({
    count: requests.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollMargin: top,
    getItemKey: (index) => requests[index]?.id ?? index,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= requests.length - 10) more();
  }, [more, last, requests.length]);

  const [current, setCurrent] = useState<string | null>(null);
  const step = (by: number) => {
    const at = requests.findIndex(({ id }) => id === current);
    const next = requests[Math.min(requests.length - 1, Math.max(0, at + by))];
    if (!next) return;
    setCurrent(next.id);
    rows.scrollToIndex(requests.indexOf(next), { align: 'auto' });
  };
  useEffect(() => {
    if (current !== null) document.getElementById(`request-${current}`)?.focus();
  }, [current]);
  const open = () => {
    if (current !== null) go(`/requests/${current}`);
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    arrowdown: () => step(1),
    arrowup: () => step(-1),
    o: open,
  });

  return (
    <ol ref={box} className="rows" aria-label={t('list.title')} style={{ height: rows.getTotalSize() }}>
      {shown.map(({ index, key, start }) => {
        const request = requests[index];
        return request ? (
          <li
            key={key}
            ref={rows.measureElement}
            data-index={index}
            aria-setsize={more ? -1 : requests.length}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start - top}px)` }}
          >
            <Row request={request} now={now} onFocus={setCurrent} />
          </li>
        ) : null;
      })}
    </ol>
  );
}
