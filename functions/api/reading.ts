import { setting } from '../../adapters/configuration.ts';
import { auditPart } from '../../adapters/dynamodb/audit.ts';
import { recordLook } from '../../adapters/dynamodb/looks.ts';
import { readRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { transact } from '../../adapters/dynamodb/table.ts';
import { countWorklist, readWorklist, type WorklistQuestion } from '../../adapters/dynamodb/worklist.ts';
import { json, notFound, problem } from '../../adapters/http/problem.ts';
import { addressKeySecret, readSecret } from '../../adapters/secrets/secrets.ts';
import { maySee } from '../../domain/request/handling.ts';
import type { Call } from './call.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { worklistQuery } from './schemas.ts';
import { fullView, listedView } from './view.ts';

const TABS = {
  new: { state: 'routed' },
  mine: { stage: 'owing' },
  waiting: { state: 'waiting' },
  overdue: {},
  closed: { stage: 'ended' },
} as const satisfies Record<string, Partial<WorklistQuestion>>;

const cursorKey = async (): Promise<string> =>
  (await readSecret(setting('ADDRESS_KEY_SECRET_ID'), addressKeySecret)).key;

/** One page of a worklist; its cursor continues this very question and no other. */
export const readList = async ({ table, handler, query, now }: Call) => {
  const asked = worklistQuery.safeParse(query);
  if (!asked.success) return problem(400, 'The query has an unknown state or a malformed value.');
  const { state, assignee, tab, overdue, centre = handler.centre, cursor } = asked.data;
  if (centre !== handler.centre && handler.role !== 'national')
    return problem(403, 'Only the worklist of your own centre.');
  const at = new Date(now).toISOString();
  const question: WorklistQuestion = {
    centre,
    ...(state ? { state } : {}),
    ...(assignee ? { assignee } : {}),
    ...(tab ? TABS[tab] : {}),
    ...(tab === 'mine' ? { assignee: handler.username } : {}),
  };
  const onlyOverdue = tab === 'overdue' || overdue === 'true';
  const scope = JSON.stringify([question, onlyOverdue]);
  const from = cursor === undefined ? null : readCursor(await cursorKey(), scope, cursor);
  if (cursor !== undefined && from === null) return problem(400, 'The cursor is not one of ours.');
  const page = await readWorklist(table, {
    ...question,
    ...(onlyOverdue ? { dueBefore: at } : {}),
    ...(from ? { cursor: from } : {}),
  });
  if (centre !== handler.centre)
    await transact(table, [auditPart(table, centre, { at, by: handler.username, act: 'worklist-read' })]);
  return json(200, {
    items: page.requests.map((request) => listedView(request, now)),
    cursor: page.cursor ? writeCursor(await cursorKey(), scope, page.cursor) : null,
  });
};

/** How many requests there are in each tab. */
export const readTabCounts = async ({ table, handler, query, now }: Call) => {
  const { centre = handler.centre } = query;
  if (centre !== handler.centre && handler.role !== 'national')
    return problem(403, 'Only the worklist of your own centre.');
  const counts = await countWorklist(table, {
    centre,
    assignee: handler.username,
    now: new Date(now).toISOString(),
  });
  return json(200, counts);
};

export const readOne = async ({ table, handler, path, now }: Call) => {
  const request = await readRequest(table, path.id ?? '');
  if (request === null || !maySee(handler, request)) return notFound();
  const [timeline] = await Promise.all([
    readTimeline(table, request.id),
    recordLook(table, request.id, handler, new Date(now).toISOString()),
  ]);
  return json(200, fullView(request, timeline, now));
};
