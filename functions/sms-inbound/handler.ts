import { setting } from '../../adapters/configuration.ts';
import { log } from '../../adapters/log/log.ts';
import { readSecret, smsInboundSecret } from '../../adapters/secrets/secrets.ts';
import { aggregatorContact } from '../../adapters/sms/inbound.ts';
import { isFromAggregator } from '../../adapters/sms/signature.ts';
import { takeIn } from '../intake/intake.ts';
import { putAside } from '../intake/put-aside.ts';
import { asItCame } from '../intake/signed.ts';
import { FORBIDDEN, rawBody, webhook } from '../intake/webhook.ts';

const secretId = setting('SMS_INBOUND_SECRET_ID');
readSecret(secretId, smsInboundSecret).catch(() => undefined);

export const handler = webhook(async (event) => {
  const bytes = rawBody(event);
  const { secrets } = await readSecret(secretId, smsInboundSecret);
  const signature = event.headers['x-signature'];
  if (!isFromAggregator({ secrets, timestamp: event.headers['x-timestamp'], rawBody: bytes, signature })) {
    log('warn', 'signature.refused', { channel: 'sms' });
    return FORBIDDEN;
  }
  const came = { channel: 'sms-inbound' as const, path: event.rawPath, turn: '' };
  const signed = asItCame(bytes, false);
  const contact = aggregatorContact(signed.body);
  if (contact === null || signed.damaged) {
    log('error', 'webhook.malformed', { channel: 'sms' });
    await putAside(came, signed);
  }
  if (contact === null)
    return {
      statusCode: 400,
      headers: { 'content-type': 'application/problem+json' },
      body: JSON.stringify({
        type: 'about:blank',
        title: 'Bad Request',
        status: 400,
        detail: 'id, from, to and text are required',
      }),
    };
  await takeIn(contact, { ...came, body: signed.body }, () => '');
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{"status":"received"}' };
});
