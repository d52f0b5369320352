import { field } from '../../adapters/http/form.ts';
import { log } from '../../adapters/log/log.ts';
import { providerWord } from '../../adapters/log/word.ts';
import { smsContact, smsReceipt } from '../../adapters/twilio/sms.ts';
import { fromTwilio } from '../intake/from-twilio.ts';
import { takeIn } from '../intake/intake.ts';
import { putAside } from '../intake/put-aside.ts';
import { FORBIDDEN, webhook, xml } from '../intake/webhook.ts';

/** The reply goes through the outbound gate, never in the webhook's answer. */
const EMPTY = xml('<?xml version="1.0" encoding="UTF-8"?><Response/>');

export const handler = webhook(async (event) => {
  const signed = await fromTwilio(event, 'sms');
  if (signed === null) return FORBIDDEN;
  const { form, body } = signed;
  const came = { channel: 'twilio-sms' as const, path: event.rawPath, turn: '' };
  if (event.rawPath.endsWith('/status')) {
    const receipt = smsReceipt(form);
    if (receipt === null)
      log('info', 'webhook.ignored', { channel: 'sms', status: providerWord(field(form, 'MessageStatus')) });
    else await takeIn(receipt, { ...came, body }, () => '');
    return { statusCode: 204 };
  }
  const contact = smsContact(form);
  if (contact === null || signed.damaged) {
    log('error', 'webhook.malformed', { channel: 'sms' });
    await putAside(came, signed);
  }
  if (contact !== null) await takeIn(contact, { ...came, body }, () => '');
  return EMPTY;
});
