import { setting } from '../../adapters/configuration.ts';
import { log } from '../../adapters/log/log.ts';
import { providerWord } from '../../adapters/log/word.ts';
import { readSecret, zaloSecret } from '../../adapters/secrets/secrets.ts';
import { readZaloEvent, zaloIncoming } from '../../adapters/zalo/events.ts';
import { isFromZalo } from '../../adapters/zalo/signature.ts';
import { takeIn } from '../intake/intake.ts';
import { putAside } from '../intake/put-aside.ts';
import { asItCame } from '../intake/signed.ts';
import { FORBIDDEN, rawBody, webhook } from '../intake/webhook.ts';

const secretId = setting('ZALO_SECRET_ID');
readSecret(secretId, zaloSecret).catch(() => undefined);

/** Zalo wants 200 and nothing else, within two seconds, for every event. */
const RECEIVED = { statusCode: 200, body: '' };

export const handler = webhook(async (event) => {
  const bytes = rawBody(event);
  const { appId, oaId, secretKeys } = await readSecret(secretId, zaloSecret);
  if (!isFromZalo({ appId, secretKeys, rawBody: bytes, signature: event.headers['x-zevent-signature'] })) {
    log('warn', 'signature.refused', { channel: 'zalo' });
    return FORBIDDEN;
  }
  const retry = Number(event.headers.num_retry);
  if (retry > 0) log('warn', 'webhook.retried', { channel: 'zalo', retry });
  const signed = asItCame(bytes, false);
  const reading = readZaloEvent(signed.body, oaId);
  const incoming = zaloIncoming(reading);
  const came = { channel: 'zalo' as const, path: event.rawPath, turn: '' };
  if (reading.kind === 'malformed' || signed.damaged) {
    log('error', 'webhook.malformed', { channel: 'zalo' });
    await putAside(came, signed);
  }
  if (incoming !== null) {
    if ('account' in reading)
      log('warn', 'webhook.foreign', { channel: 'zalo', account: providerWord(reading.account ?? '') });
    await takeIn(incoming, { ...came, body: signed.body }, () => '');
  } else if (reading.kind === 'ignored') {
    const code = reading.known ? 'webhook.ignored' : 'webhook.unknown';
    log(reading.known ? 'info' : 'warn', code, { channel: 'zalo', event: providerWord(reading.event) });
  }
  return RECEIVED;
});
