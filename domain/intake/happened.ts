import type { Happening } from '../contact/happening.ts';
import { newTalk } from '../conversation/talk.ts';
import type { Person } from '../person/person.ts';
import { changed, recorded } from '../request/act.ts';
import { dueOf, started } from '../request/clocks.ts';
import { newCode } from '../request/code.ts';
import { contactKept } from '../request/contact-kept.ts';
import { clockTimer } from '../request/ending.ts';
import { freshRequest } from '../request/fresh.ts';
import { hasEnded } from '../request/lifecycle.ts';
import type { LegalAidRequest, RequestEvent } from '../request/request.ts';
import { calendarIn, NATIONAL } from '../routing/directory.ts';
import { type Decision, isLate, type Means, pauseOf, recent } from './decide.ts';
import { send, type Timer } from './routing.ts';

/** What one transaction writes of a happening; without a request only the person is kept. */
export interface Happened {
  readonly person: Person;
  readonly written: { readonly request: LegalAidRequest; readonly event: RequestEvent } | null;
  readonly codes: Decision['codes'];
  readonly timers: readonly Timer[];
}

/**
 * Something that happened between a citizen and us without a word to answer: kept with the person and in the timeline
 * of their open request. Only the wish to have one's data back opens a request of its own. Pure.
 */
export function happened(
  happening: Happening,
  { person, request }: { readonly person: Person; readonly request: LegalAidRequest | null },
  means: Means,
): Happened {
  const at = new Date(means.now).toISOString();
  const entry = {
    at,
    by: happening.happening === 'answered-by-hand' ? 'zalo-chat' : 'citizen',
    type: happening.happening === 'answered-by-hand' ? ('message' as const) : ('contact' as const),
    channel: happening.channel,
    providerEventId: happening.providerEventId,
    outcome: happening.happening,
    ...(happening.text ? { text: happening.text } : {}),
    ...(isLate(happening, means.now) ? { late: true } : {}),
  };
  if (happening.happening === 'withdrawal') return withdrawal(happening, person, entry, means);
  const open = request !== null && !hasEnded(request.state) ? request : null;
  const kept =
    open && happening.happening === 'answered-by-hand'
      ? contactKept(open, at)
      : { request: open, publish: [] };
  return {
    person: after(happening, person, open, at),
    written: open && kept.request && recorded(open, kept.request, { ...entry, publish: kept.publish }),
    codes: [],
    timers: [],
  };
}

function after(happening: Happening, person: Person, open: LegalAidRequest | null, at: string): Person {
  switch (happening.happening) {
    case 'followed':
      // Following is an interaction: Zalo lets us write from then on.
      return { ...person, unfollowed: false, lastContactAt: at };
    case 'unfollowed':
      return { ...person, unfollowed: true };
    case 'answered-by-hand':
      return open === null
        ? person
        : { ...person, talks: steppedBack(happening.conversation, person, open, at) };
    default:
      return person;
  }
}

/** The talk a human has entered, the running one or a new one. */
export function steppedBack(
  conversation: string,
  person: Person,
  open: LegalAidRequest,
  at: string,
): Person['talks'] {
  const now = Date.parse(at);
  const last = person.talks[conversation];
  const running = last && now - Date.parse(last.lastAt) < pauseOf(last) ? last : null;
  const talk = running ?? {
    state: newTalk(open.facts.language ?? 'vi'),
    requestId: open.id,
    facts: {},
    toBeConfirmed: true,
    code: open.code,
    lastAt: at,
  };
  return { ...recent(person.talks, now), [conversation]: { ...talk, human: true, lastAt: at } };
}

/** What the law gives the person who takes their data back: to hear that it came, and that it is done (data/clocks.json). */
const DATA_TERMS = ['data-acknowledge', 'data-withdraw'] as const;

/** Work for the national desk: what is kept where, and what the law lets be erased, is for a person to say. */
function withdrawal(
  happening: Happening,
  person: Person,
  entry: Omit<RequestEvent, 'requestId' | 'sequence' | 'changes' | 'publish'>,
  means: Means,
): Happened {
  const beginning = freshRequest(
    {
      id: means.newId(),
      code: newCode(means.random),
      channel: happening.channel,
      urgency: 'normal',
      facts: {},
      address: happening.address,
      earlierRequest: person.openRequest,
    },
    entry.at,
  );
  const fresh = { ...beginning, sequence: 1 };
  const words =
    'Người dùng Zalo rút lại dữ liệu cá nhân (user_withdraw): ngừng mọi tin nhắn, xem xét việc xóa';
  const placed = send(
    fresh,
    { centre: NATIONAL, basis: { kind: 'assigned', words }, confidence: 'sure' },
    means.now,
    means.directory,
  );
  const terms = DATA_TERMS.flatMap(
    (kind) => started(kind, entry.at, calendarIn(means.directory, NATIONAL)) ?? [],
  );
  const clocks = [...placed.request.clocks, ...terms];
  const request = { ...placed.request, clocks, dueAt: dueOf(clocks) };
  const changes = changed(fresh, request, true);
  const event = { ...entry, requestId: fresh.id, sequence: 1, changes, publish: placed.publish };
  return {
    person: { ...person, optedOut: true },
    written: { request, event },
    codes: [{ code: fresh.code, scope: 'request' }],
    timers: [...placed.timers, ...terms.map((clock) => clockTimer(request, clock))],
  };
}
