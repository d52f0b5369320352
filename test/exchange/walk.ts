import type { Origin } from '../journeys/clients.ts';
import { type Caller, caller, type HandlersPhone } from './caller.ts';

/** Numbers in [0, 1), the same for the same seed (Park and Miller). */
export function seeded(seed: number): () => number {
  let state = (seed * 7919 + 17) % 2147483647 || 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** Codes that callers have heard: a later one keys them in. */
export type Codes = string[];

/** What became of one walk. */
export interface Walk {
  readonly seed: number;
  readonly sid: string;
  /** What was done, for the message of a failed test. */
  readonly acts: readonly string[];
  /** Every press that was posted, a repeated webhook counted once. */
  readonly keys: readonly string[];
  readonly spoken: readonly string[];
  /** Steps from the moment on at which nobody said anything more. */
  readonly silentSteps: number;
  /** Milliseconds of each webhook. */
  readonly took: readonly number[];
  /** Bytes of the largest document. */
  readonly largest: number;
}

/** Steps within which a silent call must have ended. */
export const MOST_SILENT_STEPS = 15;

const SPEECH = [
  'tôi bị chồng đánh, tôi ở Sóc Trăng',
  'hàng xóm lấn đất nhà tôi ở Hà Giang',
  'không',
  'có',
  'an toàn',
  'Nguyễn Thị Lan',
  'dạ a lô',
  'cho tôi gặp cán bộ',
  'công ty ở Bình Dương nợ lương',
  'bốn tám hai một',
  '💥 <Say>&amp;',
];
const KEYS = [
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '*',
  '#',
  '29',
  '43',
  '99',
  '12345678',
  '0912345678',
  '#1',
  '8',
];

/** Callers whom the exchange does not name by a number of their own; null: it says nothing. */
const NAMELESS = ['anonymous', '+266696687', 'Restricted', 'sip:ba@example.org', '1900', '+84', '', null];
/** Whom several call from, at once and one after another. */
const SHARED = ['+84988000001', '+84988000002'];

/** Statuses after which a call is over; they come once, several times or in any order. */
const STATUSES = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

const callerAtRandom = (random: () => number, pick: Pick, own: string): string | null => {
  const chance = random();
  if (chance < 0.1) return pick(NAMELESS);
  if (chance < 0.15) return pick(SHARED);
  return chance < 0.2 ? `+8424${own.slice(-8)}` : own;
};

/**
 * One call at random: numbers shown, hidden and malformed, keys, speech, both, silence, hang-ups, codes right and wrong,
 * repeated and late callbacks, the fallback at any turn, handlers who do or do not answer; then silence until the call ends.
 * @param own a number that nobody else calls from
 * @throws Error with seed and acts where the hotline answers what Twilio would refuse, or goes on for too long
 */
export async function walk(origin: Origin, seed: number, own: string, codes: Codes = []): Promise<Walk> {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const from = callerAtRandom(random, pick, own);
  const phone = caller(
    origin,
    from,
    random() < 0.05 ? { to: '+842471088888', forwardedFrom: '+8419001234' } : {},
  );
  const acts: string[] = [];
  let silentSteps = 0;
  try {
    if (random() < 0.03) {
      acts.push('a status before the call');
      await told(phone, pick(STATUSES));
    }
    if (random() < 0.02) {
      acts.push('the fallback');
      await phone.arrive('/twilio/voice/fallback', {
        ErrorCode: '11200',
        ErrorUrl: `${origin.url}/twilio/voice`,
      });
    } else await phone.arrive();
    const wanted = Math.floor(random() * 12);
    for (let act = 0; act < wanted && !phone.over(); act += 1) {
      await actAtRandom(phone, random, pick, acts, codes);
      remember(phone, codes);
    }
    acts.push('silence');
    for (; !phone.over(); silentSteps += 1) {
      if (silentSteps > MOST_SILENT_STEPS) throw new Error(`the call goes on after ${silentSteps} silences`);
      if (phone.ringing()) await phone.notAnswered();
      else await phone.keepSilent();
      remember(phone, codes);
    }
    await told(phone, 'completed');
    if (random() < 0.3) await told(phone, 'completed');
    for (let more = random() < 0.2 ? 3 : 0; more > 0; more -= 1) {
      const status = pick(STATUSES);
      acts.push(`${status} afterwards`);
      await told(phone, status);
    }
    if (random() < 0.2) await late(phone, random, pick, acts);
  } catch (error) {
    throw new Error(`walk ${seed} [${acts.join(', ')}]: ${error instanceof Error ? error.message : error}`);
  }
  const { posted } = phone.exchange;
  const presses = new Map<string, string>();
  const speeches = new Map<string, string>();
  for (const { path, params } of posted) {
    if (params.ParentCallSid !== undefined) continue;
    const pressed = params.Digits || params.FinishedOnKey;
    // The fallback names the address that did not answer: the press is the one that was meant for it.
    const at = params.ErrorUrl?.slice(origin.url.length) ?? path;
    if (pressed && !params.RecordingUrl) presses.set(`${at} ${pressed}`, pressed);
    if (params.SpeechResult) speeches.set(`${at} ${params.SpeechResult}`, params.SpeechResult);
  }
  return {
    seed,
    sid: phone.sid,
    acts,
    keys: [...presses.values()],
    spoken: [...speeches.values()],
    silentSteps,
    took: posted.map(({ took }) => took),
    largest: Math.max(...posted.map(({ size }) => size)),
  };
}

type Pick = <T>(list: readonly T[]) => T;

/** The code that was just told, for a later caller; not more than a few. */
function remember(phone: Caller, codes: Codes): void {
  const told = /(?:\d ){3}\d, (?:\d ){3}\d/.exec(phone.heard())?.[0].replace(/\D/g, '');
  if (told !== undefined && !codes.includes(told)) codes.push(told);
  if (codes.length > 20) codes.shift();
}

async function actAtRandom(
  phone: Caller,
  random: () => number,
  pick: Pick,
  acts: string[],
  codes: Codes,
): Promise<void> {
  const chance = random();
  const ringing = phone.ringing();
  if (chance < 0.04) {
    acts.push('hangs up');
    return phone.hangUp(pick(['completed', 'completed', 'failed', 'busy', 'no-answer', 'canceled']));
  }
  if (chance < 0.08) {
    acts.push('the same webhook again');
    return answered(phone.again());
  }
  if (chance < 0.1) {
    acts.push('the same webhook twice at once');
    await Promise.all([answered(phone.again()), answered(phone.again())]);
    return;
  }
  if (chance < 0.16) return late(phone, random, pick, acts);
  if (chance < 0.2) {
    // Also the last of all statuses, long before its time.
    const status = pick(['in-progress', 'ringing', 'initiated', ...STATUSES]);
    acts.push(`${status} on the way`);
    return told(phone, status);
  }
  if (ringing) return handlerActs(phone, ringing, pick, acts);
  if (phone.recording()) {
    acts.push('leaves a message');
    return random() < 0.5 ? phone.leaveMessage(5, random() < 0.5 ? '#' : 'hangup') : phone.keepSilent();
  }
  if (chance < 0.22) {
    const [keys, delivered] = [pick(['1', '2', '43']), random() < 0.5];
    acts.push(`keys ${keys}, and no answer${delivered ? ' to what was delivered' : ''}`);
    return phone.pressInVain(keys, delivered);
  }
  if (phone.keysWanted() === 8 && chance < 0.6) {
    const right = codes.length > 0 && random() < 0.5;
    const keys = right ? pick(codes) : pick(['12345678', '48217735', '1']);
    acts.push(right ? `the code ${keys}` : `a wrong code ${keys}`);
    return phone.press(keys);
  }
  if (chance < 0.7) {
    const keys = pick(KEYS);
    acts.push(`keys ${keys}`);
    return phone.press(keys);
  }
  if (chance < 0.73) {
    const [keys, words] = [pick(KEYS), pick(SPEECH)];
    acts.push(`keys ${keys} and ${words}`);
    return phone.press(keys, words);
  }
  if (chance < 0.85) {
    const words = pick(SPEECH);
    acts.push(`says ${words}`);
    return phone.say(words);
  }
  acts.push('silent');
  return phone.keepSilent();
}

/** What becomes of a handler's telephone that rings. */
async function handlerActs(phone: Caller, ringing: HandlersPhone, pick: Pick, acts: string[]): Promise<void> {
  const way = pick([
    'nobody',
    'engaged',
    'failed',
    'machine',
    'another key',
    'too late',
    'accepts',
    'accepts',
  ]);
  acts.push(`handler: ${way}`);
  if (way === 'nobody') return phone.notAnswered();
  if (way === 'engaged') return phone.notAnswered('busy');
  if (way === 'failed') return phone.notAnswered('failed');
  await ringing.pickUp();
  if (way === 'too late') {
    await phone.hangUp();
    await ringing.press('1');
    return;
  }
  if (way === 'machine') await ringing.keepSilent();
  else await ringing.press(way === 'accepts' ? '1' : '5');
  return phone.talked();
}

/** Callbacks that nobody hears are to be taken, too. */
async function answered(answer: Promise<{ status: number }>): Promise<void> {
  const { status } = await answer;
  if (status >= 400) throw new Error(`a repeated webhook was answered ${status}`);
}

async function told(phone: Caller, status: string): Promise<void> {
  const answer = await phone.status(status);
  if (answer >= 400) throw new Error(`the status ${status} was answered ${answer}`);
}

/** A webhook of a while ago once more; an answer with other keys than then. */
async function late(phone: Caller, random: () => number, pick: Pick, acts: string[]): Promise<void> {
  const { posted } = phone.exchange;
  const back = 1 + Math.floor(random() * posted.length);
  const before = posted.at(-back);
  if (before === undefined) return;
  if (!before.path.startsWith('/twilio/voice/answer')) {
    acts.push(`late ${before.path}`);
    return answered(phone.again(back));
  }
  const keys = pick(['1', '2', '7', '9', '43']);
  acts.push(`late ${keys} on ${before.path}`);
  const other = { Digits: keys, SpeechResult: '' };
  if (random() < 0.5) return answered(phone.again(back, other));
  await Promise.all([answered(phone.again(back, other)), answered(phone.again())]);
}
