import { randomUUID } from 'node:crypto';
import prompts from '../data/prompts/vi.json' with { type: 'json' };
import { outbox } from '../test/journeys/backstage.ts';
import {
  domesticSms,
  newSid,
  type Origin,
  post,
  type Signed,
  signedByTwilio,
  signedByZalo,
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

/** How often a message is a picture: 0 to 1. */
const PICTURES = 0.12;
const TWILIO = 'https://api.twilio.com/2010-04-01/Accounts/ACffffffffffffffffffffffffffffffff';

/** The words a caller hears when neither the table nor the queue took the call (domain/intake/answer.ts). */
const UNSAVED = prompts['trouble.unsaved'].voice.split('{')[0]?.trim() ?? '';
const isUnsaved = ({ says }: Told): boolean => says.join(' ').startsWith(UNSAVED);

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
  async function deliver(webhook: Signed, id: string, address: string, file?: string): Promise<Told | null> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      model.counts.webhooks += 1;
      if (attempt > 1) model.counts.again += 1;
      const answered = await post(origin, webhook).catch(() => null);
      if (answered !== null && answered.status >= 200 && answered.status < 300) {
        const told = readTwiml(answered.status, answered.body);
        // Whoever is told so to their ear was promised nothing.
        if (isUnsaved(told)) {
          model.counts.unsaved += 1;
          return told;
        }
        model.acknowledge(id, address, file);
        if (dice.next('double') < DOUBLES) {
          model.counts.doubles += 1;
          model.counts.webhooks += 1;
          await post(origin, webhook).catch(() => null);
        }
        return told;
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
    const go = (path: string, id: string, params: Record<string, string>, file?: string) =>
      deliver(signedByTwilio(origin, path, { ...always, ...params }), `${sid}:${id}`, phone, file);
    // A failed first webhook goes to the fallback of the number; here the exchange just tries again.
    let told = await go('/twilio/voice', '0', { CallStatus: 'ringing' });
    for (let turns = 0; turns < 8 && told !== null; turns += 1) {
      if (dice.next('hangs up') < 0.15) break;
      const next = told.answerAt ?? told.recordAt;
      if (next === null) break;
      const { pathname, search, searchParams } = new URL(next, origin.url);
      const turn = searchParams.get('turn') ?? '';
      if (told.answerAt === null) {
        told = await leaveMessage(pathname + search, turn);
        continue;
      }
      const said: Record<string, string> =
        dice.next('keys') < 0.5
          ? { Digits: dice.pick('key', ['1', '2', '29', '43', '9']) }
          : { SpeechResult: words(turns), Confidence: '0.9' };
      told = await go(pathname + search, turn, { CallStatus: 'in-progress', ...said });
    }
    await go('/twilio/voice/status', 'completed', { CallStatus: 'completed', CallDuration: '42' });

    /** The turn brings the recording, and so does the recording's own callback, which names no caller. */
    async function leaveMessage(path: string, turn: string): Promise<Told | null> {
      const recordingSid = newSid('RE');
      const url = `${TWILIO}/Recordings/${recordingSid}`;
      const recording = { RecordingUrl: url, RecordingSid: recordingSid, RecordingDuration: '2' };
      // A message that is left where nothing could be kept comes under the turn of the call's arrival.
      const aside = model.acknowledged.has(`${sid}:${turn}`);
      const answered = await go(
        path,
        aside ? `${turn}:aside` : turn,
        { CallStatus: 'in-progress', ...recording },
        url,
      );
      const { From: _, To: __, Direction: ___, ...callback } = always;
      const finished = { ...callback, ...recording, RecordingStatus: 'completed' };
      await post(origin, signedByTwilio(origin, '/twilio/voice/recording', finished)).catch(() => null);
      return answered;
    }
  }

  /** Each of a person's own messages in its own way: mostly words, now and then a picture or a place. */
  function smsOf(phone: string, text: string): Promise<Told | null> {
    const sid = newSid('SM');
    if (dice.next('sms picture') >= PICTURES) return deliver(sms(origin, phone, text, sid), sid, phone);
    const url = `${TWILIO}/Messages/${sid}/Media/${newSid('ME')}`;
    const picture = { NumMedia: '1', MediaUrl0: url, MediaContentType0: 'image/png' };
    const params = { MessageSid: sid, From: phone, To: '+842471088888', Body: text, ...picture };
    return deliver(signedByTwilio(origin, '/twilio/sms', params), sid, phone, url);
  }

  function zaloOf(user: string, text: string): Promise<Told | null> {
    const [id, at, kind] = [randomUUID(), String(Date.now()), dice.next('zalo kind')];
    const name = (event: string) => ['zalo', 'local-zalo-app', event, user, id, at].join(':');
    const event = (event_name: string, attachment: object) =>
      signedByZalo(
        { event_name, sender: { id: user }, message: { msg_id: id, attachments: [attachment] } },
        at,
      );
    if (kind < PICTURES) {
      const url = `https://photo-stal-12.zdn.vn/${id}.jpg`;
      const picture = { type: 'image', payload: { thumbnail: url, url } };
      return deliver(event('user_send_image', picture), name('user_send_image'), user, url);
    }
    if (kind < 2 * PICTURES) {
      const payload = { coordinates: { latitude: '21.02', longitude: '105.83' } };
      const place = { type: 'location', payload };
      return deliver(event('user_send_location', place), name('user_send_location'), user);
    }
    return deliver(zaloText(user, text, id, at), name('user_send_text'), user);
  }

  async function onePerson(): Promise<void> {
    people += 1;
    const number = String(people).padStart(4, '0');
    const phone = `${MARKED_NUMBER}${number}`;
    const user = `${MARKED_USER}${number}`;
    switch (dice.pick('channel', ['twilio-sms', 'aggregator', 'zalo', 'voice'] as const)) {
      case 'twilio-sms':
        return texts((text) => smsOf(phone, text));
      case 'aggregator':
        return texts((text) => {
          const id = randomUUID();
          return deliver(domesticSms(phone, text, id), `sms:${id}`, phone);
        });
      case 'zalo':
        return texts((text) => zaloOf(user, text));
      case 'voice':
        return callOf(phone);
    }
  }

  /** Tells what became of each SMS of ours, in order or not, now and then twice. */
  async function receipts(enough: () => boolean): Promise<void> {
    const told = new Set<string>();
    while (!enough()) {
      await pause(2000);
      const sent = await outbox(origin).catch(() => []);
      for (const { id, provider, channel } of sent) {
        if (provider !== 'twilio' || channel !== 'sms' || typeof id !== 'string' || told.has(id)) continue;
        told.add(id);
        const statuses = dice.pick('receipts', [
          ['sent', 'delivered'],
          ['delivered', 'sent'],
          ['undelivered'],
          [],
        ]);
        for (const MessageStatus of statuses) {
          model.counts.receipts += 1;
          const params = { MessageSid: id, MessageStatus };
          await post(origin, signedByTwilio(origin, '/twilio/sms/status', params)).catch(() => null);
        }
      }
    }
  }

  return {
    async run(hands, enough) {
      await Promise.all([
        receipts(enough),
        ...Array.from({ length: hands }, async () => {
          while (!enough()) await onePerson();
        }),
      ]);
    },
  };
}

const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds));
