import { recorded } from '../request/act.ts';
import type { Handling } from '../request/handling.ts';
import type { FileNote } from '../request/request.ts';

/** A person opens a citizen's file: who and when is on the timeline before the file is handed out. */
export const looked =
  (file: FileNote, how: 'listened' | 'viewed'): Handling =>
  (request, handler, at) => ({
    ...recorded(request, request, {
      type: 'file',
      file,
      outcome: how,
      at,
      by: handler.username,
      publish: [],
    }),
    timers: [],
  });
