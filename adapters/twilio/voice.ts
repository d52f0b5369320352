import type { Contact, Input } from '../../domain/contact/contact.ts';
import { isOurs, lineOf } from '../../domain/contact/lines.ts';
import { e164 } from '../../domain/contact/phone.ts';
import { kept } from '../../domain/text/kept.ts';
import { type Form, field } from '../http/form.ts';
import { plainId } from './plain-id.ts';

/** What a voice webhook is about, by its path. */
export type VoiceStep = (typeof STEPS)[number];

const STEPS = ['arrival', 'answer', 'voicemail', 'dialled', 'status', 'recording'] as const;

/** The step a path names (`/twilio/voice/{step}`); the bare path is the call's arrival. */
export const voiceStep = (segment: string | undefined): VoiceStep | null =>
  segment === undefined || segment === '' ? 'arrival' : (STEPS.find((step) => step === segment) ?? null);

/** Statuses after which a call is over; the others only tell that it goes on. */
const OVER = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

/**
 * A voice webhook as a contact.
 * Sources: https://www.twilio.com/docs/voice/twiml#request-parameters, …/twiml/gather, …/twiml/record
 * @param turn the counter of our own action address: the same turn again is the same event
 * @returns null where there is nothing to take in (no call id, a status on the way)
 */
export function voiceContact(step: VoiceStep, form: Form, turn: string): Contact | null {
  const call = plainId(field(form, 'CallSid'));
  // A leg that we dialled ourselves comes from our own number: nobody called.
  if (call === '' || field(form, 'ParentCallSid') !== '') return null;
  const named = field(form, 'From') || field(form, 'Caller');
  const number = e164(named);
  // A carrier that forwards may put our own number in the caller's place: that is nobody's.
  const from = number !== null && isOurs(number) ? null : number;
  const line = lineOf([field(form, 'ForwardedFrom'), field(form, 'To'), field(form, 'Called')]);
  const which = plainId(turn);
  const ordinal = /^\d{1,6}$/.test(turn) ? Number(turn) : undefined;
  const base = {
    channel: 'voice' as const,
    // A hidden number, a SIP address or an extension is nobody we could find again: the call stands for itself.
    address: from === null ? `call:${call}` : `tel:${from}`,
    conversation: call,
    sentAt: sentAt(form),
    ...(line === null ? {} : { line }),
    ...(named === '' ? { nameless: true } : {}),
  };
  const turned = ordinal === undefined ? {} : { turn: ordinal };
  switch (step) {
    case 'arrival':
      return { ...base, providerEventId: `${call}:0`, input: { kind: 'arrival' } };
    case 'answer':
      return { ...base, ...turned, providerEventId: `${call}:${which}`, input: gathered(form) };
    case 'voicemail':
      return { ...base, ...turned, providerEventId: `${call}:${which}`, input: recorded(form) };
    case 'dialled':
      return { ...base, ...turned, providerEventId: `${call}:${which}`, input: dialled(form) };
    case 'status': {
      const status = field(form, 'CallStatus');
      if (!OVER.includes(status)) return null;
      return { ...base, providerEventId: `${call}:${status}`, input: { kind: 'hangup', reason: status } };
    }
    case 'recording': {
      const recording = recordingOf(form);
      const id = plainId(field(form, 'RecordingSid'));
      // The callback names no caller: the call does, where it is known (functions/intake/receive.ts).
      if (id === '' || recording === null) return null;
      return {
        ...base,
        providerEventId: `${id}:${plainId(field(form, 'RecordingStatus')) || 'completed'}`,
        input: { kind: 'recording', recording },
      };
    }
  }
}

/** Keys before speech: a key is surer than a recogniser. The key that ends a number is one by itself where it stands alone. */
function gathered(form: Form): Input {
  const pressed = field(form, 'Digits') || field(form, 'FinishedOnKey');
  const keys = kept(pressed.replace(/[^0-9*#]/g, ''));
  const text = kept(field(form, 'SpeechResult')).trim();
  if (keys !== '') return { kind: 'keys', keys, ...(text === '' ? {} : { speech: text }) };
  return text === '' ? { kind: 'silence' } : { kind: 'speech', text };
}

function recorded(form: Form): Input {
  const recording = recordingOf(form);
  return recording ? { kind: 'voicemail', recording } : { kind: 'silence' };
}

/** Joined or not: the provider says so; where it does not, by the word for how it ended. */
function dialled(form: Form): Input {
  const status = field(form, 'DialCallStatus') || 'failed';
  const bridged = field(form, 'DialBridged');
  const over = OVER.includes(field(form, 'CallStatus'));
  const joined = bridged === '' ? status === 'completed' || status === 'answered' : bridged === 'true';
  return { kind: 'dialled', bridged: joined, status: over && !joined ? 'canceled' : status };
}

function recordingOf(form: Form) {
  const url = kept(field(form, 'RecordingUrl'));
  if (url === '') return null;
  const id = plainId(field(form, 'RecordingSid'));
  const call = plainId(field(form, 'CallSid'));
  const seconds = Number(field(form, 'RecordingDuration'));
  return {
    kind: 'recording' as const,
    url,
    ...(id === '' ? {} : { recordingSid: id }),
    ...(call === '' ? {} : { callSid: call }),
    ...(Number.isFinite(seconds) ? { seconds } : {}),
  };
}

function sentAt(form: Form): string | null {
  const stamp = Date.parse(field(form, 'Timestamp'));
  return Number.isNaN(stamp) ? null : new Date(stamp).toISOString();
}
