import { enterKey, gatherParams, type Heard } from './gather.ts';
import {
  type Dial,
  type Gather,
  type Prompt,
  type RecordVerb,
  readTwiml,
  type Step,
  type XmlElement,
} from './twiml.ts';
import { type Caller, voiceParams } from './voice-params.ts';

/** What the phone shows; each line replaces the one before. */
export type CallMoment =
  | { at: 'connecting' }
  | { at: 'speaking'; prompt: Prompt; interruptible: Gather | undefined }
  | { at: 'listening'; gather: Gather; digits: string }
  | { at: 'recording'; record: RecordVerb }
  | { at: 'dialling'; dial: Dial }
  | { at: 'talking' }
  /** `joined`: nothing more is said to a dialled leg, and it is put through to the one that waits. */
  | { at: 'ended'; why: 'caller' | 'hotline' | 'joined' | 'failure'; detail?: string };

/** How the other end of a Dial was: Twilio's word for it, and whether the two could talk. */
export interface Dialled {
  status: 'completed' | 'no-answer' | 'canceled';
  bridged: boolean;
}

/** Where a leg begins and where its end is told. */
export interface LegAddresses {
  first: string;
  /** Undefined: nobody asked for it. */
  status: string | undefined;
}

/** The world a call happens in: a signed request, a voice, a clock and a screen. */
export interface CallWorld {
  /** Posts a webhook under the provider's signature. */
  post(path: string, params: Record<string, string>): Promise<{ status: number; body: string }>;
  /** Reads XML; undefined where it is none. */
  read(body: string): XmlElement | undefined;
  /** Speaks; settles when it is said or cut. */
  utter(prompt: Prompt, cut: AbortSignal): Promise<void>;
  /** Lets seconds of silence run and settles when they are over or cut. */
  silence(seconds: number, cut: AbortSignal): Promise<void>;
  show(moment: CallMoment): void;
  /** A provider's id: two letters and 32 hex digits. */
  sid(prefix: string): string;
  /** Milliseconds. */
  now(): number;
}

export interface Call {
  press(key: string): void;
  speak(text: string): void;
  stayQuiet(): void;
  skipPrompt(): void;
  /** The other end of a Dial has taken the call. */
  connect(): void;
  /** The other end of a Dial is over. */
  answer(dialled: Dialled): void;
  hangUp(): void;
  ended: Promise<void>;
}

type Act =
  | { act: 'key'; key: string }
  | { act: 'speech'; text: string }
  | { act: 'quiet' }
  | { act: 'answer'; dialled: Dialled }
  | { act: 'connect' }
  | { act: 'hangup' };

/** `afterwards`: what Twilio reports once the action has been asked. */
type Next = { post: string; params: Record<string, string>; afterwards?: () => void } | 'go on' | 'over';

const HOTLINE: LegAddresses = { first: '/twilio/voice', status: '/twilio/voice/status' };
// The account of the local run, unless the environment says otherwise; nobody fetches the recording.
const RECORDINGS = 'https://api.twilio.com/2010-04-01/Accounts/ACffffffffffffffffffffffffffffffff/Recordings';

/** Runs a call as Twilio does, document after document, until one side hangs up. */
export function startCall(caller: Caller, world: CallWorld, leg: LegAddresses = HOTLINE): Call {
  const startedAt = world.now();
  const life = new AbortController();
  let promptCut = new AbortController();
  let receive: (act: Act) => void = () => {};
  let location = leg.first;

  const secondsSince = (moment: number) => Math.max(1, Math.round((world.now() - moment) / 1000));
  const pathOf = (url: string | undefined) => {
    const target = new URL(url ?? location, new URL(location, 'http://hotline'));
    return target.pathname + target.search;
  };

  async function utter(prompt: Prompt, interruptible?: Gather): Promise<void> {
    promptCut = new AbortController();
    world.show({ at: 'speaking', prompt, interruptible });
    await world.utter(prompt, AbortSignal.any([life.signal, promptCut.signal]));
  }

  function gather(step: Gather): Promise<Next> {
    return new Promise((resolve) => {
      let digits = '';
      let touched = false;
      let settled = false;
      let silenceCut = new AbortController();

      const settle = (heard: Heard | 'hangup') => {
        if (settled) return;
        settled = true;
        receive = () => {};
        promptCut.abort();
        silenceCut.abort();
        if (heard === 'hangup') return resolve('over');
        const params = gatherParams(step, heard);
        resolve(params ? { post: pathOf(step.action), params } : 'go on');
      };

      receive = (act) => {
        if (act.act === 'hangup') return settle('hangup');
        if (act.act === 'quiet') return settle({ digits, finishedOnKey: '' });
        // The first kind of input wins: who has begun to key in is no longer listened to.
        if (act.act === 'speech' && step.speech && digits === '') return settle({ speech: act.text });
        if (act.act !== 'key' || !step.dtmf) return;
        touched = true;
        const keyed = enterKey(step, digits, act.key);
        digits = keyed.digits;
        if (keyed.finished) return settle(keyed);
        promptCut.abort();
        silenceCut.abort();
        world.show({ at: 'listening', gather: step, digits });
      };

      const wait = async () => {
        for (const prompt of step.prompts) {
          if (touched || settled) break;
          await utter(prompt, step);
        }
        while (!settled) {
          silenceCut = new AbortController();
          world.show({ at: 'listening', gather: step, digits });
          await world.silence(step.timeout, silenceCut.signal);
          if (!silenceCut.signal.aborted) settle({ digits, finishedOnKey: '' });
        }
      };
      void wait();
    });
  }

  function record(step: RecordVerb): Promise<Next> {
    return new Promise((resolve) => {
      const since = world.now();
      const full = new AbortController();
      const settle = (key: string | undefined, callStatus: string) => {
        receive = () => {};
        full.abort();
        if (key === undefined) return resolve('go on');
        const recording = {
          RecordingSid: world.sid('RE'),
          RecordingDuration: String(secondsSince(since)),
        };
        const RecordingUrl = `${RECORDINGS}/${recording.RecordingSid}`;
        const stored = { ...recording, RecordingUrl };
        const callback = () => {
          if (step.recordingStatusCallback === undefined) return;
          void world.post(pathOf(step.recordingStatusCallback), {
            CallSid: caller.callSid,
            ...stored,
            RecordingStatus: 'completed',
            RecordingChannels: '1',
            RecordingSource: 'RecordVerb',
          });
        };
        const params = { ...stored, Digits: key };
        if (callStatus === 'in-progress') {
          return resolve({ post: pathOf(step.action), params, afterwards: callback });
        }
        // Who hangs up while recording still has the action requested, and the recording reported.
        void world
          .post(pathOf(step.action), { ...voiceParams(caller, callStatus), ...params })
          .finally(callback);
        resolve('over');
      };
      receive = (act) => {
        if (act.act === 'hangup') settle('hangup', 'completed');
        if (act.act === 'quiet') settle(undefined, 'in-progress');
        if (act.act === 'key' && step.finishOnKey.includes(act.key)) settle(act.key, 'in-progress');
      };
      world.show({ at: 'recording', record: step });
      void world.silence(step.maxLength, full.signal).then(() => {
        if (!full.signal.aborted) settle('', 'in-progress');
      });
    });
  }

  function dial(step: Dial): Promise<Next> {
    return new Promise((resolve) => {
      const since = world.now();
      let connected = false;
      const settle = (next: Next) => {
        receive = () => {};
        resolve(next);
      };
      receive = (act) => {
        if (act.act === 'connect') {
          connected = true;
          world.show({ at: 'talking' });
        }
        if (act.act !== 'hangup' && act.act !== 'answer') return;
        const { status, bridged }: Dialled =
          act.act === 'answer'
            ? act.dialled
            : { status: connected ? 'completed' : 'canceled', bridged: connected };
        const params: Record<string, string> = {
          DialCallStatus: status,
          DialBridged: String(bridged),
          DialCallSid: world.sid('CA'),
          ...(bridged ? { DialCallDuration: String(secondsSince(since)) } : {}),
        };
        const post = step.action === undefined ? undefined : pathOf(step.action);
        if (act.act === 'hangup') {
          // Who hangs up meanwhile still has the action requested.
          if (post !== undefined) void world.post(post, { ...voiceParams(caller, 'completed'), ...params });
          return settle('over');
        }
        settle(post === undefined ? 'go on' : { post, params });
      };
      world.show({ at: 'dialling', dial: step });
    });
  }

  async function run(step: Step): Promise<Next> {
    switch (step.verb) {
      case 'say':
      case 'play':
      case 'pause':
        await utter(step);
        return life.signal.aborted ? 'over' : 'go on';
      case 'gather':
        return gather(step);
      case 'record':
        return record(step);
      case 'dial':
        return dial(step);
      case 'redirect':
        return { post: pathOf(step.url), params: {} };
      case 'hangup':
        return 'over';
      case 'unknown':
        return 'go on';
    }
  }

  async function converse(): Promise<CallMoment> {
    let next: Next = { post: pathOf(leg.first), params: {} };
    let hungUp = false;
    let callStatus = 'ringing';
    while (typeof next === 'object') {
      world.show({ at: 'connecting' });
      const target: string = next.post;
      const answer = await world.post(target, { ...voiceParams(caller, callStatus), ...next.params });
      next.afterwards?.();
      if (life.signal.aborted) break;
      callStatus = 'in-progress';
      location = target;
      const root = answer.status >= 200 && answer.status < 300 ? world.read(answer.body) : undefined;
      const steps = root && readTwiml(root);
      if (!steps) return { at: 'ended', why: 'failure', detail: `${answer.status} ${target}` };
      // A document that ends without another word hangs up.
      next = 'over';
      hungUp = false;
      for (const step of steps) {
        next = await run(step);
        hungUp = step.verb === 'hangup';
        if (next !== 'go on' || life.signal.aborted) break;
      }
      if (life.signal.aborted) break;
    }
    const joined = caller.direction === 'outbound-dial' && !hungUp;
    return { at: 'ended', why: life.signal.aborted ? 'caller' : joined ? 'joined' : 'hotline' };
  }

  const ended = converse().then(async (moment) => {
    receive = () => {};
    const callDuration = secondsSince(startedAt);
    world.show(moment);
    if (leg.status === undefined) return;
    await world.post(pathOf(leg.status), {
      ...voiceParams(caller, 'completed'),
      CallDuration: String(callDuration),
      // Billed minutes, as Twilio counts them.
      Duration: String(Math.ceil(callDuration / 60)),
      Timestamp: new Date(world.now()).toUTCString().replace('GMT', '+0000'),
      CallbackSource: 'call-progress-events',
      SequenceNumber: '0',
    });
  });

  return {
    press: (key) => receive({ act: 'key', key }),
    speak: (text) => receive({ act: 'speech', text }),
    stayQuiet: () => receive({ act: 'quiet' }),
    skipPrompt: () => promptCut.abort(),
    connect: () => receive({ act: 'connect' }),
    answer: (dialled) => receive({ act: 'answer', dialled }),
    hangUp: () => {
      life.abort();
      promptCut.abort();
      receive({ act: 'hangup' });
    },
    ended,
  };
}
