import type { Contact } from '../contact/contact.ts';
import { step } from '../conversation/step.ts';
import { newTalk, type Step } from '../conversation/talk.ts';
import { hasFiles } from '../media/files.ts';
import { zaloParts } from '../outbound/zalo-parts.ts';
import type { Person, Talk } from '../person/person.ts';
import { openBySharing, type SharedPhone, sharePhone } from '../person/shared-phone.ts';
import { changed } from '../request/act.ts';
import { codeIn, isMistypedCode, newCode } from '../request/code.ts';
import { freshRequest } from '../request/fresh.ts';
import { hasEnded } from '../request/lifecycle.ts';
import type {
  BusNotice,
  Facts,
  LegalAidRequest,
  OutgoingText,
  RequestEvent,
  State,
} from '../request/request.ts';
import { type Directory, NATIONAL } from '../routing/directory.ts';
import { route } from '../routing/route.ts';
import { understand } from '../understanding/understand.ts';
import { ANONYMOUS, type Answer, answerOf, outgoingOf, type Spoken } from './answer.ts';
import { counted, isFlood } from './flood.ts';
import { mergeFacts } from './merge.ts';
import { reminderTimer } from './reminder.ts';
import { routed, routingFacts, type Timer } from './routing.ts';
import { SETTINGS } from './settings.ts';

/** What the code in a message led to; `contact` codes were told to a voice that nobody has confirmed. */
export interface KnownCode {
  readonly requestId: string;
  readonly scope: 'request' | 'contact';
}

/** What was read before deciding. */
export interface Situation {
  readonly person: Person;
  /** The request the contact belongs to by `subjectOf`, if it has one. */
  readonly request: LegalAidRequest | null;
  /** `undefined`: the message holds no code. `null`: it holds one that leads nowhere. */
  readonly code: KnownCode | null | undefined;
  /** Who has the number that the contact shares, with their open request. */
  readonly shared?: { readonly person: Person; readonly open: LegalAidRequest | null };
}

/** What the world lends to a decision. */
export interface Means {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly newId: () => string;
  readonly random: () => number;
  readonly directory: Directory;
}

/** Everything one transaction writes, and what the citizen hears at once. */
export interface Decision {
  readonly person: Person;
  /** The request as it was; a new one before its first event. */
  readonly before: LegalAidRequest;
  readonly request: LegalAidRequest;
  readonly opened: boolean;
  readonly event: RequestEvent;
  /** Codes that came into the world with this contact. */
  readonly codes: readonly { readonly code: string; readonly scope: KnownCode['scope'] }[];
  readonly timers: readonly Timer[];
  readonly answer: Answer;
  /** What a shared number changes beside. */
  readonly shared?: { readonly person: Person; readonly evidence: SharedPhone };
}

/** The code that a contact holds, written or keyed in; null when it holds none. */
export const codeOf = ({ input }: Contact): string | null =>
  input.kind === 'text' ? codeIn(input.text) : input.kind === 'keys' ? codeIn(input.keys) : null;

/** Whether the limit of wrong codes is reached: then none is looked up. */
export function codesAreBlocked(person: Person, now: number): boolean {
  const tries = person.wrongCodes;
  return (
    tries !== null &&
    tries.count >= SETTINGS.wrongCodes &&
    now - Date.parse(tries.since) < SETTINGS.wrongCodesWithin
  );
}

/** The running talk this contact belongs to, or null where a new one begins. */
function runningTalk(person: Person, contact: Contact, now: number): Talk | null {
  const talk = person.talks[contact.conversation];
  if (!talk) return null;
  if (contact.channel === 'voice') return talk;
  return now - Date.parse(talk.lastAt) < pauseOf(talk) ? talk : null;
}

/** Milliseconds of silence that end a talk in writing. */
export const pauseOf = (talk: Talk): number => (talk.human ? SETTINGS.humanPause : SETTINGS.talkPause);

/** Id of the request that has to be read for this contact, or null where a new one opens in any case. */
export function subjectOf(
  person: Person,
  contact: Contact,
  code: KnownCode | null | undefined,
  now: number,
): string | null {
  if (code) return code.requestId;
  return runningTalk(person, contact, now)?.requestId ?? person.openRequest;
}

/** One contact taken in: which request it belongs to, what it changes, what is answered. Pure. */
export function decide(
  contact: Contact,
  { person, request, code, shared: known }: Situation,
  means: Means,
): Decision {
  const { now } = means;
  const at = new Date(now).toISOString();
  const running = runningTalk(person, contact, now);
  const attached = attach(contact, person, request, running, code ?? null, means);
  const talk = attached.talk;
  const spoken = talkOn(contact, attached, person, code, now);
  const contacts = contact.channel === 'voice' ? person.contacts : counted(person.contacts, now);
  const heldBack = contact.channel !== 'voice' && isFlood(contacts ?? []);
  const talkFacts: Facts = { ...talk.facts, ...spoken.step.facts };
  const before = attached.request;
  const facts = mergeFacts(before.facts, spoken.step.facts, talk.toBeConfirmed, before.setByHand);
  const urgency = before.urgency === 'urgent' || facts.urgent ? 'urgent' : 'normal';
  const callOver = spoken.step.effects.includes('call-over');
  const sequence = before.sequence + 1;
  const next: LegalAidRequest = { ...before, facts, urgency, sequence };
  // The alarm goes through a flood: it can be raised once only.
  const moved =
    heldBack && before.urgency === urgency
      ? { request: next, publish: [], timers: [] }
      : routed(next, before, { callOver, toBeConfirmed: talk.toBeConfirmed }, means);

  const after: LegalAidRequest = { ...moved.request, updatedAt: at };
  // Whoever is not confirmed hears what follows from their own words: not where an earlier request lies, nor that it burns.
  const seen = talk.toBeConfirmed
    ? { centre: route(routingFacts(talkFacts, 0, now), means.directory).centre, urgent: !!talkFacts.urgent }
    : { centre: after.centre ?? NATIONAL, urgent: after.urgency === 'urgent' };
  const centreName = means.directory.centres.find((centre) => centre.code === seen.centre)?.name ?? '';
  const told: Spoken = {
    code: talk.code,
    centre: centreName,
    urgent: seen.urgent,
    unsafe: talkFacts.safeContact === 'unsafe',
  };
  const unanswered =
    heldBack ||
    !canBeAnswered(contact) ||
    (contact.input.kind === 'text' && contact.input.optOut !== undefined);
  const stopped = optedOut(person, spoken.step);
  const messages: OutgoingText[] = unanswered
    ? []
    : outgoingOf(
        contact,
        talk.human ? steppedBack(spoken.step) : stopped ? afterStop(spoken.step) : spoken.step,
        told,
        {
          requestId: after.id,
          id: `${after.id}-${sequence}`,
          stopped,
          follows: lastMessage(person, now),
        },
      );
  const lastPart = messages.flatMap(zaloParts).at(-1);
  const answer = answerOf(contact, spoken.step, told);
  const content = said(contact);
  const publish: BusNotice[] = [
    ...(heldBack ? [] : ([{ type: 'contact.received' }] as const)),
    ...moved.publish,
    ...(messages.length > 0 ? ([{ type: 'message.requested' }] as const) : []),
    ...(!heldBack && hasFiles(content.attachments) ? ([{ type: 'attachment.received' }] as const) : []),
  ];
  const mayRemind =
    !stopped && !heldBack && !talk.toBeConfirmed && !talk.human && contact.address === after.address;
  const reminder =
    contact.channel === 'voice' || contact.conversation.startsWith(ANONYMOUS)
      ? []
      : reminderTimer(
          after,
          { before: talk, after: { state: spoken.step.state, facts: talkFacts }, mayRemind },
          now,
        );
  const shared = known && sharePhone(contact, after, known, talk.toBeConfirmed, at);
  const notMerged = shared?.evidence.notMerged;
  const event: RequestEvent = {
    requestId: after.id,
    sequence,
    at,
    by: 'citizen',
    type: 'contact',
    channel: contact.channel,
    providerEventId: contact.providerEventId,
    ...content,
    ...understoodIn(contact),
    ...(isLate(contact, now) ? { late: true } : {}),
    ...(heldBack ? { heldBack: true } : {}),
    ...(shared ? { sharedPhone: notMerged ?? 'linked' } : {}),
    ...(talk.toBeConfirmed ? { toBeConfirmed: true, contactCode: talk.code } : {}),
    ...(contact.channel === 'voice' && answer.text !== '' ? { answer: answer.text } : {}),
    ...(messages.length > 0 ? { messages } : {}),
    changes: changed(before, after, attached.opened),
    publish,
  };
  return {
    person: {
      ...person,
      openRequest: after.id,
      lastContactAt: at,
      optedOut: stopped,
      wrongCodes: spoken.wrongCodes,
      ...(contacts ? { contacts } : {}),
      ...(lastPart ? { lastMessage: { requestId: after.id, messageId: lastPart.id, at } } : {}),
      talks: {
        ...recent(person.talks, now),
        [contact.conversation]: { ...talk, state: spoken.step.state, facts: talkFacts, lastAt: at },
      },
    },
    before,
    request: after,
    opened: attached.opened,
    event,
    codes: attached.codes,
    timers: [...moved.timers, ...reminder],
    answer,
    ...(shared ? { shared } : {}),
  };
}

interface Attached {
  readonly request: LegalAidRequest;
  readonly talk: Talk;
  readonly opened: boolean;
  readonly codes: Decision['codes'];
}

/** The request a contact belongs to: the one its code opens, its talk's, the open one of the number, or a new one. */
function attach(
  contact: Contact,
  person: Person,
  request: LegalAidRequest | null,
  running: Talk | null,
  code: KnownCode | null,
  means: Means,
): Attached {
  const at = new Date(means.now).toISOString();
  if (code && request && (isBareCode(contact) || !hasEnded(request.state))) {
    const toBeConfirmed = code.scope === 'contact';
    const state = running?.state ?? newTalk(request.facts.language ?? 'vi');
    const facts = toBeConfirmed ? (running?.facts ?? {}) : request.facts;
    const talk: Talk = {
      state,
      requestId: request.id,
      facts,
      toBeConfirmed,
      // The request's own code opens it: never told to a voice that nobody has confirmed.
      code: toBeConfirmed ? (codeOf(contact) ?? '') : request.code,
      lastAt: at,
    };
    return { request, talk, opened: false, codes: [] };
  }
  if (running && request && (contact.channel === 'voice' || !hasEnded(request.state))) {
    return { request, talk: running, opened: false, codes: [] };
  }
  const language = running?.state.language ?? 'vi';
  const recently =
    person.lastContactAt !== null && means.now - Date.parse(person.lastContactAt) <= SETTINGS.attachWithin;
  const still = recently || (request !== null && openBySharing(person, request, means.now));
  if (request && still && !hasEnded(request.state)) {
    const ownCode = newCode(means.random);
    const talk: Talk = {
      state: newTalk(language),
      requestId: request.id,
      facts: {},
      toBeConfirmed: true,
      code: ownCode,
      lastAt: at,
    };
    return { request, talk, opened: false, codes: [{ code: ownCode, scope: 'contact' }] };
  }
  const fresh = freshRequest(
    {
      id: means.newId(),
      code: newCode(means.random),
      channel: contact.channel,
      urgency: 'normal',
      facts: contact.address.startsWith('tel:') ? { phone: contact.address.slice(4) } : {},
      address: contact.address,
      earlierRequest: request?.id ?? person.openRequest,
    },
    at,
  );
  const talk: Talk = {
    state: newTalk(language),
    requestId: fresh.id,
    facts: fresh.facts,
    toBeConfirmed: false,
    code: fresh.code,
    lastAt: at,
  };
  return { request: fresh, talk, opened: true, codes: [{ code: fresh.code, scope: 'request' }] };
}

/** The conversation's step, or the answer to a code. */
function talkOn(
  contact: Contact,
  { talk, request }: Attached,
  person: Person,
  code: KnownCode | null | undefined,
  now: number,
): { step: Step; wrongCodes: Person['wrongCodes'] } {
  const mistyped = code === undefined && isMistyped(contact, talk);
  const wrongCodes = code === null || mistyped ? oneMoreWrong(person, now) : person.wrongCodes;
  if (!mistyped && (code === undefined || !isBareCode(contact))) {
    const context = {
      channel: contact.channel,
      facts: talk.facts,
      reachable: /^(tel|zalo):/.test(contact.address),
    };
    return { step: step(talk.state, contact.input, context), wrongCodes };
  }
  const say = (key: string): Step => ({
    state: { ...talk.state, turn: talk.state.turn + 1, phase: code ? 'done' : talk.state.phase },
    says: [{ key }],
    expect: { keys: null, buttons: [] },
    facts: {},
    effects: [],
  });
  if (code)
    return { step: say(code.scope === 'contact' ? 'status.received' : statusKey(request.state)), wrongCodes };
  const key = mistyped ? 'status.mistyped' : 'status.unknown';
  return { step: say(codesAreBlocked(person, now) ? 'status.limit' : key), wrongCodes };
}

/** Eight digits that are no code; where a telephone number was asked for, a landline without its area. */
const isMistyped = ({ input }: Contact, talk: Talk): boolean =>
  talk.state.asked !== 'phone' &&
  (input.kind === 'text'
    ? isMistypedCode(input.text)
    : input.kind === 'keys' && /^\d{8}$/.test(input.keys) && isMistypedCode(input.keys));

/** A wrong code counts also beside other words, else those would open the door to trying. */
function oneMoreWrong(person: Person, now: number): Person['wrongCodes'] {
  const { wrongCodes } = person;
  if (codesAreBlocked(person, now)) return wrongCodes;
  const fresh = wrongCodes === null || now - Date.parse(wrongCodes.since) >= SETTINGS.wrongCodesWithin;
  return fresh
    ? { count: 1, since: new Date(now).toISOString() }
    : { count: wrongCodes.count + 1, since: wrongCodes.since };
}

/** Letters beside the code that still make a mere question after it ("TT 4821-7735", "ma so 4821-7735 sao roi"). */
const QUESTION_LETTERS = 24;

const isBareCode = ({ input }: Contact): boolean =>
  input.kind === 'keys' ||
  (input.kind === 'text' &&
    input.text.replace(/\P{L}/gu, '').length <= QUESTION_LETTERS &&
    understand(input.text).signals.length === 0);

function statusKey(state: State): string {
  if (hasEnded(state)) return 'status.ended';
  return state === 'new' || state === 'routed' ? 'status.waiting' : 'status.inHand';
}

/** Short numbers and names of senders are machines, to be answered for ever; a withheld number is nowhere. */
const canBeAnswered = ({ channel, address }: Contact): boolean =>
  channel === 'voice' || /^(zalo:|tel:\+\d{8,15}$)/.test(address);

const optedOut = (person: Person, { effects }: Step): boolean =>
  effects.includes('stop-messages') || (person.optedOut && !effects.includes('start-messages'));

/** While a human answers, the machine says only what cannot wait, and confirms a STOP. */
const steppedBack = (step: Step): Step => ({
  ...step,
  says: step.says.filter(({ key }) => /^(emergency\.|stopped$|started$)/.test(key)),
  expect: { keys: null, buttons: [] },
});

/** Whoever has said STOP and now writes of danger gets the emergency number, and nothing but that. */
function afterStop(step: Step): Step {
  const urgent = step.says.filter(({ key }) => key.startsWith('emergency.'));
  return urgent.length === 0 ? step : { ...step, says: urgent, expect: { keys: null, buttons: [] } };
}

/** The message that a new one must not overtake, where it is so young that it may still be on its way. */
function lastMessage({ lastMessage: last }: Person, now: number): OutgoingText['follows'] {
  return last && now - Date.parse(last.at) < SETTINGS.mayOvertake
    ? { requestId: last.requestId, messageId: last.messageId }
    : undefined;
}

export const isLate = ({ sentAt }: Pick<Contact, 'sentAt'>, now: number): boolean =>
  sentAt !== null && now - Date.parse(sentAt) > SETTINGS.lateAfter;

/** Talks that may still go on; older ones are history and stand in the timeline. */
export function recent(talks: Person['talks'], now: number): Person['talks'] {
  return Object.fromEntries(
    Object.entries(talks).filter(
      ([, talk]) => now - Date.parse(talk.lastAt) < Math.max(SETTINGS.callLasts, pauseOf(talk)),
    ),
  );
}

/** The stretches of the words that led to a fact, for the handler to see; nothing where nothing was understood. */
function understoodIn({ input }: Contact): Pick<RequestEvent, 'understood'> {
  if (input.kind !== 'text' && input.kind !== 'speech') return {};
  const { words } = understand(input.text);
  if (words.length === 0) return {};
  return { understood: words.map(({ start, end, ledTo }) => ({ start, end, ...ledTo })) };
}

/** The contact's content as the timeline keeps it. */
function said({ input }: Contact): Partial<RequestEvent> {
  switch (input.kind) {
    case 'text':
      return { text: input.text, ...(input.attachments?.length ? { attachments: input.attachments } : {}) };
    case 'keys':
      return { keys: input.keys };
    case 'speech':
      return { speech: input.text };
    case 'attachment':
      return { attachments: input.attachments, ...(input.text ? { text: input.text } : {}) };
    case 'recording':
      return { attachments: [input.recording], outcome: 'recording' };
    case 'voicemail':
      return { attachments: [input.recording], outcome: 'voicemail' };
    case 'location':
      return { outcome: 'location' };
    case 'hangup':
      return { outcome: input.reason };
    default:
      return { outcome: input.kind };
  }
}
