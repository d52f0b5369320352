import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';

/** What citizens sent, as the provider has it in its own books, whatever became of the webhook. */
interface Kept {
  readonly kind: 'sms' | 'call' | 'zalo';
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** Milliseconds. */
  readonly at: number;
  readonly status: string;
  readonly type: string;
}

export interface ProviderRecords {
  /** Notes what a simulated webhook is about; false where the provider was told to forget calling it. */
  note(provider: 'twilio' | 'zalo', body: unknown): Promise<boolean>;
  /** Lets the next webhook of a new message or call be forgotten. */
  forgetNext(provider: 'twilio' | 'zalo'): void;
  /** The list behind an address of Twilio's REST API; null where it is another address. */
  twilioList(accountSid: string, url: URL): unknown;
  /** The list behind an address of Zalo's Open API; null where it is another address. */
  zaloList(url: URL): unknown[] | null;
}

const twilioBody = z.looseObject({ path: z.string(), params: z.record(z.string(), z.string()) });
const zaloBody = z.looseObject({
  event: z.looseObject({
    event_name: z.string(),
    sender: z.looseObject({ id: z.string() }).optional(),
    message: z.looseObject({ msg_id: z.string(), text: z.string().optional() }).optional(),
  }),
});
const OVER = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

/** The books of the two stand-ins. */
export function providerRecords(
  store: Store,
  clock: Clock,
  zaloOaId: string,
  /** What the Official Account sent to whom: it stands in the same chats. */
  sent: () => readonly {
    provider: string;
    channel: string;
    id: string;
    to: string;
    text: string;
    at: string;
  }[],
): ProviderRecords {
  const records = store.records<Kept>('provider-records');
  const forgotten: string[] = [];
  const all = () => [...records.getRange()].map(({ value }) => value);

  const keep = (one: Kept) => store.commit(() => records.put([one.kind, one.id], one));

  async function noteTwilio(body: unknown): Promise<boolean> {
    const read = twilioBody.safeParse(body);
    if (!read.success) return true;
    const { path, params } = read.data;
    const { MessageSid, CallSid, From = '', To = '', Body = '', CallStatus = '' } = params;
    const base = { from: From, to: To, text: Body, at: clock.now(), type: '' };
    if (path === '/twilio/sms' && MessageSid !== undefined) {
      await keep({ ...base, kind: 'sms', id: MessageSid, status: 'received' });
      return !forgets('twilio');
    }
    if (path === '/twilio/voice' && CallSid !== undefined) {
      const forget = forgets('twilio');
      // Whom no answer reaches hears that something went wrong, and the call is over.
      await keep({ ...base, kind: 'call', id: CallSid, status: forget ? 'completed' : 'in-progress' });
      return !forget;
    }
    const call = CallSid === undefined ? undefined : records.get(['call', CallSid]);
    if (path === '/twilio/voice/status' && call !== undefined && OVER.includes(CallStatus))
      await keep({ ...call, status: CallStatus });
    return true;
  }

  async function noteZalo(body: unknown): Promise<boolean> {
    const read = zaloBody.safeParse(body);
    if (!read.success) return true;
    const { event_name, sender, message } = read.data.event;
    if (!event_name.startsWith('user_send_') || sender === undefined || message === undefined) return true;
    await keep({
      kind: 'zalo',
      id: message.msg_id,
      from: sender.id,
      to: zaloOaId,
      text: message.text ?? '',
      at: clock.now(),
      status: '',
      type: event_name.replace(/^user_send_/, ''),
    });
    return !forgets('zalo');
  }

  function forgets(provider: string): boolean {
    const index = forgotten.indexOf(provider);
    if (index >= 0) forgotten.splice(index, 1);
    return index >= 0;
  }

  /** Newest first, in both directions, as a chat is shown. */
  function chats() {
    const ours = sent().filter(({ provider, channel }) => provider === 'zalo' && channel === 'zalo');
    return [
      ...all()
        .filter(({ kind }) => kind === 'zalo')
        .map(({ id, from, to, text, at, type }) => ({
          src: 1,
          time: at,
          type,
          message: text,
          message_id: id,
          from_id: from,
          to_id: to,
        })),
      ...ours.map(({ id, to, text, at }) => ({
        src: 0,
        time: Date.parse(at),
        type: 'text',
        message: text,
        message_id: id,
        from_id: zaloOaId,
        to_id: to,
      })),
    ].sort((one, other) => other.time - one.time);
  }

  return {
    note: (provider, body) => (provider === 'twilio' ? noteTwilio(body) : noteZalo(body)),
    forgetNext: (provider) => void forgotten.push(provider),
    twilioList(accountSid, url) {
      const path = `/2010-04-01/Accounts/${accountSid}`;
      const [, resource] = /\/(Messages|Calls)\.json$/.exec(url.pathname) ?? [];
      if (resource === undefined || url.pathname !== `${path}/${resource}.json`) return null;
      const kind = resource === 'Messages' ? 'sms' : 'call';
      const since = Date.parse(url.searchParams.get(kind === 'sms' ? 'DateSent>' : 'StartTime>') ?? '') || 0;
      const size = Number(url.searchParams.get('PageSize')) || 50;
      const page = Number(url.searchParams.get('Page')) || 0;
      const found = all().filter((one) => one.kind === kind && one.at >= since);
      const rest = new URL(url);
      rest.searchParams.set('Page', String(page + 1));
      return {
        [resource.toLowerCase()]: found
          .slice(page * size, (page + 1) * size)
          .map((one) => (kind === 'sms' ? twilioMessage(one) : twilioCall(one))),
        page,
        page_size: size,
        next_page_uri: found.length > (page + 1) * size ? `${rest.pathname}${rest.search}` : null,
      };
    },
    zaloList(url) {
      const [, list] = /^\/v2\.0\/oa\/(listrecentchat|conversation)$/.exec(url.pathname) ?? [];
      if (list === undefined) return null;
      const { offset, count, user_id } = listQuestion.parse(JSON.parse(url.searchParams.get('data') ?? '{}'));
      const of = ({ from_id, to_id }: { from_id: string; to_id: string }) =>
        user_id === undefined || [from_id, to_id].includes(user_id);
      return chats()
        .filter(of)
        .slice(offset, offset + Math.min(count, 10));
    },
  };
}

const listQuestion = z.looseObject({
  offset: z.number().default(0),
  count: z.number().default(5),
  user_id: z.string().optional(),
});

const twilioMessage = ({ id, from, to, text, at, status }: Kept) => ({
  sid: id,
  direction: 'inbound',
  from,
  to,
  body: text,
  status,
  num_media: '0',
  date_created: new Date(at).toUTCString(),
  date_sent: new Date(at).toUTCString(),
});

const twilioCall = ({ id, from, to, at, status }: Kept) => ({
  sid: id,
  direction: 'inbound',
  from,
  to,
  status,
  parent_call_sid: null,
  start_time: new Date(at).toUTCString(),
  end_time: OVER.includes(status) ? new Date(at).toUTCString() : null,
});
