import type { Attachment, Contact } from '../../domain/contact/contact.ts';
import { e164 } from '../../domain/contact/phone.ts';
import { type Form, field } from '../http/form.ts';

/**
 * An incoming message of Twilio Messaging as a contact.
 * Source: https://www.twilio.com/docs/messaging/guides/webhook-request
 * @returns null where the message has no id: nothing to answer for
 */
export function smsContact(form: Form): Contact | null {
  const id = field(form, 'MessageSid') || field(form, 'SmsSid');
  const from = field(form, 'From');
  if (id === '' || from === '') return null;
  const attachments = media(form);
  const text = field(form, 'Body').normalize('NFC');
  return {
    providerEventId: id,
    channel: 'sms',
    address: `tel:${e164(from) ?? from}`,
    conversation: 'sms',
    input: { kind: 'text', text, ...(attachments.length > 0 ? { attachments } : {}) },
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
