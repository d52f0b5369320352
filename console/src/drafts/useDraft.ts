import { useCallback, useState } from 'react';
import { useDesk } from '../app/desk.ts';
import { readDraft, writeDraft } from './drafts.ts';

/** A field's text and its setter; what is typed is kept per person, request and field until it is emptied. */
export function useDraft(requestId: string, field: string): readonly [string, (text: string) => void] {
  const { me } = useDesk();
  const [text, setText] = useState(() => readDraft(me.username, requestId, field));
  const change = useCallback(
    (next: string) => {
      writeDraft(me.username, requestId, field, next);
      setText(next);
    },
    [me.username, requestId, field],
  );
  return [text, change];
}
