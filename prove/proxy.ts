import { createHash } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';
import { type Answer, cutInTwo, refusal } from './answers.ts';
import type { Dice } from './dice.ts';
import { type Called, type Fault, faultFor } from './faults.ts';

/** A server between the functions and one of their endpoints, that does what the seed says to their calls. */
export interface FaultProxy {
  readonly url: string;
  /** Where calls go; they wait until it is known. */
  leadsTo(url: string): void;
  /** Whether calls are disturbed at all. */
  disturb(on: boolean): void;
  /** Services that are away now. */
  away(services: readonly string[]): void;
  /** How often each fault was done, by `service fault`. */
  done(): ReadonlyMap<string, number>;
  /** How many calls of each kind came while they were disturbed, and how many had a fault; away is none of them. */
  kinds(): ReadonlyMap<string, { readonly calls: number; readonly faults: number }>;
  close(): Promise<void>;
}

export interface ProxySettings {
  readonly dice: Dice;
  nameOf(request: IncomingMessage): Called;
  /** Sees what was called, before anything is done to it. */
  seen(called: Called, request: IncomingMessage, body: Buffer): void;
}

/** Milliseconds: longer than some callers' patience, than any caller's, and than most functions' lives. */
const HANGS = [4000, 6000, 30_000] as const;
/** Between a caller's patience and none: milliseconds. */
const SLOW = [150, 400, 900] as const;
/** How old an index may be: milliseconds. */
const STALE = 3000;

/** @param settings `nameOf` reads service, operation and caller off a request; callers named `operator` are left alone */
export async function openProxy({ dice, nameOf, seen }: ProxySettings): Promise<FaultProxy> {
  const done = new Map<string, number>();
  const kinds = new Map<string, { calls: number; faults: number }>();
  const older = new Map<string, { at: number; answer: Answer }>();
  let target: (url: string) => void = () => undefined;
  let upstream = new Promise<string>((resolve) => {
    target = resolve;
  });
  let disturbing = false;
  let away: readonly string[] = [];

  const kindOf = ({ service, operation }: Called) => {
    const name = `${service} ${operation}`;
    const kind = kinds.get(name) ?? { calls: 0, faults: 0 };
    kinds.set(name, kind);
    return kind;
  };
  const note = (called: Called, fault: Fault) => {
    const name = `${called.service} ${fault}`;
    done.set(name, (done.get(name) ?? 0) + 1);
    if (fault !== 'away') kindOf(called).faults += 1;
  };

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const called = nameOf(incoming);
    seen(called, incoming, body);
    const pass = async (changed = body) => forward(await upstream, incoming, changed);
    if (!disturbing || called.caller === 'operator') return answer(response, await pass());
    kindOf(called).calls += 1;
    if (away.includes(called.service)) {
      note(called, 'away');
      if (dice.next(`${called.service} away`) < 0.5) return void incoming.socket.destroy();
      return answer(response, refusal(called, 'server-error', body));
    }
    const fault = faultFor(dice, called);
    if (fault === null) {
      const answered = await pass();
      remember(called, body, answered);
      return answer(response, answered);
    }
    if (fault === 'stale') {
      const old = older.get(indexAsked(body) ?? '');
      if (!old || Date.now() - old.at > STALE) return answer(response, await pass());
      note(called, fault);
      return answer(response, old.answer);
    }
    if (fault === 'partial') {
      const cut = cutInTwo(called, body);
      if (!cut) return answer(response, await pass());
      note(called, fault);
      return answer(response, cut.whole(await pass(cut.body)));
    }
    note(called, fault);
    switch (fault) {
      case 'reset-before':
        return void incoming.socket.destroy();
      case 'reset-after':
        await pass();
        return void incoming.socket.destroy();
      case 'hang-after':
        await pass();
        await pause(dice.pick('hang', HANGS));
        return void incoming.socket.destroy();
      case 'cut-after':
        return cutShort(response, await pass());
      case 'garbage-after':
        return answer(response, { ...(await pass()), body: garbage(dice) });
      case 'slow':
        await pause(dice.pick('slow', SLOW));
        return answer(response, await pass());
      default:
        return answer(response, refusal(called, fault, body));
    }
  }

  /** Keeps what an index answered, for a later call that is to hear it again. */
  function remember({ operation }: Called, body: Buffer, answered: Answer): void {
    const asked = operation === 'Query' ? indexAsked(body) : null;
    if (asked !== null && answered.status === 200) older.set(asked, { at: Date.now(), answer: answered });
  }

  const server = createServer((incoming, response) => {
    // What a killed system leaves behind is nobody's any more.
    serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    leadsTo(url) {
      upstream = Promise.resolve(url);
      target(url);
    },
    disturb(on) {
      disturbing = on;
    },
    away(services) {
      away = services;
    },
    done: () => done,
    kinds: () => kinds,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What names an index query whatever the moment it asks about; null for the table itself and for later pages. */
function indexAsked(body: Buffer): string | null {
  const { IndexName, ExpressionAttributeValues, ExclusiveStartKey } = JSON.parse(body.toString('utf8'));
  if (IndexName === undefined || ExclusiveStartKey !== undefined) return null;
  return JSON.stringify([IndexName, ExpressionAttributeValues?.[':p']]);
}

function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.once('end', () => resolve(Buffer.concat(chunks)));
    incoming.once('error', reject);
  });
}

function forward(upstream: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const to = new URL(incoming.url ?? '/', upstream);
  // The host is part of presigned addresses, and the endpoint wants a local one: the proxy is as local.
  const headers: OutgoingHttpHeaders = { ...incoming.headers, 'content-length': body.length };
  delete headers['transfer-encoding'];
  delete headers.connection;
  return new Promise((resolve, reject) => {
    const outgoing = request(to, { method: incoming.method ?? 'GET', headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const kept = Object.entries(response.headers).flatMap(([name, value]): [string, string][] =>
          value === undefined || /^(connection|keep-alive|transfer-encoding|content-length)$/.test(name)
            ? []
            : [[name, String(value)]],
        );
        resolve({
          status: response.statusCode ?? 500,
          headers: Object.fromEntries(kept),
          body: Buffer.concat(chunks),
        });
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

/** Half of what the answer promised, and then the end of the connection. */
function cutShort(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length + 1 });
  response.write(body.subarray(0, body.length >> 1), () => response.socket?.destroy());
}

/** Bytes that are neither JSON nor XML nor a picture. */
const garbage = (dice: Dice): Buffer =>
  createHash('sha512')
    .update(String(dice.next('garbage')))
    .digest();

function answer(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}

const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds).unref());
