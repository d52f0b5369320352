import {
  domesticSms,
  newNumber,
  newSid,
  newZaloUser,
  type Origin,
  type Signed,
  signedByTwilio,
  sms,
  zaloText,
} from '../test/journeys/clients.ts';
import type { FloorPath } from './floor-assembly.ts';

/** One kind of webhook: `next` makes another one of a person who is in the middle of a talk, or of a new one. */
export interface Kind {
  readonly name: string;
  readonly floor: FloorPath;
  /** What a person sends before, so that the measured one finds an open talk. */
  begin(origin: Origin): { readonly before: readonly Signed[]; readonly measured: Signed };
}

const FIRST = 'toi muon hoi ve thua ke';
const NEXT = 'toi o Ha Noi, cong ty no luong 3 thang';

const voice = (origin: Origin, path: string, sid: string, from: string, more: Record<string, string>) =>
  signedByTwilio(origin, path, {
    AccountSid: 'ACffffffffffffffffffffffffffffffff',
    CallSid: sid,
    From: from,
    To: '+842471088888',
    CallStatus: 'in-progress',
    Direction: 'inbound',
    ...more,
  });

export const KINDS: readonly Kind[] = [
  {
    name: 'POST /twilio/sms, first message',
    floor: '/floor/twilio',
    begin: (origin) => ({ before: [], measured: sms(origin, newNumber(), NEXT) }),
  },
  {
    name: 'POST /twilio/sms, open talk',
    floor: '/floor/twilio',
    begin(origin) {
      const from = newNumber();
      return { before: [sms(origin, from, FIRST)], measured: sms(origin, from, NEXT) };
    },
  },
  {
    name: 'POST /sms/inbound, open talk',
    floor: '/floor/sms',
    begin() {
      const from = newNumber();
      return { before: [domesticSms(from, FIRST)], measured: domesticSms(from, NEXT) };
    },
  },
  {
    name: 'POST /zalo/webhook, open talk',
    floor: '/floor/zalo',
    begin() {
      const user = newZaloUser();
      return { before: [zaloText(user, FIRST)], measured: zaloText(user, NEXT) };
    },
  },
  {
    name: 'POST /twilio/voice, a call arrives',
    floor: '/floor/twilio',
    begin: (origin) => ({
      before: [],
      measured: voice(origin, '/twilio/voice', newSid('CA'), newNumber(), {}),
    }),
  },
  {
    name: 'POST /twilio/voice/answer, speech',
    floor: '/floor/twilio',
    begin(origin) {
      const [sid, from] = [newSid('CA'), newNumber()];
      return {
        before: [voice(origin, '/twilio/voice', sid, from, {})],
        measured: voice(origin, '/twilio/voice/answer?turn=1', sid, from, { SpeechResult: NEXT }),
      };
    },
  },
];

/** The floor's counterpart of a webhook: as large and signed alike. */
export function onFloor(origin: Origin, { floor }: Kind, { headers, body }: Signed): Signed {
  const id = { 'x-floor-id': newSid('FL') };
  if (floor !== '/floor/twilio') return { path: floor, headers: { ...headers, ...id }, body };
  const signed = signedByTwilio(origin, floor, Object.fromEntries(new URLSearchParams(body)));
  return { ...signed, headers: { ...signed.headers, ...id } };
}
