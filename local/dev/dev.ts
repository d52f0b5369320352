import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { millisecondsOf } from '../clock.ts';
import { bodyOf } from '../http/body.ts';
import type { SimulatedAnswer } from '../lobby/simulators.ts';
import type { ProviderFiles } from '../providers/files.ts';
import type { Failure } from '../providers/stand-ins.ts';

export interface DevSettings {
  /** Undefined for a name that nobody has. */
  tokenFor(user: string): Promise<string | undefined>;
  outbox(): unknown[];
  failNext(failure: Failure): void;
  /** Lets a provider forget to call the webhook of the next message or call; its own records have it. */
  forgetNext(provider: 'twilio' | 'zalo'): void;
  /** Lets the synthetic citizen call and write once; what went wrong, or null. */
  synthetic(): Promise<string | null>;
  bus(): unknown[];
  /** Undefined for a centre that has no inbox. */
  inbox(centre: string): unknown[] | undefined;
  /** The local run's time in milliseconds. */
  now(): number;
  /** Moves the clock; resolves to the new time when everything that became due has run. */
  advance(milliseconds: number): Promise<number>;
  simulate(provider: 'twilio' | 'zalo', body: unknown): Promise<SimulatedAnswer>;
  /** What citizens have left with the providers. */
  readonly files: ProviderFiles;
}

type Reply = { readonly status: number; readonly json: unknown };

const tokenBody = z.object({ user: z.string() });
const failureBody = z.object({
  provider: z.enum(['twilio', 'zalo']),
  how: z.union([z.number(), z.enum(['drop', 'lost'])]),
});
const forgetBody = z.object({ provider: z.enum(['twilio', 'zalo']) });
const clockBody = z.object({ advance: z.string() });

/** What tools and the lobby use of the local run; nothing of it exists in the deployed stacks. */
export function devEndpoints(settings: DevSettings) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, json } = await answer(request, settings);
    response.writeHead(status, {
      'content-type':
        status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(JSON.stringify(json));
  };
}

async function answer(request: IncomingMessage, settings: DevSettings): Promise<Reply> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const [, centre] = /^\/dev\/inbox\/([^/]+)$/.exec(path) ?? [];
  switch (`${request.method} ${centre === undefined ? path : '/dev/inbox/'}`) {
    case 'GET /dev/outbox':
      return items(settings.outbox());
    case 'GET /dev/bus':
      return items(settings.bus());
    case 'GET /dev/inbox/': {
      const found = settings.inbox(centre ?? '');
      return found ? items(found) : problem(404, `There is no centre ${centre}.`);
    }
    case 'POST /dev/token': {
      const body = tokenBody.safeParse(await json(request));
      if (!body.success) return problem(400, 'The body is { "user": "handler.01" }.');
      const token = await settings.tokenFor(body.data.user);
      return token === undefined
        ? problem(404, `There is no user ${body.data.user}.`)
        : { status: 200, json: { access_token: token, token_type: 'Bearer' } };
    }
    case 'GET /dev/clock':
      return { status: 200, json: { now: new Date(settings.now()).toISOString() } };
    case 'POST /dev/clock': {
      const body = clockBody.safeParse(await json(request));
      const milliseconds = body.success ? millisecondsOf(body.data.advance) : undefined;
      if (milliseconds === undefined)
        return problem(
          400,
          'The body is { "advance": "PT49H" }: a positive ISO 8601 duration in weeks, days, hours, minutes and seconds.',
        );
      return { status: 200, json: { now: new Date(await settings.advance(milliseconds)).toISOString() } };
    }
    case 'GET /dev/files':
      return items(settings.files.list());
    case 'POST /dev/files/twilio':
    case 'POST /dev/files/zalo': {
      const bytes = await bodyOf(request, 64 * 1024 * 1024);
      if (!bytes) return problem(413, 'The file is too large.');
      const contentType = request.headers['content-type'] ?? 'application/octet-stream';
      const provider = path.endsWith('twilio') ? 'twilio' : 'zalo';
      return { status: 200, json: { url: await settings.files.put(provider, { bytes, contentType }) } };
    }
    case 'POST /dev/failure': {
      const body = failureBody.safeParse(await json(request));
      if (!body.success)
        return problem(400, 'The body is { "provider": "zalo" | "twilio", "how": -230 | "drop" | "lost" }.');
      settings.failNext(body.data);
      return { status: 200, json: body.data };
    }
    case 'POST /dev/synthetic': {
      const wrong = await settings.synthetic();
      return wrong === null ? { status: 200, json: {} } : problem(502, wrong);
    }
    case 'POST /dev/forget': {
      const body = forgetBody.safeParse(await json(request));
      if (!body.success) return problem(400, 'The body is { "provider": "zalo" | "twilio" }.');
      settings.forgetNext(body.data.provider);
      return { status: 200, json: body.data };
    }
    case 'POST /dev/simulate/twilio':
      return { status: 200, json: await settings.simulate('twilio', await json(request)) };
    case 'POST /dev/simulate/zalo':
      return { status: 200, json: await settings.simulate('zalo', await json(request)) };
    default:
      return problem(404, `There is no ${request.method} ${path}.`);
  }
}

async function json(request: IncomingMessage): Promise<unknown> {
  try {
    return JSON.parse((await bodyOf(request, 1_000_000))?.toString('utf8') ?? '');
  } catch {
    return undefined;
  }
}

function items(list: unknown[]): Reply {
  return { status: 200, json: { items: list } };
}

function problem(status: number, detail: string): Reply {
  return { status, json: { type: 'about:blank', title: detail, status, detail } };
}
