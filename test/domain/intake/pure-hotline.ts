import { directory } from '../../../adapters/directory.ts';
import type { Channel, Contact, Input } from '../../../domain/contact/contact.ts';
import type { Line } from '../../../domain/contact/lines.ts';
import {
  codeOf,
  codesAreBlocked,
  type Decision,
  decide,
  type KnownCode,
  subjectOf,
} from '../../../domain/intake/decide.ts';
import { newPerson, type Person } from '../../../domain/person/person.ts';
import { sharedNumber } from '../../../domain/person/shared-phone.ts';
import type { LegalAidRequest, RequestEvent } from '../../../domain/request/request.ts';

/** Monday, 9:00 in Vietnam. */
export const MONDAY_NINE = Date.parse('2026-11-23T02:00:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export interface PureHotline {
  /** Milliseconds since 1970; moved by the test. */
  now: number;
  readonly people: Map<string, Person>;
  readonly requests: Map<string, LegalAidRequest>;
  readonly codes: Map<string, KnownCode>;
  readonly timelines: Map<string, readonly RequestEvent[]>;
  received(contact: Pick<Contact, 'channel' | 'address' | 'input'> & Partial<Contact>): Decision;
  receive(channel: Channel, address: string, input: Input, conversation?: string): Decision;
  text(address: string, text: string, channel?: 'sms' | 'zalo'): Decision;
  reply(decision: Decision): string;
}

/** The rules with maps in place of the table: what `loadSituation` reads and `commitDecision` writes. */
export function pureHotline(seed = 1, lines?: readonly Line[]): PureHotline {
  let state = seed;
  // Park and Miller's generator: the same codes in every run.
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  let serial = 0;
  const hotline: PureHotline = {
    now: MONDAY_NINE,
    people: new Map(),
    requests: new Map(),
    codes: new Map(),
    timelines: new Map(),
    receive: (channel, address, input, conversation = channel) =>
      hotline.received({ channel, address, input, conversation }),
    received(given) {
      serial += 1;
      const contact: Contact = {
        providerEventId: `event-${serial}`,
        conversation: given.channel,
        sentAt: null,
        ...given,
      };
      const { address } = contact;
      const person = hotline.people.get(address) ?? newPerson(address);
      const written = codeOf(contact);
      const code =
        written === null
          ? undefined
          : codesAreBlocked(person, hotline.now)
            ? null
            : (hotline.codes.get(written) ?? null);
      const subject = subjectOf(person, contact, code, hotline.now);
      const request = subject === null ? null : (hotline.requests.get(subject) ?? null);
      const number = sharedNumber(contact);
      const theirs = number === null ? null : (hotline.people.get(number) ?? newPerson(number));
      const open = hotline.requests.get(theirs?.openRequest ?? '') ?? null;
      const shared = theirs ? { shared: { person: theirs, open } } : {};
      const leaves = code ? person.talks[contact.conversation]?.requestId : undefined;
      const left = leaves === code?.requestId ? undefined : hotline.requests.get(leaves ?? '');
      const means = {
        now: hotline.now,
        newId: () => `request-${serial}`,
        random,
        directory,
        ...(lines ? { lines } : {}),
      };
      const decision = decide(
        contact,
        {
          person,
          request,
          code,
          ...shared,
          ...(left ? { left: { request: left, entries: hotline.timelines.get(left.id) ?? [] } } : {}),
        },
        means,
      );
      const { brought, event } = decision;
      hotline.timelines.set(event.requestId, [
        ...(hotline.timelines.get(event.requestId) ?? []),
        ...brought,
        event,
      ]);
      hotline.people.set(address, { ...decision.person, version: decision.person.version + 1 });
      if (decision.shared) hotline.people.set(decision.shared.person.address, decision.shared.person);
      hotline.requests.set(decision.request.id, decision.request);
      for (const each of decision.codes)
        hotline.codes.set(each.code, { requestId: decision.request.id, scope: each.scope });
      return decision;
    },
    text: (address, text, channel = 'sms') => hotline.receive(channel, address, { kind: 'text', text }),
    reply: ({ event, answer }) => event.messages?.map(({ text }) => text).join('\n') ?? answer.text,
  };
  return hotline;
}
