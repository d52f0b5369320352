import type { Contact } from '../contact/contact.ts';
import { LINES, type Line, lineAt } from '../contact/lines.ts';
import { isSynthetic } from '../contact/synthetic.ts';
import { saidAgain, silently, step } from '../conversation/step.ts';
import { newTalk, type OnDuty, type Step, type StepContext } from '../conversation/talk.ts';
import { hasFiles } from '../media/files.ts';
import { zaloParts } from '../outbound/zalo-parts.ts';
import type { Person, Talk } from '../person/person.ts';
import { openBySharing, type SharedPhone, sharePhone } from '../person/shared-phone.ts';
import { changed } from '../request/act.ts';
import { codeIn, isMistypedCode, newCode } from '../request/code.ts';
import { copied, MOST_ENTRIES } from '../request/copied.ts';
import { freshRequest } from '../request/fresh.ts';
import { hasEnded } from '../request/lifecycle.ts';
import {
  type BusNotice,
  eventId,
  type Facts,
  type LegalAidRequest,
  type OutgoingText,
  type RequestEvent,
  type State,
} from '../request/request.ts';
import { type Directory, NATIONAL } from '../routing/directory.ts';
import { route } from '../routing/route.ts';
import { provinceByLandline } from '../understanding/landline.ts';
import { understand } from '../understanding/understand.ts';
import { understandOnce } from '../understanding/understand-once.ts';
import { ANONYMOUS, type Answer, answerOf, outgoingOf, type Spoken } from './answer.ts';
import { callBackAfter } from './call-back.ts';
import { counted, isFlood } from './flood.ts';
import { mergeFacts } from './merge.ts';
import { reminderTimer } from './reminder.ts';
import { placed, routed, routingFacts, type Timer } from './routing.ts';
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
  /** Wrong codes tried lately from hidden numbers, all of them together. */
  readonly hiddenWrongCodes?: number;
  /** With a code that leads elsewhere: the request in which the call was written down so far, and its latest entries. */
  readonly left?: { readonly request: LegalAidRequest; readonly entries: readonly RequestEvent[] };
}

/** What the world lends to a decision. */
export interface Means {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly newId: () => string;
  readonly random: () => number;
  readonly directory: Directory;
  /** Handlers on duty at a centre now, in the order in which their telephones ring; none where it is closed. */
  readonly onDuty?: (centre: string) => readonly OnDuty[];
  /** The hotline's numbers, where they are not the deployment's. */
  readonly lines?: readonly Line[];
}

/** Everything one transaction writes, and what the citizen hears at once. */
export interface Decision {
  readonly person: Person;
  /** The request as it was; a new one before its first event. */
  readonly before: LegalAidRequest;
  readonly request: LegalAidRequest;
  readonly opened: boolean;
  /** What the call had told before it was known where it belongs: copies, before the event. */
  readonly brought: readonly RequestEvent[];
  readonly event: RequestEvent;
  /** Codes that came into the world with this contact. */
  readonly codes: readonly { readonly code: string; readonly scope: KnownCode['scope'] }[];
  readonly timers: readonly Timer[];
  readonly answer: Answer;
  /** What a shared number changes beside. */
  readonly shared?: { readonly person: Person; readonly evidence: SharedPhone };
  /** Somebody with a hidden number tried a wrong code: so many they have tried now, all together. */
  readonly hiddenWrongCodes?: number;
}

/** The code that a contact holds, written or keyed in; null when it holds none. */
export const codeOf = ({ input }: Contact): string | null =>
  input.kind === 'text' || input.kind === 'speech'
    ? codeIn(input.text)
    : input.kind === 'keys'
      ? codeIn(input.keys)
      : null;

/** Whether the limit of wrong codes is reached: then none is looked up. */
export function codesAreBlocked(person: Person, now: number): boolean {
  const tries = person.wrongCodes;
  return (
    tries !== null &&
    tries.count >= SETTINGS.wrongCodes &&
    now - Date.parse(tries.since) < SETTINGS.wrongCodesWithin
  );
}

/** Whether hidden numbers have tried so many wrong codes that none of theirs is looked up for a while. */
export const hiddenAreBlocked = (wrongCodes: number): boolean => wrongCodes >= SETTINGS.hiddenWrongCodes;

/** A hidden number calls under another address each time: their wrong codes are counted together. */
export const isHidden = ({ address }: Pick<Contact, 'address'>): boolean => address.startsWith('call:');

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
export function decide(contact: Contact, given: Situation, means: Means): Decision {
  const situation = withoutOldCode(contact, given);
  const { person, request, code, shared: known } = situation;
  const { now } = means;
  const at = new Date(now).toISOString();
  const running = runningTalk(person, contact, now);
  const attached = attach(contact, person, request, running, code ?? null, means);
  const talk = attached.talk;
  const spoken = talkOn(contact, attached, situation, means);
  const contacts = contact.channel === 'voice' ? person.contacts : counted(person.contacts, now);
  const heldBack = contact.channel !== 'voice' && isFlood(contacts ?? []);
  const talkFacts: Facts = { ...talk.facts, ...spoken.step.facts };
  const before = attached.request;
  const left = leftBehind(contact, situation, running, before);
  const line = contact.line !== undefined && before.facts.calledNumber === undefined ? contact.line : null;
  const facts = mergeFacts(
    left === null ? before.facts : mergeFacts(before.facts, left.told, true, before.setByHand),
    { ...spoken.step.facts, ...(line === null ? {} : { calledNumber: line }) },
    talk.toBeConfirmed,
    before.setByHand,
  );
  const urgency = before.urgency === 'urgent' || facts.urgent ? 'urgent' : 'normal';
  const callOver = spoken.step.effects.includes('call-over');
  const brought = (left?.events ?? []).map((event, index) =>
    copied(event, before.id, before.sequence + 1 + index),
  );
  const sequence = before.sequence + brought.length + 1;
  const next: LegalAidRequest = {
    ...before,
    facts,
    urgency,
    sequence,
    ...callBackAfter(contact, before, talk.state, spoken.step, facts, at),
  };
  // The alarm goes through a flood, and so does what is said to it: it can be raised once only.
  const inDanger = before.urgency !== urgency;
  const moved =
    heldBack && !inDanger
      ? { request: next, publish: [], timers: [] }
      : routed(
          next,
          before,
          { callOver, toBeConfirmed: talk.toBeConfirmed, lines: means.lines ?? LINES },
          means,
        );

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
    requestId: after.id,
    ...(contact.line === undefined ? {} : { shown: contact.line }),
    recorded: talkFacts.recording === 'informed',
  };
  const unanswered =
    (heldBack && !inDanger) ||
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
    ...(isLate(contact, now) || contact.aside ? { late: true } : {}),
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
    brought,
    event,
    codes: attached.codes,
    timers: [...moved.timers, ...reminder, ...(left === null ? [] : joining(left, after.id, at))],
    answer,
    ...(shared ? { shared } : {}),
    ...(isHidden(contact) && spoken.wrongCodes !== person.wrongCodes
      ? { hiddenWrongCodes: (situation.hiddenWrongCodes ?? 0) + 1 }
      : {}),
  };
}

/** Who tells something new beside the code of a closed request goes on where the call has begun. */
function withoutOldCode(contact: Contact, situation: Situation): Situation {
  const { request, code, left, ...rest } = situation;
  if (!code || !request || !left || isBareCode(contact) || !hasEnded(request.state)) return situation;
  return { ...rest, request: left.request, code: undefined };
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
      // Its own code, keyed in: still the request that this talk has opened.
      ...(running?.opened && running.requestId === request.id ? { opened: true } : { byCode: true }),
    };
    return { request, talk, opened: false, codes: [] };
  }
  const added = contact.input.kind === 'voicemail' || contact.input.kind === 'speech';
  // What a caller adds to a closed request is a new one, linked to it: nobody looks at a closed one.
  if (
    running &&
    request &&
    (!hasEnded(request.state) || (contact.channel === 'voice' && !(added && running.state.phase !== 'open')))
  ) {
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
    state: contact.channel === 'voice' && running ? running.state : newTalk(language),
    requestId: fresh.id,
    facts: fresh.facts,
    toBeConfirmed: false,
    code: fresh.code,
    lastAt: at,
    opened: true,
  };
  return { request: fresh, talk, opened: true, codes: [{ code: fresh.code, scope: 'request' }] };
}

/** What a step may know: what this talk has told, and what the number suggests. Nothing of earlier contacts. */
function contextOf(contact: Contact, talk: Talk, request: LegalAidRequest, means: Means): StepContext {
  const { channel, address } = contact;
  const line = lineAt(contact.line, means.lines ?? LINES);
  const suggested = line?.province ?? provinceByLandline(address.replace(/^tel:/, ''))?.code;
  const { onDuty } = means;
  return {
    channel,
    facts: talk.facts,
    reachable: /^(tel|zalo):/.test(address),
    ...(channel === 'voice' && suggested !== undefined ? { suggestedProvince: suggested } : {}),
    ...(line?.greeting === undefined
      ? {}
      : { lineGreeting: { key: 'greeting.line', params: { words: line.greeting } } }),
    ...(channel === 'voice' && onDuty
      ? {
          onDuty: (known) => {
            const { centre } = placed(known, request.transfers, means.now, means.directory, line?.province);
            return [...onDuty(centre), ...(centre === NATIONAL ? [] : onDuty(NATIONAL))];
          },
        }
      : {}),
  };
}

/** An answer to a question that is no longer the open one. */
const isOutOfTurn = ({ turn, input }: Contact, { state }: Talk): boolean =>
  turn !== undefined &&
  turn !== state.turn &&
  state.turn > 0 &&
  (input.kind === 'keys' || input.kind === 'speech' || input.kind === 'silence' || input.kind === 'dialled');

/** The conversation's step, or the answer to a code. */
function talkOn(
  contact: Contact,
  { talk, request }: Attached,
  { person, code, hiddenWrongCodes = 0 }: Situation,
  means: Means,
): { step: Step; wrongCodes: Person['wrongCodes'] } {
  const { now } = means;
  const context = contextOf(contact, talk, request, means);
  if (contact.aside) return { step: silently(talk.state), wrongCodes: person.wrongCodes };
  if (isOutOfTurn(contact, talk))
    return { step: saidAgain(talk.state, context), wrongCodes: person.wrongCodes };
  const mistyped = code === undefined && isMistyped(contact, talk);
  const wrongCodes = code === null || mistyped ? oneMoreWrong(person, now) : person.wrongCodes;
  if (!mistyped && (code === undefined || !isBareCode(contact)))
    return { step: step(talk.state, contact.input, context), wrongCodes };
  const blocked = codesAreBlocked(person, now) || (isHidden(contact) && hiddenAreBlocked(hiddenWrongCodes));
  const key = code
    ? code.scope === 'contact'
      ? 'status.received'
      : statusKey(request.state)
    : blocked
      ? 'status.limit'
      : mistyped
        ? 'status.mistyped'
        : 'status.unknown';
  if (contact.channel === 'voice') return { step: toldCode(key, talk, context), wrongCodes };
  const told: Step = {
    state: { ...talk.state, turn: talk.state.turn + 1, phase: code ? 'done' : talk.state.phase },
    says: [{ key }],
    expect: { keys: null, buttons: [] },
    facts: {},
    effects: [],
  };
  return { step: told, wrongCodes };
}

/** In a call the answer to a code goes on: to a further wish, to another try, or past the codes for this hour. */
function toldCode(key: string, { state }: Talk, context: StepContext): Step {
  const turn = state.turn + 1;
  const asked =
    key === 'status.limit'
      ? 'matter'
      : key === 'status.unknown' || key === 'status.mistyped'
        ? 'code'
        : 'more';
  const turned = { ...state, turn, misses: 0, silences: 0, asked } as const;
  if (asked === 'more') {
    const more = saidAgain({ ...turned, phase: 'done' }, context);
    return { ...more, says: [{ key }, ...more.says] };
  }
  const open =
    asked === 'matter' ? { ...turned, closed: turned.closed.filter((slot) => slot !== 'matter') } : turned;
  const next = saidAgain({ ...open, phase: 'open' }, context);
  return { ...next, says: [{ key }, ...next.says] };
}

/** What a call leaves behind that has keyed in the code of another request than it was written down in. */
interface LeftBehind {
  readonly requestId: string;
  readonly events: readonly RequestEvent[];
  /** What it told there of a case; never whose telephone it is. */
  readonly told: Facts;
  /** Nothing is left to do there: the call opened it, and all that it told fits the request of the code. */
  readonly ends: boolean;
  /** Its latest entry; whatever comes after it is somebody else's. */
  readonly sequence: number;
}

function leftBehind(
  { channel, conversation }: Contact,
  { code, left }: Situation,
  running: Talk | null,
  request: LegalAidRequest,
): LeftBehind | null {
  if (!code || !left || channel !== 'voice' || running === null || left.request.id === request.id)
    return null;
  // Facts of a request that another code has opened are not what this call told.
  const told = running.byCode || hasEnded(request.state) ? {} : ofTheCase(running.facts);
  const known = mergeFacts(request.facts, told, true, request.setByHand);
  const { matter } = running.facts;
  const fits =
    (matter === undefined || matter === known.matter) &&
    (!running.facts.urgent || known.urgent === true) &&
    provincesIn(running.facts).every((province) => provincesIn(known).includes(province));
  const contacts = left.entries.filter(({ type }) => type === 'contact');
  const ours = contacts.filter(({ providerEventId }) => providerEventId?.startsWith(`${conversation}:`));
  return {
    requestId: left.request.id,
    events: ours.slice(-MOST_ENTRIES),
    told,
    ends: running.opened === true && fits && ours.length === contacts.length,
    sequence: left.request.sequence,
  };
}

const ofTheCase = ({ matter, signals, urgent, casePlace, residence, chosenProvince }: Facts): Facts => ({
  ...(matter === undefined ? {} : { matter }),
  ...(signals === undefined ? {} : { signals }),
  ...(urgent ? { urgent } : {}),
  ...(casePlace === undefined ? {} : { casePlace }),
  ...(residence === undefined ? {} : { residence }),
  ...(chosenProvince === undefined ? {} : { chosenProvince }),
});

const provincesIn = ({ casePlace, residence, chosenProvince }: Facts): string[] =>
  [casePlace?.province, residence?.province, chosenProvince].filter((province) => province !== undefined);

/**
 * The call's entries lie where the code led; where they were, it is written down, and a request that the call itself had
 * opened ends. The timer does it, so that the call's own transaction touches one request only.
 */
const joining = ({ requestId, events, ends, sequence }: LeftBehind, other: string, at: string): Timer[] => [
  {
    requestId,
    kind: 'joined',
    dueAt: at,
    sequence,
    other,
    entries: events.map(eventId),
    ...(ends ? { ends } : {}),
  },
];

/** Eight digits that are no code; where a telephone number was asked for, a landline without its area. */
const isMistyped = ({ input }: Contact, talk: Talk): boolean =>
  talk.state.asked !== 'phone' &&
  (input.kind === 'text'
    ? isMistypedCode(input.text)
    : input.kind === 'keys' &&
      /^\d{8}$/.test(input.keys) &&
      (talk.state.asked === 'code' || isMistypedCode(input.keys)));

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
  ((input.kind === 'text' || input.kind === 'speech') &&
    input.text.replace(/\P{L}/gu, '').length <= QUESTION_LETTERS &&
    understand(input.text).signals.length === 0);

function statusKey(state: State): string {
  if (hasEnded(state)) return 'status.ended';
  if (state === 'waiting') return 'status.papers';
  return state === 'new' || state === 'routed' ? 'status.waiting' : 'status.inHand';
}

/** Short numbers and names of senders are machines, to be answered for ever; a withheld number is nowhere. */
const canBeAnswered = ({ channel, address }: Contact): boolean =>
  !isSynthetic(address) && (channel === 'voice' || /^(zalo:|tel:\+\d{8,15}$)/.test(address));

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

/**
 * Stretches that are kept for one fact: who reads knows it by then. 20,000 characters may hold six thousand, which are
 * more than a table item holds.
 */
const MOST_STRETCHES = 20;

/** The stretches of the words that led to a fact, for the handler to see; nothing where nothing was understood. */
function understoodIn({ input }: Contact): Pick<RequestEvent, 'understood'> {
  if (!('text' in input) || !input.text) return {};
  const { words } = understandOnce(input.text);
  if (words.length === 0) return {};
  const seen = new Map<string, number>();
  const first = words.filter(({ ledTo: { kind, value } }) => {
    const fact = `${kind} ${value}`;
    seen.set(fact, (seen.get(fact) ?? 0) + 1);
    return (seen.get(fact) ?? 0) <= MOST_STRETCHES;
  });
  return { understood: first.map(({ start, end, ledTo }) => ({ start, end, ...ledTo })) };
}

/** The contact's content as the timeline keeps it. */
function said({ input }: Contact): Partial<RequestEvent> {
  switch (input.kind) {
    case 'text':
      return { text: input.text, ...(input.attachments?.length ? { attachments: input.attachments } : {}) };
    case 'keys':
      return { keys: input.keys, ...(input.speech === undefined ? {} : { speech: input.speech }) };
    case 'speech':
      return { speech: input.text };
    case 'attachment':
      return { attachments: input.attachments, ...(input.text ? { text: input.text } : {}) };
    case 'recording':
      return { attachments: [input.recording], outcome: 'recording' };
    case 'voicemail':
      return { attachments: [input.recording], outcome: 'voicemail' };
    case 'location':
      return { outcome: 'location', ...(input.text ? { text: input.text } : {}) };
    case 'dialled':
      return { outcome: input.bridged ? 'talked' : `dialled-${input.status}` };
    case 'hangup':
      return { outcome: input.reason };
    default:
      return { outcome: input.kind };
  }
}
