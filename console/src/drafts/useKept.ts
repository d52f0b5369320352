import { useCallback, useMemo } from 'react';
import { useDraft } from './useDraft.ts';

export type Kept = Readonly<Record<string, unknown>>;

/** Several fields of one dialog, kept as `useDraft` keeps one; nothing in it forgets them all. */
export function useKept(requestId: string, dialog: string): readonly [Kept, (next: Kept) => void] {
  const [text, setText] = useDraft(requestId, dialog);
  const kept = useMemo(() => read(text), [text]);
  const keep = useCallback(
    (next: Kept) => setText(Object.keys(next).length === 0 ? '' : JSON.stringify(next)),
    [setText],
  );
  return [kept, keep];
}

/** What an earlier version of the page left there may be no record. */
function read(text: string): Kept {
  try {
    const kept: unknown = JSON.parse(text);
    return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? { ...kept } : {};
  } catch {
    return {};
  }
}

/** The texts among what is kept. */
export const textsOf = (kept: Kept): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(kept).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
