import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Answer } from '../../domain/intake/answer.ts';
import type { Language } from '../../domain/request/request.ts';

/** Seconds of silence before a question counts as unanswered. */
const PATIENCE = 6;
/** Seconds of silence that end a spoken answer; a whole number, because a speech model is named. */
const SPEECH_PAUSE = 3;
/** Longest message a caller can leave, in seconds. */
const LONGEST_MESSAGE = 180;

/** Voices that Twilio offers for the language (types of twilio 6.2.0; no Polly voice is Vietnamese). */
const VOICES = {
  vi: { voice: 'Google.vi-VN-Neural2-A', language: 'vi-VN' },
  en: { voice: 'Google.en-US-Neural2-F', language: 'en-US' },
} as const satisfies Record<Language, object>;

/** A recogniser that knows Vietnamese and suits short answers. */
const SPEECH_MODEL = 'experimental_utterances';

/**
 * What a caller hears next, as TwiML. Speech is never required: every question also takes keys.
 * Source: https://www.twilio.com/docs/voice/twiml
 */
export function twiml(answer: Answer): string {
  const response = new VoiceResponse();
  const { voice, language } = VOICES[answer.language];
  const turn = answer.turn;
  if (answer.effects.includes('record-voicemail')) {
    for (const { text } of answer.says) response.say({ voice, language }, text);
    response.record({
      action: `/twilio/voice/voicemail?turn=${turn}`,
      method: 'POST',
      maxLength: LONGEST_MESSAGE,
      timeout: PATIENCE,
      finishOnKey: '#',
      playBeep: true,
      recordingStatusCallback: '/twilio/voice/recording',
      recordingStatusCallbackMethod: 'POST',
    });
    // Only reached when nothing was recorded.
    response.redirect({ method: 'POST' }, `/twilio/voice/voicemail?turn=${turn}`);
  } else if (answer.effects.includes('end-call')) {
    for (const { text } of answer.says) response.say({ voice, language }, text);
    response.hangup();
  } else if (answer.says.length > 0) {
    const gather = response.gather({
      input: ['dtmf', 'speech'],
      action: `/twilio/voice/answer?turn=${turn}`,
      method: 'POST',
      language,
      speechModel: SPEECH_MODEL,
      speechTimeout: String(SPEECH_PAUSE),
      timeout: PATIENCE,
      finishOnKey: '#',
      ...(answer.expect.keys === null ? {} : { numDigits: answer.expect.keys }),
      actionOnEmptyResult: true,
      profanityFilter: false,
    });
    for (const { text } of answer.says) gather.say({ voice, language }, text);
  }
  return response.toString();
}
