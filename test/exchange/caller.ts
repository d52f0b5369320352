import type { Origin } from '../journeys/clients.ts';
import { type Exchange, exchange, HOTLINE_NUMBER, type Leg, legParams, newSid } from './exchange.ts';

/** A handler's telephone that rings because of a Dial. */
export interface HandlersPhone {
  readonly number: string;
  readonly callerId: string | undefined;
  /** Whether the call between the two will be recorded. */
  readonly recorded: boolean;
  /** Picks up; what the whisper says is then heard. */
  pickUp(): Promise<string>;
  /** A key during the whisper. */
  press(key: string): Promise<string>;
  /** Says and presses nothing, as an answering machine does. */
  keepSilent(): Promise<string>;
  /** Whether the two are connected. */
  connected(): boolean;
}

/** Somebody who calls the hotline. Every act leads on until the exchange waits for the next one. */
export interface Caller {
  readonly sid: string;
  readonly from: string;
  readonly exchange: Exchange;
  /** What was said since the last act. */
  heard(): string;
  languages(): readonly string[];
  /** Number of keys that are waited for; null where it is open. */
  keysWanted(): number | null;
  asksForInput(): boolean;
  recording(): boolean;
  ringing(): HandlersPhone | null;
  over(): boolean;
  /** @param words said meanwhile */
  press(keys: string, words?: string): Promise<void>;
  say(words: string): Promise<void>;
  /**
   * A key to which the hotline does not answer: the fallback is asked with the same words.
   * @param delivered whether the hotline was told all the same
   */
  pressInVain(keys: string, delivered: boolean): Promise<void>;
  keepSilent(): Promise<void>;
  leaveMessage(seconds?: number, endedBy?: string): Promise<void>;
  /** The other end of a Dial: nobody answers, engaged, not reachable. */
  notAnswered(status?: 'no-answer' | 'busy' | 'failed'): Promise<void>;
  /** The two have talked, and the handler hangs up. */
  talked(seconds?: number): Promise<void>;
  hangUp(status?: string): Promise<void>;
  /** Posts once more what was posted as the n-th webhook from the end. */
  again(back?: number, other?: Readonly<Record<string, string>>): Promise<{ status: number; body: string }>;
  status(status: string, extra?: Readonly<Record<string, string>>): Promise<number>;
}

export interface Dialling {
  /** E.164, `anonymous`, a SIP address; null: the exchange does not say. */
  readonly from?: string | null;
  readonly to?: string;
  readonly forwardedFrom?: string;
}

/** Dials the hotline and hears the first words. */
export async function dialled(origin: Origin, from: string | null, other: Dialling = {}): Promise<Caller> {
  const phone = caller(origin, from, other);
  await phone.arrive();
  return phone;
}

export function caller(
  origin: Origin,
  from: string | null,
  { to = HOTLINE_NUMBER, forwardedFrom }: Dialling = {},
): Caller & { arrive(at?: string, extra?: Readonly<Record<string, string>>): Promise<void> } {
  const line = exchange(origin);
  const sid = newSid('CA');
  const always = {
    ...legParams(sid, from, to),
    ...(forwardedFrom === undefined ? {} : { ForwardedFrom: forwardedFrom }),
  };
  const leg = line.leg(always);
  let handlersLeg: Leg | null = null;
  let connected = false;
  let serial = 0;

  const gather = () => {
    const waiting = leg.waiting();
    if (waiting.for !== 'input') throw new Error(`no input is waited for; heard: ${leg.heard()}`);
    return waiting.gather;
  };
  const dial = () => {
    const waiting = leg.waiting();
    return waiting.for === 'answer' ? waiting.dial : null;
  };

  async function answered(params: Readonly<Record<string, string>>): Promise<void> {
    const { action } = gather().attributes;
    leg.hear();
    await leg.go(action ?? '/twilio/voice', params);
  }

  async function dialEnded(params: Readonly<Record<string, string>>): Promise<void> {
    const verb = dial();
    if (verb === null) throw new Error('nobody is dialled');
    const legSid = handlersLeg?.sid ?? newSid('CA');
    handlersLeg = null;
    leg.hear();
    if (verb.attributes.action === undefined) return leg.goOn();
    await leg.go(verb.attributes.action, { DialCallSid: legSid, ...params });
  }

  const recordingParams = (seconds: number) => {
    const recording = newSid('RE');
    return {
      RecordingSid: recording,
      RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/AC/Recordings/${recording}`,
      RecordingDuration: String(seconds),
    };
  };

  return {
    sid,
    from: from ?? '',
    exchange: line,
    heard: leg.heard,
    languages: leg.languages,
    arrive: (at = '/twilio/voice', extra = {}) => leg.go(at, { CallToken: 'x'.repeat(40), ...extra }),
    asksForInput: () => leg.waiting().for === 'input',
    keysWanted: () => Number(gather().attributes.numDigits) || null,
    recording: () => leg.waiting().for === 'message',
    over: leg.over,
    press: (keys, words = '') => {
      const { finishOnKey = '#', numDigits } = gather().attributes;
      const finished = finishOnKey !== '' && keys.endsWith(finishOnKey);
      const typed = finished ? keys.slice(0, -1) : keys;
      return answered({
        Digits: numDigits === undefined ? typed : typed.slice(0, Number(numDigits)),
        FinishedOnKey: finished ? finishOnKey : '',
        msg: 'Gather End',
        ...(words === '' ? {} : { SpeechResult: words, Confidence: '0.42' }),
      });
    },
    async pressInVain(keys, delivered) {
      const failed = new URL(gather().attributes.action ?? '/twilio/voice', origin.url);
      failed.hash = '';
      const params = { Digits: keys, FinishedOnKey: '' };
      if (delivered) await line.post(`${failed.pathname}${failed.search}`, { ...always, ...params });
      leg.hear();
      await leg.go('/twilio/voice/fallback', { ...params, ErrorCode: '11205', ErrorUrl: failed.href });
    },
    say: (words) => answered({ SpeechResult: words, Confidence: '0.91', Language: 'vi-VN' }),
    async keepSilent() {
      const waiting = leg.waiting();
      if (waiting.for === 'message') {
        leg.hear();
        return leg.goOn();
      }
      const { actionOnEmptyResult } = gather().attributes;
      if (actionOnEmptyResult === 'true') return answered({ Digits: '', FinishedOnKey: '' });
      leg.hear();
      await leg.goOn();
    },
    async leaveMessage(seconds = 12, endedBy = '#') {
      const waiting = leg.waiting();
      if (waiting.for !== 'message') throw new Error(`nothing is recorded; heard: ${leg.heard()}`);
      const { action, recordingStatusCallback } = waiting.record.attributes;
      const recorded = recordingParams(seconds);
      leg.hear();
      if (endedBy === 'hangup') leg.end();
      await leg.go(action ?? '/twilio/voice', {
        ...recorded,
        Digits: endedBy,
        ...(endedBy === 'hangup' ? { CallStatus: 'completed' } : {}),
      });
      // Recording callbacks name the call, and no caller.
      if (recordingStatusCallback !== undefined) {
        await line.post(new URL(recordingStatusCallback, 'http://x').href.slice('http://x'.length), {
          AccountSid: 'ACffffffffffffffffffffffffffffffff',
          CallSid: sid,
          ...recorded,
          RecordingStatus: 'completed',
          RecordingChannels: '1',
          RecordingSource: 'RecordVerb',
        });
      }
      if (endedBy === 'hangup') await this.status('completed');
    },
    ringing() {
      const verb = dial();
      const [number] = verb?.children ?? [];
      if (!verb || !number) return null;
      const whisper = number.attributes.url;
      return {
        number: number.text,
        callerId: verb.attributes.callerId,
        recorded: verb.attributes.record !== undefined && verb.attributes.record !== 'do-not-record',
        connected: () => connected,
        async pickUp() {
          connected = false;
          handlersLeg = line.leg({
            CallSid: newSid('CA'),
            ParentCallSid: sid,
            Direction: 'outbound-dial',
            From: verb.attributes.callerId ?? '',
            To: number.text,
          });
          if (whisper === undefined) connected = true;
          else await handlersLeg.go(whisper);
          return handlersLeg.heard();
        },
        async press(key) {
          const waiting = handlersLeg?.waiting();
          if (!handlersLeg || waiting?.for !== 'input') throw new Error('the whisper asks for no key');
          handlersLeg.hear();
          const before = line.posted.length;
          await handlersLeg.go(waiting.gather.attributes.action ?? whisper ?? '', { Digits: key });
          // What ends without a Hangup is bridged.
          connected = before < line.posted.length && !handlersLeg.hungUp();
          return handlersLeg.heard();
        },
        async keepSilent() {
          const waiting = handlersLeg?.waiting();
          if (!handlersLeg || waiting?.for !== 'input') throw new Error('the whisper asks for no key');
          handlersLeg.hear();
          if (waiting.gather.attributes.actionOnEmptyResult === 'true')
            await handlersLeg.go(waiting.gather.attributes.action ?? whisper ?? '', { Digits: '' });
          else await handlersLeg.goOn();
          connected = !handlersLeg.hungUp();
          return handlersLeg.heard();
        },
      };
    },
    notAnswered: (status = 'no-answer') => dialEnded({ DialCallStatus: status, DialBridged: 'false' }),
    talked: (seconds = 60) =>
      dialEnded({
        DialCallStatus: 'completed',
        DialCallDuration: String(seconds),
        DialBridged: String(connected),
      }),
    async hangUp(status = 'completed') {
      const pending = leg.waiting();
      leg.end();
      // A dial that the caller leaves still has its action asked.
      if (pending.for === 'answer' && pending.dial.attributes.action !== undefined)
        await leg.go(pending.dial.attributes.action, {
          CallStatus: 'completed',
          DialCallStatus: connected ? 'completed' : 'canceled',
          DialBridged: String(connected),
        });
      await this.status(status);
    },
    async status(status, extra = {}) {
      serial += 1;
      const answer = await line.post('/twilio/voice/status', {
        AccountSid: 'ACffffffffffffffffffffffffffffffff',
        ...always,
        CallStatus: status,
        CallDuration: '42',
        Timestamp: new Date().toUTCString().replace('GMT', '+0000'),
        CallbackSource: 'call-progress-events',
        SequenceNumber: String(serial),
        ...extra,
      });
      return answer.status;
    },
    async again(back = 1, other = {}) {
      const before = line.posted.at(-back);
      if (!before) throw new Error('nothing was posted yet');
      return line.post(before.path, { ...before.params, ...other });
    },
  };
}
