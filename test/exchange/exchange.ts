import { newSid, type Origin, post, signedByTwilio } from '../journeys/clients.ts';
import { readDocument, type Verb } from './document.ts';

/** Answers of the hotline to one webhook, and how long it took in milliseconds. */
interface Answer {
  readonly status: number;
  readonly body: string;
  readonly took: number;
}

/** Where a leg stands: what the exchange waits for. */
export type Waiting =
  | { readonly for: 'input'; readonly gather: Verb }
  | { readonly for: 'message'; readonly record: Verb }
  | { readonly for: 'answer'; readonly dial: Verb }
  | { readonly for: 'nothing' };

/** Most documents in a row without anybody's doing: more is a circle. */
const MOST_IN_A_ROW = 10;

const ACCOUNT = 'ACffffffffffffffffffffffffffffffff';
export const HOTLINE_NUMBER = '+842437334309';

/** One leg of a call: the documents it is told to follow, and what was heard. */
export interface Leg {
  readonly sid: string;
  /** What was said or played since the last input, and how often `Say` stood in which language. */
  readonly heard: () => string;
  readonly languages: () => readonly string[];
  readonly waiting: () => Waiting;
  readonly over: () => boolean;
  /** Whether it ended by a Hangup, and not for want of another verb. */
  readonly hungUp: () => boolean;
  /** Follows an address of the hotline's. */
  go(address: string, params?: Readonly<Record<string, string>>): Promise<void>;
  /** Goes on behind the verb that waited. */
  goOn(): Promise<void>;
  hear(): void;
  end(): void;
}

export interface Exchange {
  /** Every webhook that was posted, oldest first. */
  readonly posted: {
    readonly path: string;
    readonly params: Readonly<Record<string, string>>;
    readonly took: number;
    /** Bytes of the answer. */
    readonly size: number;
  }[];
  post(path: string, params: Readonly<Record<string, string>>): Promise<Answer>;
  leg(params: Readonly<Record<string, string>>): Leg;
}

/**
 * A telephone exchange written from Twilio's documentation: it posts the webhooks, follows the documents it is given,
 * and refuses what Twilio would refuse.
 */
export function exchange(origin: Origin): Exchange {
  const posted: Exchange['posted'] = [];
  const self: Exchange = {
    posted,
    async post(address, params) {
      // The fragment holds connection overrides for Twilio itself: neither sent nor signed.
      const [path = ''] = address.split('#');
      const begun = performance.now();
      const { status, body } = await post(origin, signedByTwilio(origin, path, { ...params }));
      const took = performance.now() - begun;
      posted.push({ path, params, took, size: Buffer.byteLength(body) });
      return { status, body, took };
    },
    leg: (params) => newLeg(self, origin, params),
  };
  return self;
}

function newLeg({ post: send }: Exchange, origin: Origin, params: Readonly<Record<string, string>>): Leg {
  const words: string[] = [];
  const languages: string[] = [];
  let waiting: Waiting = { for: 'nothing' };
  let rest: readonly Verb[] = [];
  let over = false;
  let hungUp = false;
  let base = origin.url;
  let status = 'ringing';

  const say = (verb: Verb) => {
    if (verb.name === 'Say') {
      words.push(verb.text);
      languages.push(verb.attributes.language ?? '');
    }
    if (verb.name === 'Play') words.push(`♪${verb.text}`);
  };

  async function follow(
    address: string,
    extra: Readonly<Record<string, string>>,
    row: number,
  ): Promise<void> {
    if (row > MOST_IN_A_ROW) throw new Error(`the call is sent in a circle: ${address}`);
    const target = new URL(address, base);
    const path = target.href.startsWith(origin.url) ? target.href.slice(origin.url.length) : target.href;
    const answer = await send(path, {
      AccountSid: ACCOUNT,
      ApiVersion: '2010-04-01',
      CallStatus: status,
      ...params,
      ...extra,
    });
    base = target.href;
    status = 'in-progress';
    if (answer.status >= 400)
      throw new Error(`${path} was answered ${answer.status}: the caller hears an application error`);
    if (over) return;
    await run(answer.status === 204 ? [] : readDocument(answer.body), row);
  }

  async function run(verbs: readonly Verb[], row: number): Promise<void> {
    for (const [index, verb] of verbs.entries()) {
      rest = verbs.slice(index + 1);
      switch (verb.name) {
        case 'Gather':
          verb.children.forEach(say);
          waiting = { for: 'input', gather: verb };
          return;
        case 'Record':
          waiting = { for: 'message', record: verb };
          return;
        case 'Dial':
          waiting = { for: 'answer', dial: verb };
          return;
        case 'Redirect':
          return follow(verb.text, {}, row + 1);
        case 'Hangup':
        case 'Reject':
          over = true;
          hungUp = true;
          waiting = { for: 'nothing' };
          return;
        default:
          say(verb);
      }
    }
    // A document without another word ends the leg; a whisper that ends is bridged by whoever dialled.
    waiting = { for: 'nothing' };
    over = true;
  }

  return {
    sid: params.CallSid ?? '',
    heard: () => words.join(' '),
    languages: () => languages,
    waiting: () => waiting,
    over: () => over,
    hungUp: () => hungUp,
    async go(address, extra = {}) {
      waiting = { for: 'nothing' };
      await follow(address, extra, 0);
    },
    goOn: () => run(rest, 0),
    hear() {
      words.length = 0;
      languages.length = 0;
    },
    end() {
      over = true;
      waiting = { for: 'nothing' };
    },
  };
}

/** What the form of every webhook of a leg says. */
export const legParams = (sid: string, from: string | null, to: string): Record<string, string> => ({
  CallSid: sid,
  Direction: 'inbound',
  ...(from === null ? {} : { From: from, Caller: from }),
  To: to,
  Called: to,
});

export { newSid };
