import type { Channel, Input } from '../contact/contact.ts';
import type { Facts } from '../request/request.ts';
import { hasPlace, lawfulProvinces, nameOf, type Reading, readInput } from './reading.ts';
import type { Effect, Expect, Say, Slot, Step, StepContext, TalkState } from './talk.ts';
import { SLOTS } from './talk.ts';

/** After so many fruitless tries a question is given up: the handler asks it. */
const TRIES = 2;
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
  if (input.kind === 'recording') return { state, says: [], expect: nothing, facts: {}, effects: [] };
  if (input.kind === 'voicemail') {
    return {
      state: { ...state, turn: state.turn + 1, phase: 'done', asked: null },
      says: [{ key: 'voicemail.thanks' }],
      expect: nothing,
      facts: {},
      effects: ['call-over', 'end-call'],
    };
  }
  if (input.kind === 'silence' && state.asked === 'voicemail') return unsaid(state);
  const reading = readInput(input, state, context);
  if (reading.command === 'stop') return commanded(state, 'stopped', 'stop-messages');
  if (reading.command === 'start') return commanded(state, 'started', 'start-messages');

  const arrived = state.turn === 0;
  const facts: Facts = arrived ? { notice: NOTICE, recording: 'informed', ...reading.facts } : reading.facts;
  const known: Facts = { ...context.facts, ...facts };
  const afterwards = tally(state, reading);

  const danger = emergency(reading.facts, context.facts);
  const says: Say[] = arrived ? [{ key: greeting(input, danger.length > 0) }, ...danger] : [...danger];
  if (reading.facts.recording === 'refused') says.push({ key: 'recording.refused' });

  if (reading.command === 'person' || afterwards.silences >= SILENCES)
    return known.recording === 'refused' && reading.command !== 'person'
      ? done({ ...afterwards, turn: state.turn + 1 }, says, facts, known, channel)
      : toVoicemail(afterwards, says, facts);
  if (reading.placeLearnt && channel !== 'sms')
    says.push({ key: 'understood.place', params: { province: reading.placeLearnt } });

  const next = state.phase === 'done' ? null : nextSlot(known, afterwards, context);
  if (next !== null) return ask(next, { ...afterwards, turn: state.turn + 1 }, says, facts, known, context);
  if (state.phase === 'done') {
    return {
      state: { ...afterwards, turn: state.turn + 1 },
      says: [...says, { key: 'noted' }],
      expect: nothing,
      facts,
      effects: [],
    };
  }
  return done({ ...afterwards, turn: state.turn + 1 }, says, facts, known, channel);
}

const nothing: Expect = { keys: null, buttons: [] };

const ended = (state: TalkState): Step => ({
  state: { ...state, turn: state.turn + 1, phase: 'ended', asked: null },
  says: [],
  expect: nothing,
  facts: {},
  effects: ['call-over'],
});

/** Nothing was said after the tone: the code all the same, and an end. */
const unsaid = (state: TalkState): Step => ({
  state: { ...state, turn: state.turn + 1, phase: 'done', asked: null },
  says: state.phase === 'done' ? [{ key: 'goodbye' }] : [{ key: 'done' }, { key: 'goodbye' }],
  expect: nothing,
  facts: {},
  effects: ['call-over', 'end-call'],
});

const commanded = (state: TalkState, key: string, effect: Effect): Step => ({
  state: { ...state, turn: state.turn + 1 },
  says: [{ key }],
  expect: nothing,
  facts: {},
  effects: [effect],
});

/** Counts silences and fruitless tries, and closes the question that was answered or asked often enough. */
function tally(state: TalkState, reading: Reading): TalkState {
  const { asked } = state;
  const silences = reading.silent ? state.silences + 1 : 0;
  if (asked === null || asked === 'voicemail' || reading.command === 'repeat') return { ...state, silences };
  if (reading.answered)
    return { ...state, silences, misses: 0, asked: null, closed: [...state.closed, asked] };
  const misses = state.misses + 1;
  return misses >= (asked === 'centre' ? 1 : TRIES)
    ? { ...state, silences, misses: 0, asked: null, closed: [...state.closed, asked] }
    : { ...state, silences, misses };
}

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
  { channel }: StepContext,
): Step {
  const says = [...before];
  const buttons: Expect['buttons'][number][] = [];
  let keys: number | null = slot === 'phone' ? null : slot === 'place' ? 2 : 1;
  const candidates =
    slot === 'place' ? (known.candidates ?? []) : slot === 'centre' ? lawfulProvinces(known) : [];
  if (candidates.length > 0) {
    const names = candidates.map(nameOf);
    keys = 1;
    says.push({
      key: slot === 'centre' ? 'ask.centre' : 'ask.place.which',
      params: {
        options: names.join(', '),
        numbered: names.map((name, index) => `${index + 1} ${name}`).join(', '),
      },
    });
    names.forEach((name, index) => {
      says.push({ key: 'press.option', params: { name, key: String(index + 1) } });
    });
    if (slot === 'place') says.push({ key: 'press.other', params: { key: String(candidates.length + 1) } });
    names.forEach((name, index) => {
      buttons.push({ say: { key: 'button.place', params: { name } }, payload: String(index + 1) });
    });
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
  return { state: { ...state, asked: slot }, says, expect: { keys, buttons }, facts, effects: [] };
}

function toVoicemail(state: TalkState, says: readonly Say[], facts: Facts): Step {
  return {
    state: { ...state, turn: state.turn + 1, asked: 'voicemail' },
    says: [...says, { key: 'voicemail' }],
    expect: nothing,
    facts,
    effects: ['record-voicemail'],
  };
}

function done(state: TalkState, before: readonly Say[], facts: Facts, known: Facts, channel: Channel): Step {
  const says: Say[] = [...before, { key: 'done' }];
  const finished: TalkState = { ...state, phase: 'done', asked: channel === 'voice' ? 'voicemail' : null };
  if (channel !== 'voice') {
    // A Zalo account has no number: the form is offered once where a call was said to be safe, and holds nothing up.
    const form = channel === 'zalo' && known.safeContact === 'safe' && known.phone === undefined;
    return { state: finished, says, expect: nothing, facts, effects: form ? ['ask-contact-data'] : [] };
  }
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
