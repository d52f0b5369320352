import { z } from 'zod';
import { eventually } from './backstage.ts';
import type { Origin } from './clients.ts';

/** What a journey reads of a request; the API gives more. */
const entry = z.looseObject({
  id: z.string(),
  type: z.string(),
  at: z.string(),
  by: z.string(),
  channel: z.string().optional(),
  text: z.string().optional(),
  keys: z.string().optional(),
  speech: z.string().optional(),
  reason: z.string().optional(),
  outcome: z.string().optional(),
  providerEventId: z.string().optional(),
  answer: z.string().optional(),
  toBeConfirmed: z.boolean().optional(),
  replies: z.array(z.string()).optional(),
  entries: z.array(z.string()).optional(),
  attachments: z.array(z.looseObject({ kind: z.string() })).optional(),
});

const listed = z.looseObject({
  id: z.string(),
  code: z.string(),
  state: z.string(),
  centre: z.string().nullable(),
  channel: z.string(),
  urgency: z.enum(['normal', 'urgent']),
  matter: z.string(),
  facts: z.looseObject({}),
  citizen: z.looseObject({
    name: z.string().optional(),
    phone: z.string().optional(),
    zaloUserId: z.string().optional(),
    safeContact: z.string(),
  }),
  basis: z.looseObject({ kind: z.string(), words: z.string() }).nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  dueAt: z.string().nullable(),
  assignee: z.string().optional(),
  earlierRequest: z.string().optional(),
  transfers: z.number(),
  version: z.number(),
});
export type Listed = z.infer<typeof listed>;

const full = listed.extend({ timeline: z.array(entry) });
export type Full = z.infer<typeof full>;

const page = z.object({ items: z.array(listed), cursor: z.string().nullable() });
const problem = z.looseObject({ status: z.number(), request: full.optional() });

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly json: unknown;
}

/** Someone at a desk, signed in: `handler.01`, `lead.01` or `national`. */
export interface Desk {
  readonly user: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  worklist(query?: string): Promise<{ items: Listed[]; cursor: string | null }>;
  /** Every page of a worklist. */
  all(query?: string): Promise<Listed[]>;
  /** A request that is there, or will be in a moment: a webhook may have been spilled and be replayed. */
  awaited(fits: (request: Listed) => boolean, query?: string): Promise<Listed>;
  read(id: string): Promise<Full>;
  act(id: string, act: string, body: object, headers?: Record<string, string>): Promise<Full>;
}

export async function tokenOf({ url }: Origin, user: string): Promise<string> {
  const response = await fetch(`${url}/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user }),
  });
  return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
}

export async function callApi(
  { url }: Origin,
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, text, json: type.includes('json') ? JSON.parse(text) : undefined };
}

export async function deskOf(origin: Origin, user: string): Promise<Desk> {
  const token = await tokenOf(origin, user);
  const answered = <Shape extends z.ZodType>(reply: Reply, shape: Shape): z.infer<Shape> => {
    if (reply.status !== 200) throw new Error(`${user} was answered ${reply.status}: ${reply.text}`);
    return shape.parse(reply.json);
  };
  const desk: Desk = {
    user,
    call: (method, path, body, headers) => callApi(origin, token, method, path, body, headers),
    worklist: async (query = '') => answered(await desk.call('GET', `/api/requests${query}`), page),
    async all(query = '') {
      const items: Listed[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const mark: string = cursor === '' ? '' : `${query === '' ? '?' : '&'}cursor=${cursor}`;
        const next = await desk.worklist(query + mark);
        items.push(...next.items);
        cursor = next.cursor;
      }
      return items;
    },
    awaited: (fits, query) =>
      eventually(async () => (await desk.all(query)).find(fits), `a request at the desk of ${user}`),
    read: async (id) => answered(await desk.call('GET', `/api/requests/${id}`), full),
    act: async (id, act, body, headers) =>
      answered(await desk.call('POST', `/api/requests/${id}/${act}`, body, headers), full),
  };
  return desk;
}

/** The request that a refusal carries along. */
export const requestIn = ({ json }: Reply): Full | undefined => problem.parse(json).request;
export const requestOf = ({ json }: Reply): Full => full.parse(json);
