import { randomUUID } from 'node:crypto';
import {
  domesticSms,
  newSid,
  type Origin,
  post,
  type Signed,
  signedByTwilio,
  sms,
  zaloText,
} from '../test/journeys/clients.ts';
import { readTwiml, type Told } from '../test/journeys/twiml.ts';
import type { Dice } from './dice.ts';
import { MARKED_NAME, MARKED_NUMBER, MARKED_USER, MARKED_WORD, type Model } from './model.ts';

/** How often a provider tries a webhook that was not answered with 2xx, and how long it waits in between. */
const TRIES = 8;
const WAITS = 400;
/** How often an event that was taken comes again all the same: 0 to 1. */
const DOUBLES = 0.08;

const PLACES = ['Ha Noi', 'Ca Mau', 'Da Nang', 'Sóc Trăng', 'Huế', 'Bến Cát', ''] as const;
const STORIES = [
  'bị công ty nợ lương',
  'chồng đánh, cứu tôi với',
  'hang xom lan dat',
  'con toi bi cong an bat',
  'hỏi thủ tục ly hôn',
] as const;

export interface Senders {
  /** Goes on until `enough`; each hand takes one person after another. */
  run(hands: number, enough: () => boolean): Promise<void>;
}

/** Citizens on all channels, through the providers' own webhooks with real signatures. */
export function sendersOf(origin: Origin, dice: Dice, model: Model): Senders {
  let people = 0;

  /** Posts as a provider does: again until it is answered, and sometimes once more. */
  async function deliver(
    webhook: Signed,
    id: string,
    address: string,
    keepsTrying = true,
  ): Promise<Told | null> {
    for (let attempt = 1; attempt <= (keepsTrying ? TRIES : 1); attempt += 1) {
      model.counts.webhooks += 1;
      if (attempt > 1) model.counts.again += 1;
      const answered = await post(origin, webhook).catch(() => null);
      if (answered !== null && answered.status >= 200 && answered.status < 300) {
        model.acknowledge(id, address);
        if (dice.next('double') < DOUBLES) {
          model.counts.doubles += 1;
          model.counts.webhooks += 1;
          await post(origin, webhook).catch(() => null);
        }
        return readTwiml(answered.status, answered.body);
      }
      await pause(WAITS * attempt);
    }
    model.counts.givenUp += 1;
    return null;
  }

  const words = (turn: number): string => {
    const place = dice.pick('place', PLACES);
    const story = dice.pick('story', STORIES);
    const name = dice.next('name') < 0.3 ? `, tên ${MARKED_NAME}` : '';
    return `${place === '' ? '' : `tôi ở ${place}, `}${story}${name} ${MARKED_WORD}${turn}`;
  };

  async function texts(write: (text: string) => Promise<unknown>): Promise<void> {
    const many = 1 + Math.floor(dice.next('texts') * 6);
    for (let turn = 1; turn <= many; turn += 1) {
      // Two at once race for the same person.
      if (dice.next('at once') < 0.3) await Promise.all([write(words(turn)), write(words(turn + 100))]);
      else await write(words(turn));
    }
  }

  async function callOf(phone: string): Promise<void> {
    const sid = newSid('CA');
    const always = {
      AccountSid: 'ACffffffffffffffffffffffffffffffff',
      ApiVersion: '2010-04-01',
      CallSid: sid,
      Direction: 'inbound',
      From: phone,
      To: '+842471088888',
    };
    const go = (path: string, id: string, params: Record<string, string>, keepsTrying = false) =>
      deliver(signedByTwilio(origin, path, { ...always, ...params }), `${sid}:${id}`, phone, keepsTrying);
    // A failed first webhook goes to the fallback of the number; here the exchange just tries again.
    let told = await go('/twilio/voice', '0', { CallStatus: 'ringing' }, true);
    for (let turns = 0; turns < 8 && told?.answerAt; turns += 1) {
      const turn = new URL(told.answerAt, origin.url).searchParams.get('turn') ?? '';
      const said: Record<string, string> =
        dice.next('keys') < 0.5
          ? { Digits: dice.pick('key', ['1', '2', '29', '43', '9']) }
          : { SpeechResult: words(turns), Confidence: '0.9' };
      if (dice.next('hangs up') < 0.15) break;
      const path = told.answerAt.startsWith('http')
        ? new URL(told.answerAt).pathname + new URL(told.answerAt).search
        : told.answerAt;
      told = await go(path, turn, { CallStatus: 'in-progress', ...said }, true);
    }
    await go('/twilio/voice/status', 'completed', { CallStatus: 'completed', CallDuration: '42' }, true);
  }

  async function onePerson(): Promise<void> {
    people += 1;
    const number = String(people).padStart(4, '0');
    const phone = `${MARKED_NUMBER}${number}`;
    const user = `${MARKED_USER}${number}`;
    switch (dice.pick('channel', ['twilio-sms', 'aggregator', 'zalo', 'voice'] as const)) {
      case 'twilio-sms':
        return texts((text) => {
          const sid = newSid('SM');
          return deliver(sms(origin, phone, text, sid), sid, phone);
        });
      case 'aggregator':
        return texts((text) => {
          const id = randomUUID();
          return deliver(domesticSms(phone, text, id), `sms:${id}`, phone);
        });
      case 'zalo':
        return texts((text) => {
          const [id, at] = [randomUUID(), String(Date.now())];
          const name = ['zalo', 'local-zalo-app', 'user_send_text', user, id, at].join(':');
          return deliver(zaloText(user, text, id, at), name, user);
        });
      case 'voice':
        return callOf(phone);
    }
  }

  return {
    async run(hands, enough) {
      await Promise.all(
        Array.from({ length: hands }, async () => {
          while (!enough()) await onePerson();
        }),
      );
    },
  };
}

const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds));
