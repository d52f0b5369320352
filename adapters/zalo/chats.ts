import * as z from 'zod/mini';
import type { Attachment, Contact, Input } from '../../domain/contact/contact.ts';
import type { Fault } from '../../domain/errors.ts';
import { kept } from '../../domain/text/kept.ts';
import { callZalo, type ZaloAccount } from './api.ts';
import { place } from './place.ts';

/**
 * Zalo's own record of the chats with the Official Account.
 * Sources: https://developers.zalo.me/docs/official-account/tin-nhan/quan-ly-tin-nhan (listrecentchat, conversation)
 */

const word = z.catch(z.pipe(z.union([z.string(), z.number()]), z.transform(String)), '');

const message = z.looseObject({
  /** 1: the person wrote, 0: the Official Account did. */
  src: z.pipe(z.union([z.string(), z.number()]), z.transform(Number)),
  /** Milliseconds. */
  time: z.pipe(z.union([z.string(), z.number()]), z.transform(Number)),
  type: word,
  message: word,
  message_id: word,
  from_id: word,
  to_id: word,
  url: word,
  /** JSON, of messages of type `location`. */
  location: z.catch(z.optional(z.unknown()), undefined),
  links: z.catch(z.optional(z.array(z.looseObject({ url: word, title: word }))), undefined),
});
type Listed = z.infer<typeof message>;

/** Zalo did not show its records, for a reason of domain/errors.ts. */
export class NotShown extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(`not shown: ${fault.code}`);
    this.name = 'NotShown';
    this.fault = fault;
  }
}

/** Zalo gives no more at a time. */
const COUNT = 10;
/** Messages of one list; more than that is no list of three days of ours. */
const MOST = 20_000;

/**
 * What citizens wrote to the Official Account since a moment (milliseconds), newest first within a chat. The list has
 * no event of its own: a message is known by its person and its id (`listedAs`), as the webhooks note it too.
 * @throws NotShown
 */
export async function listedZalo(
  account: ZaloAccount,
  since: number,
  fetcher: typeof fetch = fetch,
): Promise<Contact[]> {
  const people = new Set<string>();
  for await (const { src, from_id, to_id } of newestFirst(account, 'listrecentchat', {}, since, fetcher))
    people.add(src === 1 ? from_id : to_id);
  const contacts: Contact[] = [];
  for (const user of people) {
    const chat = newestFirst(account, 'conversation', { user_id: user }, since, fetcher);
    for await (const one of chat)
      if (one.src === 1 && one.message_id !== '') contacts.push(contactOf(one, user));
  }
  return contacts;
}

/** The name under which a message of a person is noted, whoever tells of it: their webhook or the list. */
export const listedAs = (user: string, messageId: string): string => `zalo-message:${user}:${messageId}`;

function contactOf(one: Listed, user: string): Contact {
  return {
    providerEventId: `${listedAs(user, one.message_id)}:${one.time}`,
    listedAs: listedAs(user, one.message_id),
    channel: 'zalo',
    address: `zalo:${user}`,
    conversation: 'zalo',
    input: inputOf(one),
    sentAt: new Date(one.time).toISOString(),
  };
}

const KINDS: Readonly<Record<string, Attachment['kind']>> = {
  photo: 'image',
  image: 'image',
  gif: 'image',
  voice: 'audio',
  audio: 'audio',
  video: 'video',
  file: 'file',
  sticker: 'sticker',
  link: 'link',
  links: 'link',
};

function inputOf({ type, message: words, url, location, links }: Listed): Input {
  const text = kept(words);
  if (type === 'text') return { kind: 'text', text };
  const spot = place.safeParse(typeof location === 'string' ? jsonOf(location) : location);
  if (type === 'location' && spot.success) {
    const { latitude, longitude } = spot.data;
    return { kind: 'location', latitude, longitude, ...(text ? { text } : {}) };
  }
  const kind = KINDS[type] ?? 'other';
  const urls = url !== '' ? [url] : (links ?? []).map((link) => link.url).filter((one) => one !== '');
  const attachments = urls.length > 0 ? urls.map((one): Attachment => ({ kind, url: one })) : [{ kind }];
  return { kind: 'attachment', attachments, ...(text ? { text } : {}) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function* newestFirst(
  account: ZaloAccount,
  list: 'listrecentchat' | 'conversation',
  of: object,
  since: number,
  fetcher: typeof fetch,
): AsyncGenerator<Listed> {
  for (let offset = 0; offset < MOST; offset += COUNT) {
    const data = encodeURIComponent(JSON.stringify({ ...of, offset, count: COUNT }));
    const called = await callZalo(
      account,
      `/v2.0/oa/${list}?data=${data}`,
      { method: 'GET' },
      z.catch(z.array(message), []),
      { fetcher },
    );
    if (called.kind !== 'done') throw new NotShown(called.fault);
    const recent = called.data.filter(({ time }) => time >= since);
    yield* recent;
    if (recent.length < called.data.length || called.data.length < COUNT) return;
  }
  throw new Error('the list has no end');
}
