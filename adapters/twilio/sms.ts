import type { Attachment, Contact } from '../../domain/contact/contact.ts';
import type { Receipt } from '../../domain/contact/happening.ts';
import { e164 } from '../../domain/contact/phone.ts';
import { FAULTS } from '../../domain/errors.ts';
import { kept } from '../../domain/text/kept.ts';
import { type Form, field } from '../http/form.ts';
import { TWILIO_CODES } from './messages.ts';
import { plainId } from './plain-id.ts';

/**
 * An incoming message of Twilio Messaging as a contact.
 * Source: https://www.twilio.com/docs/messaging/guides/webhook-request
 * A message whose sender is withheld is a contact of its own, which cannot be answered.
 * @returns null where the message has no id: nothing to answer for
 */
export function smsContact(form: Form): Contact | null {
  const id = plainId(field(form, 'MessageSid') || field(form, 'SmsSid'));
  if (id === '') return null;
  const from = field(form, 'From');
  const attachments = media(form);
  const text = kept(field(form, 'Body'));
  const optOut = OPT_OUT[field(form, 'OptOutType').toUpperCase()];
  return {
    providerEventId: id,
    channel: 'sms',
    address: from === '' ? `sms:${id}` : `tel:${e164(from) ?? from}`,
    conversation: 'sms',
    input: {
      kind: 'text',
      text,
      ...(attachments.length > 0 ? { attachments } : {}),
      ...(optOut ? { optOut } : {}),
    },
    sentAt: null,
  };
}

/** With Advanced Opt-Out Twilio reads the word itself, answers it, and wants no second answer. */
const OPT_OUT: Readonly<Record<string, 'stop' | 'start' | 'help'>> = {
  STOP: 'stop',
  START: 'start',
  HELP: 'help',
};

/** The statuses that are news; the others only say that a message is on its way. */
const STATUSES: Readonly<Record<string, Receipt['status']>> = {
  delivered: 'delivered',
  read: 'seen',
  undelivered: 'failed',
  failed: 'failed',
};

/**
 * A status callback of a message we sent as a receipt, null where it brings no news.
 * Source: https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
 */
export function smsReceipt(form: Form): Receipt | null {
  const id = plainId(field(form, 'MessageSid') || field(form, 'SmsSid'));
  const word = field(form, 'MessageStatus') || field(form, 'SmsStatus');
  const status = Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined;
  if (id === '' || status === undefined) return null;
  const fault = TWILIO_CODES[Number(field(form, 'ErrorCode'))] ?? FAULTS.recipientAway;
  const to = field(form, 'To');
  return {
    providerEventId: `${id}:${word}`,
    provider: 'twilio',
    channel: 'sms',
    address: `tel:${e164(to) ?? to}`,
    messageIds: [id],
    status,
    ...(status === 'failed' ? { reason: fault.code } : {}),
    sentAt: null,
  };
}

/** Twilio sends at most ten files with a message. */
const MOST_MEDIA = 10;

function media(form: Form): Attachment[] {
  const count = Math.min(Number(field(form, 'NumMedia')) || 0, MOST_MEDIA);
  return Array.from({ length: count }, (_, index): Attachment => {
    const type = field(form, `MediaContentType${index}`);
    const kind = /^(image|audio|video)\//.exec(type)?.[1];
    const url = field(form, `MediaUrl${index}`);
    return {
      kind: kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file',
      ...(url ? { url } : {}),
    };
  });
}
