import { createHmac } from 'node:crypto';
import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { readSecret, smsInboundSecret, twilioSecret, zaloSecret } from '../../adapters/secrets/secrets.ts';
import { zaloMac } from '../../adapters/zalo/signature.ts';
import { syntheticCitizen } from '../../domain/contact/synthetic.ts';
import { NATIONAL } from '../../domain/routing/directory.ts';
import { arrived, end } from './arrived.ts';
import { type Place, placesOf } from './places.ts';

const publicUrl = setting('PUBLIC_URL').replace(/\/+$/, '');
const twilioSecretId = setting('TWILIO_SECRET_ID');
const zaloSecretId = setting('ZALO_SECRET_ID');
const aggregatorSecretId = setting('SMS_INBOUND_SECRET_ID');

/** Milliseconds within which each contact is to be with its centre, and between two looks. */
const WITHIN = 40_000;
const PAUSE = 500;
/** Milliseconds that one webhook may take. */
const PATIENCE = 10_000;

/** One journey through the public front: its webhooks in order; what they told last has to arrive. */
interface Journey {
  /** Resolves to the provider event's id. */
  send(): Promise<string>;
}

/**
 * A citizen of ours calls and writes by every way in as the providers would, and waits until each request is with its
 * centre; then the requests end.
 * @throws when one did not arrive within its time, so that the function's alarm rings
 */
export const handler = async (): Promise<void> => {
  const now = Date.now();
  const run = now.toString(36);
  const places = placesOf(directory, now, WRITTEN.length);
  const results = await Promise.all(
    [
      ...WRITTEN.map((channel, index) => ({ channel, place: places[index] ?? NOWHERE })),
      { channel: 'voice' as const, place: NOWHERE },
    ].map(async ({ channel, place }) => ({
      channel,
      done: await travel(channel, place.centre, JOURNEYS[channel](run, place)),
    })),
  );
  const lost = results.flatMap(({ channel, done }) => (done ? [] : [channel]));
  if (lost.length > 0) throw new Error(`did not arrive: ${lost.join(', ')}`);
};

async function travel(channel: string, centre: string, { send }: Journey): Promise<boolean> {
  const begun = Date.now();
  try {
    const eventId = await send();
    while (Date.now() - begun < WITHIN) {
      const requestId = await arrived(eventId);
      if (requestId !== null) {
        await end(requestId);
        log('info', 'synthetic.arrived', { channel, requestId, milliseconds: Date.now() - begun });
        return true;
      }
      await new Promise((resume) => setTimeout(resume, PAUSE));
    }
    log('error', 'synthetic.lost', { channel, centre });
  } catch (error) {
    log('error', 'synthetic.lost', { channel, centre, error: errorKind(error) });
  }
  return false;
}

/** The ways in that take words, and so lead to a centre of their own; a call without words is the national desk's. */
const WRITTEN = ['sms', 'sms-inbound', 'zalo'] as const;
const NOWHERE: Place = { centre: NATIONAL, words: '' };

const JOURNEYS: Readonly<Record<(typeof WRITTEN)[number] | 'voice', (run: string, place: Place) => Journey>> =
  {
    sms: (run, { centre, words }) => {
      const id = `SMsynthetic${run}`;
      return {
        async send() {
          await twilio('/twilio/sms', { MessageSid: id, From: syntheticCitizen(centre).sms, Body: words });
          return id;
        },
      };
    },
    'sms-inbound': (run, { centre, words }) => ({
      async send() {
        const id = `synthetic-${run}`;
        const at = new Date().toISOString();
        const { secrets } = await readSecret(aggregatorSecretId, smsInboundSecret);
        const body = JSON.stringify({
          id,
          from: syntheticCitizen(centre).aggregator,
          to: 'TGPL',
          text: words,
          receivedAt: at,
        });
        const mac = createHmac('sha256', secrets[0] ?? '')
          .update(`${at}.${body}`)
          .digest('hex');
        await post('/sms/inbound', body, {
          'content-type': 'application/json',
          'x-timestamp': at,
          'x-signature': `sha256=${mac}`,
        });
        return `sms:${id}`;
      },
    }),
    voice: (run, { centre }) => {
      const CallSid = `CAsynthetic${run}`;
      const call = { CallSid, From: syntheticCitizen(centre).voice };
      return {
        async send() {
          await twilio('/twilio/voice', { ...call, CallStatus: 'ringing' });
          await twilio('/twilio/voice/status', { ...call, CallStatus: 'completed' });
          return `${CallSid}:completed`;
        },
      };
    },
    zalo: (run, { centre, words }) =>
      zaloJourney(syntheticCitizen(centre).zalo, `synthetic-${run}`, String(Date.now()), words),
  };

function zaloJourney(user: string, msg_id: string, timestamp: string, text: string): Journey {
  return {
    async send() {
      const { appId, oaId, secretKeys } = await readSecret(zaloSecretId, zaloSecret);
      const body = JSON.stringify({
        app_id: appId,
        event_name: 'user_send_text',
        sender: { id: user },
        recipient: { id: oaId },
        message: { text, msg_id },
        timestamp,
      });
      const mac = zaloMac(appId, body, timestamp, secretKeys[0] ?? '').toString('hex');
      await post('/zalo/webhook', body, {
        'content-type': 'application/json',
        'x-zevent-signature': `mac=${mac}`,
      });
      return ['zalo', appId, 'user_send_text', user, msg_id, timestamp].join(':');
    },
  };
}

/** Signed as Twilio does: address, then names and values by name. */
async function twilio(path: string, form: Readonly<Record<string, string>>): Promise<void> {
  const { accountSid, authTokens, from } = await readSecret(twilioSecretId, twilioSecret);
  const params: Record<string, string> = { AccountSid: accountSid, To: from, ...form };
  const url = `${publicUrl}${path}`;
  const signed = Object.keys(params)
    .sort()
    .map((name) => `${name}${params[name]}`)
    .join('');
  await post(path, new URLSearchParams(params).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': createHmac('sha1', authTokens[0] ?? '')
      .update(url + signed)
      .digest('base64'),
  });
}

async function post(path: string, body: string, headers: Record<string, string>): Promise<void> {
  const response = await fetch(publicUrl + path, {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!response.ok) throw new Error(`answered ${response.status}`);
}
