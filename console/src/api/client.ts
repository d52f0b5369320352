import createClient, { type Client } from 'openapi-fetch';
import { heardFromServer, lostServer } from '../live/connection.ts';
import type { Session } from '../signin/session.ts';
import { learnTime } from '../time/server-time.ts';
import type { paths } from './schema.d.ts';
import type { Full } from './types.ts';

export type Api = Client<paths>;

/** An answer that is not the wished one: what the server said, in a shape that pages can show. */
export class Refused extends Error {
  readonly status: number;
  /** The request as it is now, where the server sent it along (409, 403). */
  readonly request: Full | undefined;
  /** The problem's type, where it has one of its own. */
  readonly kind: string | undefined;
  /** Why a call is not made, by key. */
  readonly refusal: string | undefined;
  /** What was wrong with what was asked, by key. */
  readonly flaw: string | undefined;

  constructor(status: number, problem: unknown) {
    super(`refused: ${status}`);
    this.status = status;
    const members = typeof problem === 'object' && problem !== null ? problem : {};
    this.kind = 'type' in members && typeof members.type === 'string' ? members.type : undefined;
    this.flaw = 'flaw' in members && typeof members.flaw === 'string' ? members.flaw : undefined;
    this.refusal = 'refusal' in members && typeof members.refusal === 'string' ? members.refusal : undefined;
    this.request = 'request' in members ? (members.request as Full | undefined) : undefined;
  }
}

/** The API as the signed-in person uses it. A refused token is renewed once; `expired` is told when that fails too. */
export function openApi(session: Session, expired: () => void): Api {
  return createClient<paths>({
    baseUrl: location.origin,
    async fetch(request: Request) {
      const again = request.clone();
      const first = await send(request, await session.token());
      if (first.status !== 401) return first;
      const token = await session.renew();
      const second = token === null ? first : await send(again, token);
      if (second.status === 401) expired();
      return second;
    },
  });
}

async function send(request: Request, token: string | null): Promise<Response> {
  if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
  const response = await fetch(request).catch((cause: unknown) => {
    lostServer();
    throw cause;
  });
  heardFromServer();
  learnTime(response.headers.get('date'));
  return response;
}

/** The body of a good answer; anything else is thrown as what it is. */
export function answered<Body>(result: { data?: Body; error?: unknown; response: Response }): Body {
  if (result.response.ok && result.data !== undefined) return result.data;
  throw new Refused(result.response.status, result.error);
}
