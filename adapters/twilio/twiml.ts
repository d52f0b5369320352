import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Part } from '../../domain/conversation/render.ts';
import type { Answer, Dialling } from '../../domain/intake/answer.ts';
import { OVERRIDES } from './overrides.ts';

/** Seconds of silence before a question counts as unanswered. */
const PATIENCE = 6;
/** Seconds of silence that end a spoken answer; a whole number, because a speech model is named. */
const SPEECH_PAUSE = 3;
/** Longest message a caller can leave, in seconds. */
const LONGEST_MESSAGE = 180;
/** Seconds for which a handler's telephone rings. */
const RINGING = 20;
/** Seconds after which a talk is ended, so that a forgotten line does not cost for ever. */
const LONGEST_TALK = 3600;

/** Voices that Twilio offers for the language (types of twilio 6.2.0; no Polly voice is Vietnamese). */
const VOICES = {
  vi: { voice: 'Google.vi-VN-Neural2-A', language: 'vi-VN' },
  en: { voice: 'Google.en-US-Neural2-F', language: 'en-US' },
} as const;

/** A recogniser that knows Vietnamese and suits short answers. */
const SPEECH_MODEL = 'experimental_utterances';

const address = (path: string): string => `${path}${OVERRIDES}`;
const RECORDING = address('/twilio/voice/recording');

type Speaking = Pick<VoiceResponse, 'say' | 'play'>;

function speak(verb: Speaking, parts: readonly Part[]): void {
  for (const part of parts) {
    if ('play' in part) verb.play(part.play);
    else verb.say(VOICES[part.language], part.say);
  }
}

const partsOf = ({ says, language }: Answer): Part[] =>
  says.flatMap(
    ({ text, parts }): readonly Part[] => parts ?? [{ say: text, language: language === 'en' ? 'en' : 'vi' }],
  );

/**
 * What a caller hears next, as TwiML. Speech is never required: every question also takes keys.
 * Source: https://www.twilio.com/docs/voice/twiml
 */
export function twiml(answer: Answer): string {
  const response = new VoiceResponse();
  const { turn, effects } = answer;
  const parts = partsOf(answer);
  if (effects.includes('dial') && answer.dial) {
    speak(response, parts);
    dial(response, answer.dial, turn);
  } else if (effects.includes('record-voicemail')) {
    speak(response, parts);
    const next = address(`/twilio/voice/voicemail?turn=${turn}`);
    response.record({
      action: next,
      method: 'POST',
      maxLength: LONGEST_MESSAGE,
      timeout: PATIENCE,
      finishOnKey: '#',
      playBeep: true,
      recordingStatusCallback: RECORDING,
      recordingStatusCallbackMethod: 'POST',
    });
    // Only reached when nothing was recorded.
    response.redirect({ method: 'POST' }, next);
  } else if (effects.includes('last-question')) {
    ask(response, answer, parts);
    response.hangup();
  } else if (effects.includes('end-call') || parts.length === 0) {
    speak(response, parts);
    response.hangup();
  } else {
    ask(response, answer, parts);
  }
  return response.toString();
}

/** A question; after the last one of a call silence leads on to its end. */
function ask(
  response: VoiceResponse,
  { turn, expect, effects, language }: Answer,
  parts: readonly Part[],
): void {
  const gather = response.gather({
    input: ['dtmf', 'speech'],
    action: address(`/twilio/voice/answer?turn=${turn}`),
    method: 'POST',
    language: VOICES[language === 'en' ? 'en' : 'vi'].language,
    speechModel: SPEECH_MODEL,
    speechTimeout: String(SPEECH_PAUSE),
    timeout: PATIENCE,
    // Where one key is an answer the hash is one too.
    finishOnKey: expect.keys === 1 ? '' : '#',
    ...(expect.keys === null ? {} : { numDigits: expect.keys }),
    actionOnEmptyResult: !effects.includes('last-question'),
    profanityFilter: false,
  });
  speak(gather, parts);
}

/** A handler's telephone rings; who picks up is asked for a key, so that an answering machine counts as nobody. */
function dial(
  response: VoiceResponse,
  { phone, username, requestId, callerId, recorded, urgent }: Dialling,
  turn: number,
): void {
  const leg = new URLSearchParams({
    request: requestId,
    turn: String(turn),
    by: username,
    ...(urgent ? { urgent: '1' } : {}),
    ...(recorded ? { recorded: '1' } : {}),
  });
  const verb = response.dial({
    action: address(`/twilio/voice/dialled?turn=${turn}`),
    method: 'POST',
    timeout: RINGING,
    timeLimit: LONGEST_TALK,
    answerOnBridge: true,
    ...(callerId === undefined ? {} : { callerId }),
    ...(recorded
      ? {
          record: 'record-from-answer-dual' as const,
          recordingStatusCallback: RECORDING,
          recordingStatusCallbackMethod: 'POST',
        }
      : {}),
  });
  verb.number({ url: address(`/twilio/voice/whisper?${leg}`), method: 'POST' }, phone);
}

/** What a handler hears before two lines are joined, and the key that joins them. */
export function askForKey(parts: readonly Part[], next: string): string {
  const response = new VoiceResponse();
  const gather = response.gather({
    input: ['dtmf'],
    action: address(next),
    method: 'POST',
    numDigits: 1,
    timeout: PATIENCE,
    actionOnEmptyResult: true,
  });
  speak(gather, parts);
  return response.toString();
}

/** Words, and the end of this leg. */
export function wordsAndEnd(parts: readonly Part[]): string {
  const response = new VoiceResponse();
  speak(response, parts);
  response.hangup();
  return response.toString();
}

/** A pause, and the same question to us once more. */
export function waitAndAsk(next: string): string {
  const response = new VoiceResponse();
  response.pause({ length: 2 });
  response.redirect({ method: 'POST' }, address(next));
  return response.toString();
}

/** Nothing more to say: the leg is joined to the one that waits for it. */
export const joined = (): string => new VoiceResponse().toString();

/** The citizen's telephone rings, with the hotline's number shown. */
export function ringCitizen(phone: string, shown: string, done: string): string {
  const response = new VoiceResponse();
  response
    .dial({
      action: address(done),
      method: 'POST',
      timeout: 30,
      timeLimit: LONGEST_TALK,
      answerOnBridge: true,
      callerId: shown,
    })
    .number(phone);
  return response.toString();
}
