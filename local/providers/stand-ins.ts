import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { bodyOf } from '../http/body.ts';
import { isLocalHost } from '../http/local-only.ts';
import type { Handle } from '../http/server.ts';
import type { Store } from '../store.ts';
import { type ProviderFiles, providerFiles } from './files.ts';
import { type ProviderRecords, providerRecords } from './records.ts';
import { zaloTokens } from './zalo-tokens.ts';

/** What a provider was asked to send. */
export interface OutboxItem {
  readonly id: string;
  readonly at: string;
  readonly provider: 'twilio' | 'zalo' | 'ses';
  readonly channel: 'sms' | 'zalo' | 'call' | 'mail';
  readonly to: string;
  readonly text: string;
  readonly path: string;
  /** A form as a record, JSON as it came. */
  readonly body: unknown;
}

export interface StandIns {
  readonly handle: Handle;
  /** Oldest first. */
  outbox(): OutboxItem[];
  readonly files: ProviderFiles;
  /** Keeps a mail that SES was asked to send. */
  mail(item: { id: string; to: string; text: string; path: string; body: unknown }): Promise<void>;
  readonly records: ProviderRecords;
  /** Lets the next message to a provider fail. */
  failNext(failure: Failure): void;
}

/**
 * How the next message fails: with an error code of the provider's own; `drop` before it was taken; `lost` after it was
 * taken, so that nobody learns of it.
 */
export interface Failure {
  readonly provider: 'twilio' | 'zalo';
  readonly how: number | 'drop' | 'lost';
}

export interface StandInSettings {
  readonly store: Store;
  readonly clock: Clock;
  readonly twilio: { readonly accountSid: string; readonly authTokens: readonly string[] };
  readonly zaloOaId: string;
}

type Reply =
  | { readonly status: number; readonly json: unknown }
  | { readonly status: number; readonly bytes: Buffer; readonly contentType: string };

const longestBody = 10 * 1024 * 1024;

/** Stands in for Twilio's REST API and Zalo's Open API: answers as they do and keeps what it was asked to send. */
export function standIns({ store, clock, twilio, zaloOaId }: StandInSettings): StandIns {
  const sent = store.records<OutboxItem>('outbox');
  const tokens = zaloTokens({ store, clock });
  const files = providerFiles(store, twilio.accountSid);
  const outbox = () => [...sent.getRange()].map(({ value }) => value);
  const records = providerRecords(store, clock, zaloOaId, outbox);
  let sequence = Date.now() * 1000;
  const failures: Failure[] = [];

  /** The failure that was ordered for this provider, once. */
  function ordered(provider: Failure['provider']): Failure['how'] | null {
    const index = failures.findIndex((failure) => failure.provider === provider);
    return index < 0 ? null : (failures.splice(index, 1)[0]?.how ?? null);
  }

  async function keep(item: Omit<OutboxItem, 'at'>): Promise<void> {
    const place = Math.max(++sequence, clock.now() * 1000);
    sequence = place;
    await store.commit(() => sent.put([place], { ...item, at: new Date(clock.now()).toISOString() }));
  }

  /** Null where the connection is dropped instead. */
  async function answer(request: IncomingMessage, body: Buffer): Promise<Reply | null> {
    const path = request.url ?? '/';
    const provider = isZaloMessage(path) ? 'zalo' : path.endsWith('/Messages.json') ? 'twilio' : null;
    const failure = provider === null ? null : ordered(provider);
    if (failure === 'drop') return null;
    if (typeof failure === 'number')
      return provider === 'zalo'
        ? zalo(failure, 'ordered in the lobby')
        : twilioError(failure, 'ordered in the lobby');
    const reply = await usual(request, path, body);
    return failure === 'lost' ? null : reply;
  }

  async function usual(request: IncomingMessage, path: string, body: Buffer): Promise<Reply> {
    const [, sid, kind] = /^\/2010-04-01\/Accounts\/([^/]+)\/(Messages|Calls)\.json$/.exec(path) ?? [];
    if (request.method === 'GET' && path.startsWith('/v3.0/oa/user/detail?')) return zaloUser(request, path);
    if (request.method === 'GET') return listed(request, path) ?? (await file(request, path));
    if (request.method === 'DELETE') return file(request, path);
    if (request.method !== 'POST') return notFound(path);
    if (sid !== undefined) {
      if (!isTwilioAccount(request, sid)) return unauthenticated;
      return kind === 'Calls' ? twilioCall(sid, path, body) : twilioMessage(sid, path, body);
    }
    if (path === '/message/template') return znsMessage(request, path, body);
    if (isZaloMessage(path)) return zaloMessage(request, path, body);
    if (path === '/v3.0/oa/quota/message')
      return zaloAnswer(request, { quota_type: 'sub_quota', remain: 500 });
    if (path === '/v2.0/oa/upload/file') return zaloUpload(request, body);
    if (path === '/v4/oa/access_token') return { status: 200, json: await tokens.exchange(formOf(body)) };
    return notFound(path);
  }

  /** The providers' own records; null for any other address. */
  function listed(request: IncomingMessage, path: string): Reply | null {
    const url = new URL(path, 'http://provider');
    const chats = records.zaloList(url);
    if (chats !== null) return zaloAnswer(request, chats);
    const [, sid = ''] =
      /^\/2010-04-01\/Accounts\/([^/]+)\/(?:Messages|Calls)\.json$/.exec(url.pathname) ?? [];
    if (sid === '') return null;
    if (!isTwilioAccount(request, sid)) return unauthenticated;
    return { status: 200, json: records.twilioList(sid, url) };
  }

  /** Twilio shows an account's files to the account and deletes them for it; Zalo's are for whoever has the address. */
  async function file(request: IncomingMessage, path: string): Promise<Reply> {
    const [, sid] = /^\/2010-04-01\/Accounts\/([^/]+)\//.exec(path) ?? [];
    if (sid !== undefined && !isTwilioAccount(request, sid)) return unauthenticated;
    if (request.method === 'DELETE') {
      const gone = sid !== undefined && (await files.remove(path.replace(/\.json$/, '')));
      return gone ? { status: 204, bytes: Buffer.alloc(0), contentType: 'application/json' } : notFound(path);
    }
    const found = files.get(path);
    return found === null ? notFound(path) : { status: 200, ...found };
  }

  function isTwilioAccount(request: IncomingMessage, sid: string): boolean {
    const [, basic = ''] = /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    const [user = '', password = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    return sid === twilio.accountSid && user === sid && twilio.authTokens.includes(password);
  }

  async function twilioMessage(accountSid: string, path: string, body: Buffer): Promise<Reply> {
    const form = formOf(body);
    const { To, From, MessagingServiceSid, Body = '', StatusCallback } = form;
    if (!To) return twilioError(21604, "A 'To' phone number is required.");
    if (!From && !MessagingServiceSid) return twilioError(21603, "A 'From' phone number is required.");
    const id = `SM${randomBytes(16).toString('hex')}`;
    await keep({ id, provider: 'twilio', channel: 'sms', to: To, text: Body, path, body: form });
    return {
      status: 201,
      json: {
        sid: id,
        account_sid: accountSid,
        api_version: '2010-04-01',
        body: Body,
        date_created: new Date(clock.now()).toUTCString(),
        date_sent: null,
        date_updated: new Date(clock.now()).toUTCString(),
        direction: 'outbound-api',
        error_code: null,
        error_message: null,
        from: From ?? null,
        messaging_service_sid: MessagingServiceSid ?? null,
        num_media: '0',
        num_segments: '1',
        price: null,
        price_unit: 'USD',
        status: 'queued',
        status_callback: StatusCallback ?? null,
        to: To,
        uri: `/2010-04-01/Accounts/${accountSid}/Messages/${id}.json`,
      },
    };
  }

  async function twilioCall(accountSid: string, path: string, body: Buffer): Promise<Reply> {
    const form = formOf(body);
    const { To, From, Twiml, Url } = form;
    if (!To) return twilioError(21201, "No 'To' number is specified");
    if (!From) return twilioError(21213, "No 'From' number is specified");
    const id = `CA${randomBytes(16).toString('hex')}`;
    await keep({
      id,
      provider: 'twilio',
      channel: 'call',
      to: To,
      text: Twiml ?? Url ?? '',
      path,
      body: form,
    });
    return {
      status: 201,
      json: {
        sid: id,
        account_sid: accountSid,
        api_version: '2010-04-01',
        direction: 'outbound-api',
        from: From,
        status: 'queued',
        to: To,
        uri: `/2010-04-01/Accounts/${accountSid}/Calls/${id}.json`,
      },
    };
  }

  async function zaloMessage(request: IncomingMessage, path: string, body: Buffer): Promise<Reply> {
    // Zalo tells errors with status 200.
    const refused = tokens.check(request.headers.access_token);
    if (refused !== 0) return zalo(refused, 'Access token is invalid or expired');
    const read = zaloBody.safeParse(jsonOf(body));
    if (!read.success) return zalo(-201, 'Params is invalid');
    const { recipient, message } = read.data;
    const id = randomBytes(10).toString('hex');
    const to = recipient.user_id ?? recipient.anonymous_id ?? recipient.message_id ?? '';
    await keep({
      id,
      provider: 'zalo',
      channel: 'zalo',
      to,
      text: message.text ?? '',
      path,
      body: read.data,
    });
    return zalo(0, 'Success', {
      message_id: id,
      user_id: to,
      sent_time: String(clock.now()),
      quota: { quota_type: 'reply' },
    });
  }

  /** An answer for whoever comes with a good token; errors come with status 200. */
  function zaloAnswer(request: IncomingMessage, data: object): Reply {
    const refused = tokens.check(request.headers.access_token);
    return refused === 0 ? zalo(0, 'Success', data) : zalo(refused, 'Access token is invalid or expired');
  }

  function zaloUser(request: IncomingMessage, path: string): Reply {
    const read = userQuestion.safeParse(
      jsonOf(Buffer.from(new URL(path, 'http://zalo').searchParams.get('data') ?? '')),
    );
    if (!read.success) return zalo(-201, 'Params is invalid');
    const { user_id } = read.data;
    return zaloAnswer(request, { user_id, display_name: `Người dùng ${user_id}`, is_sensitive: false });
  }

  function zaloUpload(request: IncomingMessage, body: Buffer): Reply {
    const isForm = /^multipart\/form-data; *boundary=/.test(request.headers['content-type'] ?? '');
    if (!isForm || !body.includes('name="file"') || body.length > longestFile)
      return zalo(-201, 'File is invalid');
    return zaloAnswer(request, { token: randomBytes(16).toString('hex') });
  }

  async function znsMessage(request: IncomingMessage, path: string, body: Buffer): Promise<Reply> {
    // The interface for templates has codes of its own.
    if (tokens.check(request.headers.access_token) !== 0) return zalo(-124, 'Access token invalid');
    const read = znsBody.safeParse(jsonOf(body));
    if (!read.success) return zalo(-108, 'Phone number invalid');
    const id = randomBytes(10).toString('hex');
    const { phone, template_data } = read.data;
    const text = Object.values(template_data).join(' ');
    await keep({ id, provider: 'zalo', channel: 'zalo', to: phone, text, path, body: read.data });
    return zalo(0, 'Success', { msg_id: id, sent_time: String(clock.now()), sending_mode: '1' });
  }

  return {
    mail: (item) => keep({ ...item, provider: 'ses', channel: 'mail' }),
    failNext: (failure) => void failures.push(failure),
    async handle(request, response) {
      const body = await bodyOf(request, longestBody);
      const local = isLocalHost(request.headers.host) || isFileHost(request.headers.host);
      const reply = !local || !body ? notFound('') : await answer(request, body);
      if (reply === null) return void request.socket.destroy();
      const json = 'json' in reply;
      response.writeHead(reply.status, {
        'content-type': json ? 'application/json; charset=utf-8' : reply.contentType,
      });
      response.end(json ? JSON.stringify(reply.json) : reply.bytes);
    },
    files,
    records,
    outbox,
  };
}

/** A name that the functions' threads reach here instead of the internet (local/lambda/worker.ts). */
const isFileHost = (host: string | undefined): boolean => /\.zdn\.vn$/.test(host ?? '');

const zaloBody = z.looseObject({
  recipient: z.looseObject({
    user_id: z.string().optional(),
    anonymous_id: z.string().optional(),
    message_id: z.string().optional(),
  }),
  message: z.looseObject({ text: z.string().optional() }),
});

const isZaloMessage = (path: string): boolean =>
  ['/v3.0/oa/message/cs', '/v2.0/oa/message', '/message/template'].includes(path);
const longestFile = 5 * 1024 * 1024 + 2048;
const userQuestion = z.looseObject({ user_id: z.string() });
const znsBody = z.looseObject({
  phone: z.string().regex(/^84\d{8,10}$/),
  template_id: z.string(),
  template_data: z.record(z.string(), z.string()),
});

const unauthenticated: Reply = {
  status: 401,
  json: {
    code: 20003,
    message: 'Authenticate',
    more_info: 'https://www.twilio.com/docs/errors/20003',
    status: 401,
  },
};

function twilioError(code: number, message: string): Reply {
  return {
    status: 400,
    json: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status: 400 },
  };
}

function zalo(error: number, message: string, data?: unknown): Reply {
  return { status: 200, json: { ...(data !== undefined && { data }), error, message } };
}

function notFound(path: string): Reply {
  return { status: 404, json: { message: `The local stand-in does not know ${path}` } };
}

function formOf(body: Buffer): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
