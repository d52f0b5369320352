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
