import { segments } from './segments.ts';

/** The form fields of Twilio's request for one inbound message; the simulator adds the account. */
export function smsParams(message: {
  messageSid: string;
  from: string;
  to: string;
  text: string;
}): Record<string, string> {
  return {
    MessageSid: message.messageSid,
    SmsSid: message.messageSid,
    SmsMessageSid: message.messageSid,
    From: message.from,
    To: message.to,
    Body: message.text,
    NumMedia: '0',
    NumSegments: String(segments(message.text).parts),
    SmsStatus: 'received',
    FromCity: '',
    FromState: '',
    FromZip: '',
    FromCountry: message.from.startsWith('+84') ? 'VN' : '',
    ToCity: '',
    ToState: '',
    ToZip: '',
    ToCountry: 'VN',
  };
}

/** What Twilio tells of a message that the hotline has sent. `code`: why it did not arrive. */
export function statusParams(message: {
  messageSid: string;
  from: string;
  to: string;
  status: 'delivered' | 'undelivered' | 'failed';
  code?: number;
}): Record<string, string> {
  return {
    MessageSid: message.messageSid,
    SmsSid: message.messageSid,
    From: message.from,
    To: message.to,
    MessageStatus: message.status,
    SmsStatus: message.status,
    ...(message.code === undefined ? {} : { ErrorCode: String(message.code) }),
  };
}
