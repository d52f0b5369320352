import { newSid, type Origin, post, signedByTwilio } from './clients.ts';
import { readTwiml, type Told } from './twiml.ts';

/** One telephone call, played by an exchange that follows every address it is given. */
export interface Call {
  readonly sid: string;
  arrive(): Promise<Told>;
  press(told: Told, keys: string): Promise<Told>;
  speak(told: Told, words: string): Promise<Told>;
  keepSilent(told: Told): Promise<Told>;
  leaveMessage(told: Told, seconds: number): Promise<Told>;
  recordingStored(seconds: number): Promise<number>;
  hangUp(status?: string): Promise<number>;
}

/** @param from number of the caller; `anonymous` where it is hidden */
export function call(origin: Origin, from: string, sid = newSid('CA')): Call {
  const recording = newSid('RE');
  const always = {
    AccountSid: 'ACffffffffffffffffffffffffffffffff',
    ApiVersion: '2010-04-01',
    CallSid: sid,
    Direction: 'inbound',
    From: from,
    Caller: from,
    To: '+842471088888',
    Called: '+842471088888',
  };
  const go = async (path: string, params: Record<string, string>) => {
    const { status, body } = await post(origin, signedByTwilio(origin, path, { ...always, ...params }));
    return readTwiml(status, body);
  };
  const at = (address: string | null): string => {
    if (address === null) throw new Error('the call was not told where to go on');
    return address;
  };
  const onGoing = { CallStatus: 'in-progress' };
  return {
    sid,
    arrive: () => go('/twilio/voice', { CallStatus: 'ringing', CallToken: 'x'.repeat(40) }),
    press: (told, keys) => go(at(told.answerAt), { ...onGoing, Digits: keys, msg: 'Gather End' }),
    speak: (told, words) => go(at(told.answerAt), { ...onGoing, SpeechResult: words, Confidence: '0.91' }),
    // With nothing said the exchange goes on with the next verb; a Gather here asks to be told of an empty result.
    keepSilent: (told) => go(at(told.answerAt ?? told.redirectTo), onGoing),
    leaveMessage: (told, seconds) =>
      go(at(told.recordAt), {
        ...onGoing,
        RecordingSid: recording,
        RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/AC/Recordings/${recording}`,
        RecordingDuration: String(seconds),
        Digits: 'hangup',
      }),
    recordingStored: async (seconds) =>
      (
        await go('/twilio/voice/recording', {
          RecordingSid: recording,
          RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/AC/Recordings/${recording}`,
          RecordingStatus: 'completed',
          RecordingDuration: String(seconds),
        })
      ).status,
    hangUp: async (status = 'completed') =>
      (
        await go('/twilio/voice/status', {
          CallStatus: status,
          CallDuration: '42',
          Timestamp: new Date().toUTCString(),
        })
      ).status,
  };
}
