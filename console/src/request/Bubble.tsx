import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clock, moment } from '../time/wording.ts';

/** Something said or written: by whom, how and when, and then the words. */
export function Bubble({
  side,
  by,
  how,
  at,
  children,
}: {
  side: 'citizen' | 'us' | 'us note';
  by: string;
  how: readonly (string | false | undefined)[];
  at: string;
  children: ReactNode;
}) {
  const { i18n } = useTranslation();
  return (
    <div className={`entry ${side}`}>
      <p className="entry-head">
        <strong>{by}</strong>
        <span>{how.filter(Boolean).join(' · ')}</span>
        <time dateTime={at} title={moment(at, i18n.language)}>
          {clock(at, i18n.language)}
        </time>
      </p>
      {children}
    </div>
  );
}
