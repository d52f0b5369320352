import { readRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { type Cursor, readWorklist, recordLook } from '../../adapters/dynamodb/worklist.ts';
import { maySee } from '../../domain/request/handling.ts';
import type { Call } from './call.ts';
import { json, notFound, problem } from './problem.ts';
import { cursorShape, worklistQuery } from './schemas.ts';
import { fullView, listedView } from './view.ts';

export const readList = async ({ table, handler, query }: Call) => {
  const asked = worklistQuery.safeParse(query);
  if (!asked.success) return problem(400, 'The query has an unknown state or a malformed value.');
  const { state, assignee, centre = handler.centre, cursor } = asked.data;
  if (centre !== handler.centre && handler.role !== 'national')
    return problem(403, 'Only the worklist of your own centre.');
  const from = cursor === undefined ? null : readCursor(cursor);
  if (cursor !== undefined && from === null) return problem(400, 'The cursor is not one of ours.');
  const page = await readWorklist(table, {
    centre,
    ...(state ? { state } : {}),
    ...(assignee ? { assignee } : {}),
    ...(from ? { cursor: from } : {}),
  });
  return json(200, {
    items: page.requests.map(listedView),
    cursor: page.cursor ? Buffer.from(JSON.stringify(page.cursor)).toString('base64url') : null,
  });
};

function readCursor(text: string): Cursor | null {
  try {
    const parsed = cursorShape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return parsed.success && parsed.data.id !== '' ? parsed.data : null;
  } catch {
    return null;
  }
}

export const readOne = async ({ table, handler, path, now }: Call) => {
  const request = await readRequest(table, path.id ?? '');
  if (request === null || !maySee(handler, request)) return notFound();
  const [timeline] = await Promise.all([
    readTimeline(table, request.id),
    recordLook(table, request.id, handler, new Date(now).toISOString()),
  ]);
  return json(200, fullView(request, timeline, now));
};
