import * as z from 'zod';
import { post } from '../server.ts';

const text = z.string().nullish();

const Place = z.looseObject({ words: text });

const Entry = z.looseObject({
  id: z.string(),
  type: z.string(),
  at: z.string(),
  by: text,
  channel: text,
  text,
  speech: text,
  keys: text,
  answer: text,
  attachments: z.array(z.looseObject({ kind: z.string(), name: text })).nullish(),
  toBeConfirmed: z.boolean().nullish(),
  reason: text,
});
export type Entry = z.infer<typeof Entry>;

const Request = z.looseObject({
  id: z.string(),
  code: z.string(),
  state: z.string(),
  centre: text,
  channel: z.string(),
  urgency: z.string(),
  matter: text,
  facts: z
    .looseObject({
      signals: z.array(z.string()).nullish().catch(undefined),
      casePlace: Place.nullish().catch(undefined),
      residence: Place.nullish().catch(undefined),
      name: text.catch(undefined),
      phone: text.catch(undefined),
      personInNeed: text.catch(undefined),
    })
    .nullish(),
  citizen: z.looseObject({ name: text, phone: text, zaloUserId: text, safeContact: text }).nullish(),
  basis: z
    .union([z.string(), z.looseObject({ words: z.string() }).transform(({ words }) => words)])
    .nullish(),
  createdAt: z.string(),
  updatedAt: z.string(),
  dueAt: text,
  assignee: text,
  version: z.number(),
  timeline: z.array(Entry).nullish(),
});
export type AidRequest = z.infer<typeof Request>;

const Page = z.object({ items: z.array(Request), cursor: z.string().nullable() });
export type Page = z.infer<typeof Page>;

const Centres = z.object({ items: z.array(z.looseObject({ code: z.string(), name: z.string() })) });
export type Centre = z.infer<typeof Centres>['items'][number];

const Problem = z.looseObject({ title: text, detail: text, request: Request.optional().catch(undefined) });

/** What became of an act: done, overtaken by a change, held by somebody else, gone from the centre, or refused. */
export type Outcome =
  | { is: 'done' | 'overtaken' | 'not ours'; request: AidRequest | undefined }
  | { is: 'gone' }
  | { is: 'refused'; why: string };

const tokens = new Map<string, string>();

/** The API as one user sees it; the token comes from the local run and is renewed when it is refused. */
export function api(user: string) {
  async function call(path: string, init: RequestInit = {}): Promise<Response> {
    const token = tokens.get(user) ?? (await newToken(user));
    const response = await fetch(path, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
    });
    if (response.status === 401) tokens.delete(user);
    return response;
  }

  async function read<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const response = await call(path);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return schema.parse(await response.json());
  }

  return {
    centres: async (): Promise<Centre[]> => (await read('/api/centres', Centres)).items,
    requests: (filter: Record<string, string>): Promise<Page> =>
      read(`/api/requests?${new URLSearchParams(filter)}`, Page),
    /** Undefined where the user may not see it, or there is none. */
    request: async (id: string): Promise<AidRequest | undefined> => {
      const response = await call(`/api/requests/${encodeURIComponent(id)}`);
      return response.ok ? Request.parse(await response.json()) : undefined;
    },
    act: async (id: string, act: string, body: Record<string, unknown>): Promise<Outcome> => {
      const response = await call(`/api/requests/${encodeURIComponent(id)}/${act}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify(body),
      });
      const answer: unknown = await response.json().catch(() => undefined);
      if (response.ok) return { is: 'done', request: Request.safeParse(answer).data };
      const problem = Problem.safeParse(answer).data;
      if (response.status === 409) return { is: 'overtaken', request: problem?.request };
      if (response.status === 404) return { is: 'gone' };
      if (response.status === 403) return { is: 'not ours', request: problem?.request };
      return { is: 'refused', why: problem?.detail ?? problem?.title ?? String(response.status) };
    },
  };
}

export type Api = ReturnType<typeof api>;

async function newToken(user: string): Promise<string> {
  const { access_token } = z.object({ access_token: z.string() }).parse(await post('/dev/token', { user }));
  tokens.set(user, access_token);
  return access_token;
}
