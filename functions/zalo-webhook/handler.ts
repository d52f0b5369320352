import { setting } from '../../adapters/configuration.ts';
import { log } from '../../adapters/log/log.ts';
import { readSecret, zaloSecret } from '../../adapters/secrets/secrets.ts';
import { readZaloEvent } from '../../adapters/zalo/events.ts';
import { isFromZalo } from '../../adapters/zalo/signature.ts';
import { takeIn } from '../intake/intake.ts';
import { FORBIDDEN, rawBody, webhook } from '../intake/webhook.ts';

const secretId = setting('ZALO_SECRET_ID');
readSecret(secretId, zaloSecret).catch(() => undefined);

/** Zalo wants 200 and nothing else, within two seconds, for every event. */
const RECEIVED = { statusCode: 200, body: '' };

export const handler = webhook(async (event) => {
  const body = rawBody(event);
  const { appId, secretKeys } = await readSecret(secretId, zaloSecret);
  if (!isFromZalo({ appId, secretKeys, rawBody: body, signature: event.headers['x-zevent-signature'] })) {
    log('warn', 'signature.refused', { channel: 'zalo' });
    return FORBIDDEN;
  }
  const reading = readZaloEvent(body);
  if (reading.kind === 'contact') {
    await takeIn(reading.contact, { channel: 'zalo', path: event.rawPath, turn: '', body }, () => '');
  } else if (reading.kind === 'ignored') {
    log('info', 'webhook.ignored', { channel: 'zalo', event: reading.event.slice(0, 40) });
  } else {
    log('error', 'webhook.malformed', { channel: 'zalo' });
  }
  return RECEIVED;
});
