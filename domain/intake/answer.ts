import type { Contact } from '../contact/contact.ts';
import { isSpoken, type Part, render, spokenParts } from '../conversation/render.ts';
import type { Effect, Expect, Say, Step } from '../conversation/talk.ts';
import { writtenCode } from '../request/code.ts';
import type { Language, OutgoingText } from '../request/request.ts';

/** What the prompts may mention: nothing of the case but the code and who has it. */
export interface Spoken {
  readonly code: string;
  readonly centre: string;
  readonly urgent: boolean;
  /** Calling or writing back may harm: nothing of the kind is promised. */
  readonly unsafe: boolean;
  /** The request, whose id callbacks of a dialled leg carry. */
  readonly requestId?: string;
  /** The hotline number that a dialled handler sees. */
  readonly shown?: string;
  /** A dialled call may be recorded: the notice was given and nobody refused. */
  readonly recorded?: boolean;
}

/** A handler's telephone that is to ring. */
export interface Dialling {
  readonly phone: string;
  readonly username: string;
  readonly requestId: string;
  /** The hotline's number. */
  readonly callerId?: string;
  readonly recorded: boolean;
  readonly urgent: boolean;
}

/** What a channel answers at once. */
export interface Answer {
  readonly says: readonly {
    readonly key: string;
    readonly text: string;
    /** How a call plays it. */
    readonly parts?: readonly Part[];
  }[];
  readonly text: string;
  readonly language: Language;
  readonly expect: Expect;
  readonly effects: readonly Effect[];
  /** Which turn of the talk the next answer belongs to. */
  readonly turn: number;
  readonly dial?: Dialling;
}

/** `48217735` as a voice reads it, one digit at a time with a pause in the middle. */
const spokenCode = (code: string): string =>
  `${[...code.slice(0, 4)].join(' ')}, ${[...code.slice(4)].join(' ')}`;

function commonParams(contact: Contact, step: Step, spoken: Spoken): Record<string, string> {
  const next: Say = { key: spoken.unsafe ? 'next.unsafe' : spoken.urgent ? 'next.urgent' : 'next.normal' };
  return {
    code: contact.channel === 'voice' ? spokenCode(spoken.code) : writtenCode(spoken.code),
    centre: spoken.centre,
    next: render(next, contact.channel, step.state.language, {}),
  };
}

export function answerOf(contact: Contact, step: Step, spoken: Spoken): Answer {
  const { language } = step.state;
  const common = commonParams(contact, step, spoken);
  const says = step.says
    .filter((say) => isSpoken(say.key, contact.channel))
    .map((say) => ({
      key: say.key,
      text: render(say, contact.channel, say.language ?? language, common),
      ...(contact.channel === 'voice' ? { parts: spokenParts(say, language, common) } : {}),
    }));
  return {
    says,
    text: says.map((say) => say.text).join(' '),
    language,
    expect: step.expect,
    effects: step.effects,
    turn: step.state.turn,
    ...(step.dial && spoken.requestId
      ? {
          dial: {
            ...step.dial,
            requestId: spoken.requestId,
            recorded: spoken.recorded === true,
            urgent: spoken.urgent,
            ...(spoken.shown === undefined ? {} : { callerId: spoken.shown }),
          },
        }
      : {}),
  };
}

/** Begins the conversation of somebody who has not signed in; the provider's conversation id follows. */
export const ANONYMOUS = 'anonymous:';

interface OutgoingMeans {
  readonly requestId: string;
  readonly id: string;
  /** The person wants no messages (any more). */
  readonly stopped: boolean;
  readonly follows: OutgoingText['follows'];
}

function purposeOf({ effects, says }: Step, stopped: boolean): OutgoingText['purpose'] {
  if (effects.includes('stop-messages')) return 'stop-confirmation';
  return stopped && says.every(({ key }) => key.startsWith('emergency.')) ? 'emergency' : 'reply';
}

/** What has to be sent to answer a text; a call is answered in the call. */
export function outgoingOf(
  contact: Contact,
  step: Step,
  spoken: Spoken,
  { requestId, id, stopped, follows }: OutgoingMeans,
): OutgoingText[] {
  if (contact.channel === 'voice') return [];
  const { says } = answerOf(contact, step, spoken);
  if (says.length === 0) return [];
  const buttons = step.expect.buttons.map(({ say, payload }) => ({
    title: render(say, 'zalo', step.state.language, {}),
    payload,
  }));
  const answer: OutgoingText = {
    id,
    channel: contact.channel,
    address: contact.address,
    text: says.map((say) => say.text).join(contact.channel === 'sms' ? ' ' : '\n'),
    ...(contact.channel === 'zalo' && buttons.length > 0 ? { buttons } : {}),
    ...(contact.conversation.startsWith(ANONYMOUS)
      ? { anonymousChat: contact.conversation.slice(ANONYMOUS.length) }
      : {}),
    purpose: purposeOf(step, stopped),
    ...(follows ? { follows } : {}),
  };
  const form =
    contact.channel === 'zalo' &&
    answer.anonymousChat === undefined &&
    step.effects.includes('ask-contact-data');
  return form ? [answer, contactForm(answer, requestId, step.state.language)] : [answer];
}

/**
 * Zalo's own form, behind the question in words: whoever does not want it answers in words. Once in a talk; once for
 * ever would tell a second voice that somebody has talked before.
 */
function contactForm(
  { id, address, purpose }: OutgoingText,
  requestId: string,
  language: Language,
): OutgoingText {
  const words = (key: string) => render({ key }, 'zalo', language, {});
  const form = { title: words('form.title'), subtitle: words('form.subtitle') };
  return {
    id: `${id}-form`,
    channel: 'zalo',
    address,
    text: `${form.title}\n${form.subtitle}`,
    purpose,
    form,
    follows: { requestId, messageId: id },
  };
}

const alone = (key: string, effects: Answer['effects']): Answer => ({
  says: [{ key, text: render({ key }, 'voice', 'vi', {}), parts: spokenParts({ key }, 'vi', {}) }],
  text: render({ key }, 'voice', 'vi', {}),
  language: 'vi',
  expect: { keys: null, buttons: [] },
  effects,
  turn: 0,
});

/** What a caller hears when the contact had to be put aside: it is kept, and somebody will call back. */
export const TROUBLE: Answer = alone('trouble', ['end-call']);

/** What a caller hears when nothing could be kept: whom to call in danger, and a message that the provider keeps. */
export const TROUBLE_UNSAVED: Answer = alone('trouble.unsaved', ['record-voicemail']);
