import type { Input } from '../contact/contact.ts';
import type { Facts } from '../request/request.ts';
import { isComplete, offeredLanguages } from './prompts.ts';
import { hasPlace, lawfulProvinces, nameOf, type Reading, readInput } from './reading.ts';
import type { Effect, Expect, Question, Say, Slot, Step, StepContext, TalkState } from './talk.ts';
import { SLOTS } from './talk.ts';

/** After so many fruitless tries a question is given up: the handler asks it. */
const TRIES = 2;
/** Handlers whose telephones ring for one caller, one after another, before a message is asked for. */
const MOST_TRIED = 6;
/** Digits of a code. */
const CODE_KEYS = 8;
/** After so many silences in a row a caller is asked to leave a message instead. */
const SILENCES = 3;
/** Version of the privacy notice in the greeting prompts; stored with the facts as what the citizen was told. */
export const NOTICE = '2026-11';

/**
 * One step of the conversation: an input in, what to say and what was learnt out. Pure.
 * Every input is read for all facts at once; only what is missing is asked, and when it is urgent only what cannot wait.
 */
export function step(state: TalkState, input: Input, context: StepContext): Step {
  const { channel } = context;
  if (input.kind === 'hangup') return ended(state);
  if (input.kind === 'recording') return silently(state);
  if (input.kind === 'voicemail')
    return over({ ...state, turn: state.turn + 1 }, [{ key: 'voicemail.thanks' }], context);
  if (input.kind === 'dialled') return dialled(state, input, context);
  if (input.kind === 'silence' && state.asked === 'voicemail') return unsaid(state, context);
  if (state.asked === 'bestTime') return timeChosen(state, input);
  if (state.asked === 'language') return languageChosen(state, input, context);
  // The provider has answered it.
  if (input.kind === 'text' && input.optOut === 'help') return silently(state);
  const reading = readInput(input, state, context);
  if (reading.command === 'stop') return commanded(state, 'stopped', 'stop-messages');
  if (reading.command === 'start') return commanded(state, 'started', 'start-messages');
  if (reading.command === 'language') return askLanguage(state, context);
  if (state.asked === 'more') return furtherWish(state, input, reading, context);

  const arrived = state.turn === 0;
  const facts: Facts = arrived ? { notice: NOTICE, recording: 'informed', ...reading.facts } : reading.facts;
  const known: Facts = { ...context.facts, ...facts };
  const afterwards = tally(state, reading);

  const danger = emergency(reading.facts, context.facts);
  const says: Say[] = arrived ? [...greetings(input, danger.length > 0, context), ...danger] : [...danger];
  if (reading.facts.recording === 'refused') says.push({ key: 'recording.refused' });
  else if (!arrived && channel === 'voice' && !reading.answered && danger.length === 0)
    says.push(...sorry(state, reading));

  if (reading.command === 'person')
    return toPerson({ ...afterwards, turn: state.turn + 1 }, says, facts, known, context);
  if (afterwards.silences >= SILENCES)
    return known.recording === 'refused'
      ? done({ ...afterwards, turn: state.turn + 1 }, says, facts, known, context)
      : toVoicemail({ ...afterwards, turn: state.turn + 1 }, says, facts);
  if (reading.command === 'code' || afterwards.asked === 'code')
    return askCode({ ...afterwards, turn: state.turn + 1 }, says, facts);
  if (reading.placeLearnt && channel !== 'sms')
    says.push({ key: 'understood.place', params: { province: reading.placeLearnt } });

  const next = state.phase === 'done' ? null : nextSlot(known, afterwards, context);
  if (next !== null) return ask(next, { ...afterwards, turn: state.turn + 1 }, says, facts, known, context);
  if (state.phase === 'done') {
    return {
      state: { ...afterwards, turn: state.turn + 1 },
      says: [...says, { key: 'noted' }, ...(channel === 'voice' ? [{ key: 'goodbye' }] : [])],
      expect: nothing,
      facts,
      effects: channel === 'voice' ? ['call-over', 'end-call'] : [],
    };
  }
  return done({ ...afterwards, turn: state.turn + 1 }, says, facts, known, context);
}

/** Kept, and nothing said to it. */
export const silently = (state: TalkState): Step => ({
  state,
  says: [],
  expect: nothing,
  facts: {},
  effects: [],
});

/** What is open is said once more, and nothing else happens: the answer belonged to a question of a while ago. */
export function saidAgain(state: TalkState, context: StepContext): Step {
  const { asked } = state;
  if (state.phase === 'ended' || asked === null)
    return { ...silently(state), says: [{ key: 'goodbye' }], effects: ['end-call'] };
  if (asked === 'language') return { ...askLanguage(state, context), state };
  if (asked === 'code') return { ...askCode(state, [], {}), state };
  if (asked === 'more') return { ...silently(state), says: [{ key: 'status.more' }], expect: oneKey };
  if (asked === 'bestTime') return over(state, [], context);
  if (asked === 'voicemail' || asked === 'person')
    return { ...silently(state), says: [{ key: 'voicemail' }], effects: ['record-voicemail'] };
  return { ...ask(asked, state, [], {}, context.facts, context), state };
}

/** Kind words before a question comes again. */
function sorry(state: TalkState, reading: Reading): Say[] {
  if (reading.silent) return [{ key: 'sorry.silence' }];
  const told = Object.keys(reading.facts).length > 0;
  return told || reading.command !== null || state.phase === 'done' ? [] : [{ key: 'sorry.key' }];
}

const nothing: Expect = { keys: null, buttons: [] };
const oneKey: Expect = { keys: 1, buttons: [] };

const ended = (state: TalkState): Step => ({
  state: { ...state, turn: state.turn + 1, phase: 'ended', asked: null },
  says: [],
  expect: nothing,
  facts: {},
  effects: ['call-over'],
});

/** Nothing was said after the tone: the code all the same, and an end. */
function unsaid(state: TalkState, context: StepContext): Step {
  const says: Say[] = state.phase === 'done' ? [] : [{ key: 'done' }];
  const turned: TalkState = { ...state, turn: state.turn + 1 };
  return state.tried === undefined
    ? {
        state: { ...turned, phase: 'done', asked: null },
        says: [...says, { key: 'goodbye' }],
        expect: nothing,
        facts: {},
        effects: ['call-over', 'end-call'],
      }
    : over(turned, says, context);
}

/**
 * The end of a call after which somebody will call back: when that suits can be said by one key. Whoever may not be
 * called, or has said when, is not asked.
 */
function over(state: TalkState, says: readonly Say[], { facts, reachable }: StepContext): Step {
  const callable = (reachable || facts.phone !== undefined) && facts.safeContact !== 'unsafe';
  const asks = callable && facts.bestTime === undefined && !facts.interpreter;
  return {
    state: { ...state, phase: 'done', asked: asks ? 'bestTime' : null },
    says: asks ? [...says, { key: 'ask.bestTime' }] : says,
    expect: asks ? oneKey : nothing,
    facts: {},
    effects: asks ? ['call-over', 'end-call', 'last-question'] : ['call-over', 'end-call'],
  };
}

/** In the words of somebody who says it, as `domain/request/best-time.ts` reads them. */
const BEST_TIMES: Readonly<Record<string, string>> = { 1: 'buổi sáng', 2: 'buổi chiều', 3: 'buổi tối' };

function timeChosen(state: TalkState, input: Input): Step {
  const said =
    input.kind === 'speech' ? /(?<!\p{L})(sáng|chiều|tối)(?!\p{L})/u.exec(input.text.toLowerCase()) : null;
  const bestTime =
    input.kind === 'keys' ? BEST_TIMES[input.keys.slice(0, 1)] : said ? `buổi ${said[1]}` : undefined;
  return {
    state: { ...state, turn: state.turn + 1, phase: 'done', asked: null },
    says: [...(bestTime === undefined ? [] : [{ key: 'noted' }]), { key: 'goodbye' }],
    expect: nothing,
    facts: bestTime === undefined ? {} : { bestTime },
    effects: ['call-over', 'end-call'],
  };
}

/** Only texts hold such a word. Whoever begins with it has not been greeted: code and notice stand in the next answer. */
const commanded = (state: TalkState, key: string, effect: Effect): Step => ({
  state: state.turn === 0 ? state : { ...state, turn: state.turn + 1 },
  says: [{ key }],
  expect: nothing,
  facts: {},
  effects: [effect],
});

/** Counts silences and fruitless tries, and closes the question that was answered or asked often enough. */
function tally(state: TalkState, reading: Reading): TalkState {
  const { asked } = state;
  const silences = reading.silent ? state.silences + 1 : 0;
  const { command } = reading;
  if (
    asked === null ||
    asked === 'voicemail' ||
    asked === 'bestTime' ||
    command === 'repeat' ||
    command === 'code'
  )
    return { ...state, silences };
  const closed = isSlot(asked) ? [...state.closed, asked] : state.closed;
  if (reading.answered) return { ...state, silences, misses: 0, asked: null, closed };
  // None of the offered ones: the question for the province itself is put once, and nothing is offered instead.
  if (reading.elsewhere) return { ...state, silences, misses: TRIES - 1, placeOffered: true };
  const misses = state.misses + 1;
  return misses >= (asked === 'centre' ? 1 : TRIES)
    ? { ...state, silences, misses: 0, asked: null, closed }
    : { ...state, silences, misses };
}

const isSlot = (question: Question): question is Slot => SLOTS.some((slot) => slot === question);

function nextSlot(facts: Facts, state: TalkState, context: StepContext): Slot | null {
  return SLOTS.find((slot) => !state.closed.includes(slot) && isMissing(slot, facts, state, context)) ?? null;
}

function isMissing(slot: Slot, facts: Facts, { asked }: TalkState, context: StepContext): boolean {
  switch (slot) {
    case 'matter':
      return facts.matter === undefined && !facts.urgent;
    case 'place':
      return !hasPlace(facts);
    case 'centre':
      // It is routed by the first of them meanwhile; an open question is finished before.
      return lawfulProvinces(facts).length > 1 && !facts.urgent && (asked === null || asked === 'centre');
    case 'urgency':
      return facts.urgent === undefined;
    case 'safe':
      return facts.safeContact === undefined;
    case 'forWhom':
      return facts.forWhom === undefined && !facts.urgent;
    case 'inNeed':
      return (
        context.channel === 'voice' &&
        facts.forWhom === 'other' &&
        facts.personInNeed === undefined &&
        !facts.urgent
      );
    case 'name':
      return facts.name === undefined && !facts.urgent;
    case 'phone':
      return facts.phone === undefined && !context.reachable;
  }
}

function ask(
  slot: Slot,
  state: TalkState,
  before: readonly Say[],
  facts: Facts,
  known: Facts,
  { channel, suggestedProvince }: StepContext,
): Step {
  const says = [...before];
  const suggested =
    slot === 'place' && !state.placeOffered && (known.candidates ?? []).length === 0
      ? suggestedProvince
      : undefined;
  const buttons: Expect['buttons'][number][] = [];
  let keys: number | null = slot === 'phone' ? null : slot === 'place' ? 2 : 1;
  const candidates =
    slot === 'centre'
      ? lawfulProvinces(known)
      : slot !== 'place'
        ? []
        : suggested === undefined
          ? (known.candidates ?? [])
          : [suggested];
  if (candidates.length > 0) {
    const names = candidates.map(nameOf);
    const other = String(candidates.length + 1);
    keys = 1;
    says.push({
      key: slot === 'centre' ? 'ask.centre' : 'ask.place.which',
      params: {
        options: names.join(', '),
        numbered: names.map((name, index) => `${index + 1} ${name}`).join(', '),
        ...(slot === 'place' ? { other } : {}),
      },
    });
    names.forEach((name, index) => {
      says.push({ key: 'press.option', params: { name, key: String(index + 1) } });
    });
    if (slot === 'place') says.push({ key: 'press.other', params: { key: other } });
    names.forEach((name, index) => {
      buttons.push({ say: { key: 'button.place', params: { name } }, payload: String(index + 1) });
    });
    if (slot === 'place') buttons.push({ say: { key: 'button.elsewhere' }, payload: other });
  } else {
    says.push({ key: slot === 'place' && state.misses > 0 ? 'ask.place.again' : `ask.${slot}` });
    if (slot === 'matter' && channel !== 'voice' && !hasPlace(known)) says.push({ key: 'ask.place' });
    if (slot === 'urgency' || slot === 'safe') {
      buttons.push({ say: { key: 'button.yes' }, payload: '1' }, { say: { key: 'button.no' }, payload: '2' });
    }
    if (slot === 'forWhom') {
      buttons.push(
        { say: { key: 'button.self' }, payload: '1' },
        { say: { key: 'button.other' }, payload: '2' },
      );
    }
  }
  return {
    state: { ...state, asked: slot, ...(suggested === undefined ? {} : { placeOffered: true }) },
    says,
    expect: { keys, buttons },
    facts: suggested === undefined ? facts : { ...facts, candidates: [suggested] },
    effects: [],
  };
}

function askCode(state: TalkState, before: readonly Say[], facts: Facts): Step {
  const again = state.asked === 'code' && state.misses > 0;
  return {
    state: { ...state, asked: 'code' },
    says: [
      ...before.filter(({ key }) => key !== 'sorry.key'),
      { key: again ? 'ask.code.again' : 'ask.code' },
    ],
    expect: { keys: CODE_KEYS, buttons: [] },
    facts,
    effects: [],
  };
}

/** With two languages key 8 changes to the other one; with more it opens a menu. */
function askLanguage(state: TalkState, context: StepContext): Step {
  const offered = offeredLanguages();
  const [first, second, ...more] = offered;
  if (more.length === 0) {
    const language = (state.language === first ? second : first) ?? 'vi';
    const turned = { ...state, language, misses: 0, silences: 0, turn: state.turn + 1 };
    const next = nextSlot(context.facts, turned, context);
    return next === null
      ? { ...silently(turned), says: [{ key: 'goodbye' }], effects: ['end-call'] }
      : ask(next, turned, [], { language }, context.facts, context);
  }
  return {
    state: { ...state, asked: 'language', turn: state.turn + 1 },
    says: offered.flatMap((language, index): Say[] => {
      const params = { key: String(index + 1) };
      const choice: Say = { key: 'language.choice', language, params };
      return language === 'vi' || language === 'en' ? [choice] : [choice, { key: 'press.key', params }];
    }),
    expect: oneKey,
    facts: {},
    effects: [],
  };
}

/** A language that is not wholly recorded: the caller speaks, somebody calls back with an interpreter. */
function languageChosen(state: TalkState, input: Input, context: StepContext): Step {
  const turn = state.turn + 1;
  const chosen = input.kind === 'keys' ? offeredLanguages()[Number(input.keys) - 1] : undefined;
  const again = input.kind === 'keys' && input.keys.startsWith('*');
  if (chosen === undefined && (again || state.misses + 1 < TRIES))
    return askLanguage({ ...state, misses: again ? state.misses : state.misses + 1 }, context);
  const language = chosen ?? state.language;
  const turned: TalkState = { ...state, language, turn, misses: 0, silences: 0, asked: null };
  if (!isComplete(language))
    return toVoicemail(turned, [{ key: 'language.interpreter' }], { language, interpreter: true });
  const next = nextSlot(context.facts, turned, context) ?? 'matter';
  return ask(next, turned, [], { language }, context.facts, context);
}

/** After the state of a request was told: a message, a person, or the end. */
function furtherWish(state: TalkState, input: Input, reading: Reading, context: StepContext): Step {
  const turned: TalkState = { ...state, turn: state.turn + 1 };
  const known: Facts = { ...context.facts, ...reading.facts };
  if (reading.command === 'person') return toPerson(turned, [], {}, known, context);
  if (input.kind === 'keys' && input.keys === '1') return toVoicemail(turned, [], {});
  if (input.kind === 'speech') {
    return {
      state: { ...turned, phase: 'done', asked: null },
      says: [...emergency(reading.facts, context.facts), { key: 'noted' }, { key: 'goodbye' }],
      expect: nothing,
      facts: reading.facts,
      effects: ['call-over', 'end-call'],
    };
  }
  const misses = reading.command === 'repeat' ? state.misses : state.misses + 1;
  return misses >= TRIES
    ? unsaid({ ...state, phase: 'done' }, context)
    : {
        ...silently({ ...turned, misses }),
        says: [{ key: 'status.more' }],
        expect: oneKey,
        facts: reading.facts,
      };
}

/** The telephone of the next handler on duty rings; where none is left, a message is asked for. */
function toPerson(
  state: TalkState,
  before: readonly Say[],
  facts: Facts,
  known: Facts,
  context: StepContext,
): Step {
  const tried = state.tried ?? [];
  const next =
    tried.length < MOST_TRIED
      ? context.onDuty?.(known).find(({ username }) => !tried.includes(username))
      : undefined;
  if (next === undefined)
    return toVoicemail(state, tried.length === 0 ? before : [...before, { key: 'connect.none' }], facts);
  return {
    state: { ...state, asked: 'person', tried: [...tried, next.username] },
    says: [...before, { key: tried.length === 0 ? 'connecting' : 'connecting.next' }],
    expect: nothing,
    facts,
    effects: ['dial'],
    dial: next,
  };
}

/** What became of a handler's telephone. */
function dialled(
  state: TalkState,
  { bridged, status }: Extract<Input, { kind: 'dialled' }>,
  context: StepContext,
): Step {
  const turned: TalkState = { ...state, turn: state.turn + 1 };
  if (bridged) {
    return {
      state: { ...turned, phase: 'done', asked: null },
      says: [{ key: 'connect.over' }],
      expect: nothing,
      facts: {},
      effects: ['call-over', 'end-call', 'talked'],
    };
  }
  // Who has hung up is not put through to anybody else.
  if (status === 'canceled') return toVoicemail(turned, [], {});
  return toPerson(turned, [], {}, context.facts, context);
}

function toVoicemail(state: TalkState, says: readonly Say[], facts: Facts): Step {
  return {
    state: { ...state, asked: 'voicemail' },
    says: [...says, { key: 'voicemail' }],
    expect: nothing,
    facts,
    effects: ['record-voicemail'],
  };
}

function done(
  state: TalkState,
  before: readonly Say[],
  facts: Facts,
  known: Facts,
  context: StepContext,
): Step {
  const { channel } = context;
  const says: Say[] = [...before, { key: 'done' }];
  const finished: TalkState = { ...state, phase: 'done', asked: channel === 'voice' ? 'voicemail' : null };
  if (channel !== 'voice') {
    // A Zalo account has no number: the form is offered once where a call was said to be safe, and holds nothing up.
    const form = channel === 'zalo' && known.safeContact === 'safe' && known.phone === undefined;
    return { state: finished, says, expect: nothing, facts, effects: form ? ['ask-contact-data'] : [] };
  }
  const connected = toPerson(finished, says, facts, known, context);
  if (connected.effects.includes('dial')) return { ...connected, effects: ['call-over', 'dial'] };
  return known.recording === 'refused'
    ? {
        state: finished,
        says: [...says, { key: 'goodbye' }],
        expect: nothing,
        facts,
        effects: ['call-over', 'end-call'],
      }
    : {
        state: finished,
        says: [...says, { key: 'voicemail.more' }],
        expect: nothing,
        facts,
        effects: ['call-over', 'record-voicemail'],
      };
}

/** The dialled number's own words, the greeting with the notice, and what other languages there are. */
function greetings(input: Input, endangered: boolean, { lineGreeting, channel }: StepContext): Say[] {
  const others = channel === 'voice' ? offeredLanguages().filter((language) => language !== 'vi') : [];
  return [
    ...(lineGreeting === undefined ? [] : [lineGreeting]),
    { key: greeting(input, endangered) },
    ...others.map((language): Say => ({ key: 'language.more', language })),
  ];
}

/** The greeting with the notice; where a number for the danger follows, it does not name one itself. */
function greeting(input: Input, endangered: boolean): string {
  if (input.kind === 'arrival') return 'greeting.arrival';
  return endangered ? 'greeting.urgent' : 'greeting';
}

/** The right emergency number first, once, when a signal newly says so. */
function emergency(learnt: Facts, before: Facts): Say[] {
  const fresh = (learnt.signals ?? []).filter((signal) => !(before.signals ?? []).includes(signal));
  if (fresh.some((signal) => signal === 'violence' || signal === 'danger_to_life'))
    return [{ key: 'emergency.danger' }];
  if (fresh.some((signal) => signal === 'trafficking' || signal === 'child'))
    return [{ key: 'emergency.child' }];
  return [];
}
