import * as z from 'zod/mini';
import type { Contact } from '../../domain/contact/contact.ts';
import { smsContact } from './sms.ts';
import { voiceContact } from './voice.ts';

/** What is needed to read an account's own records. */
export interface ListedAccount {
  readonly apiUrl: string;
  readonly accountSid: string;
  readonly authToken: string;
}

const word = z.catch(z.string(), '');
const page = <T extends z.ZodMiniType>(one: T, name: string) =>
  z.looseObject({ [name]: z.array(one), next_page_uri: z.catch(z.nullable(z.string()), null) });

const message = z.looseObject({
  sid: z.string(),
  direction: word,
  from: word,
  body: word,
  date_sent: word,
  date_created: word,
});
const call = z.looseObject({
  sid: z.string(),
  direction: word,
  from: word,
  status: word,
  parent_call_sid: word,
  start_time: word,
  end_time: word,
});

/** Milliseconds for one page, and records on it: the most that Twilio gives. */
const PATIENCE = 20_000;
const PAGE_SIZE = 1000;
/** Pages of one list; more than that is no list of three days of ours. */
const MOST_PAGES = 200;

/**
 * The SMS that citizens sent to the account since a moment, as the webhooks would have told them: with the same ids.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources
 * @throws where Twilio does not show its records
 */
export async function listedSms(
  account: ListedAccount,
  since: string,
  fetcher: typeof fetch = fetch,
): Promise<Contact[]> {
  const all = await list(account, 'Messages', 'messages', `DateSent>=${since}`, message, fetcher);
  return all
    .filter(({ direction }) => direction === 'inbound')
    .flatMap(({ sid, from, body, date_sent, date_created }) => {
      const contact = smsContact({ MessageSid: sid, From: from, Body: body });
      return contact ? [{ ...contact, sentAt: moment(date_sent) ?? moment(date_created) }] : [];
    });
}

/** A call that is over: its beginning and its end, as the webhooks would have told them. */
export interface ListedCall {
  readonly arrival: Contact;
  readonly end: Contact;
}

/**
 * The calls of citizens since a moment that are over. A call that goes on is its own webhooks' affair.
 * Source: https://www.twilio.com/docs/voice/api/call-resource#read-multiple-call-resources
 * @throws where Twilio does not show its records
 */
export async function listedCalls(
  account: ListedAccount,
  since: string,
  fetcher: typeof fetch = fetch,
): Promise<ListedCall[]> {
  const all = await list(account, 'Calls', 'calls', `StartTime>=${since}`, call, fetcher);
  return all
    .filter(({ direction }) => direction === 'inbound')
    .flatMap(({ sid, from, status, parent_call_sid, start_time, end_time }) => {
      const form = { CallSid: sid, From: from, CallStatus: status, ParentCallSid: parent_call_sid };
      const arrival = voiceContact('arrival', { ...form, Timestamp: start_time }, '0');
      const end = voiceContact('status', { ...form, Timestamp: end_time }, '');
      return arrival && end ? [{ arrival, end }] : [];
    });
}

async function list<T extends z.ZodMiniType>(
  { apiUrl, accountSid, authToken }: ListedAccount,
  resource: 'Calls' | 'Messages',
  name: string,
  filter: string,
  one: T,
  fetcher: typeof fetch,
): Promise<z.infer<T>[]> {
  const path = `/2010-04-01/Accounts/${accountSid}/${resource}.json`;
  const [by, since = ''] = filter.split('=');
  const found: z.infer<T>[] = [];
  let next: URL | null = new URL(
    `${path}?${new URLSearchParams({ [by ?? '']: since, PageSize: String(PAGE_SIZE) })}`,
    apiUrl,
  );
  for (let pages = 0; next !== null; pages += 1) {
    // The next page is asked for with our password: of this list, and of nobody else.
    if (next.origin !== new URL(apiUrl).origin || next.pathname !== path)
      throw new Error('a page of another list');
    if (pages >= MOST_PAGES) throw new Error('the list has no end');
    const response: Response = await fetcher(next, {
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!response.ok) throw new Error(`the list was answered ${response.status}`);
    const read = page(one, name).parse(await response.json());
    found.push(...z.array(one).parse(read[name]));
    next = read.next_page_uri ? new URL(String(read.next_page_uri), apiUrl) : null;
  }
  return found;
}

/** RFC 2822, as Twilio writes it. */
function moment(text: string): string | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
