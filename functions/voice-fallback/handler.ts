import { createHash } from 'node:crypto';
import hotlines from '../../data/hotlines.json' with { type: 'json' };
import words from '../../data/prompts/fallback.json' with { type: 'json' };
import { awsCall } from './aws-call.ts';
import { type Form, isSigned, parsed } from './signed.ts';

/** What of an HTTP event is read here. */
interface Called {
  readonly rawPath: string;
  readonly rawQueryString?: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** Milliseconds for the secret, and for putting the call aside: the caller waits in silence meanwhile. */
const PATIENCE = 1500;

const police = hotlines.numbers.find(({ use }) => use === 'police')?.number ?? '';
const say = (text: string): string =>
  `<Say voice="Google.vi-VN-Neural2-A" language="vi-VN">${text.replace('{police}', police)}</Say>`;
const document = (verbs: string) => ({
  statusCode: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body: `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`,
});

const MESSAGE = '/twilio/voice/fallback?message=1';
const ASKS = document(
  `${say(words.trouble)}<Record action="${MESSAGE}" method="POST" maxLength="180" timeout="6" finishOnKey="#" playBeep="true" recordingStatusCallback="/twilio/voice/recording" recordingStatusCallbackMethod="POST"/><Redirect method="POST">${MESSAGE}</Redirect>`,
);
const THANKS = document(`${say(words.thanks)}<Hangup/>`);
const ENDS = document(`${say(words.goodbye)}<Hangup/>`);

/**
 * Where Twilio turns when the hotline itself does not answer (the number's fallback address): says what to do and takes
 * a message. It shares no code with what has failed, and needs nothing but Node. The call is put into the spill queue,
 * from which it becomes a contact like any other; where even that fails, the recording's own callback brings it later.
 */
export const handler = async (event: Called) => {
  const body = event.isBase64Encoded
    ? Buffer.from(event.body ?? '', 'base64').toString('utf8')
    : (event.body ?? '');
  const form = parsed(body);
  const verdict = await signed(event, form);
  if (verdict === 'forged') return { statusCode: 403, body: '' };
  const left = one(form, 'RecordingUrl') !== '';
  const message = (event.rawQueryString ?? '').includes('message=1');
  const kept = message ? { path: '/twilio/voice/voicemail', turn: 'fallback' } : failedAt(form);
  if (verdict === 'genuine' && one(form, 'CallSid') !== '' && !(message && !left))
    await putAside(form, body, kept);
  return left ? THANKS : message ? ENDS : ASKS;
};

const one = (form: Form, name: string): string => form[name]?.[0] ?? '';

/** `doubtful` where the secret could not be read: then the caller is spoken to, and nothing is stored. */
async function signed(event: Called, form: Form): Promise<'genuine' | 'forged' | 'doubtful'> {
  const signature = Object.entries(event.headers).find(
    ([name]) => name.toLowerCase() === 'x-twilio-signature',
  )?.[1];
  if (!signature) return 'forged';
  const base = (process.env.PUBLIC_URL ?? '').replace(/\/+$/, '');
  const url = `${base}${event.rawPath}${event.rawQueryString ? `?${event.rawQueryString}` : ''}`;
  try {
    const secret = await awsCall(
      'secretsmanager',
      'secretsmanager.GetSecretValue',
      'application/x-amz-json-1.1',
      { SecretId: process.env.TWILIO_SECRET_ID },
      PATIENCE,
    );
    const tokens = tokensIn(secret);
    if (tokens.length === 0) return 'doubtful';
    return tokens.some((token) => isSigned(token, url, form, signature)) ? 'genuine' : 'forged';
  } catch {
    tell('fallback.doubtful');
    return 'doubtful';
  }
}

function tokensIn(answer: unknown): string[] {
  const text = member(answer, 'SecretString');
  const tokens = typeof text === 'string' ? member(JSON.parse(text), 'authTokens') : undefined;
  return Array.isArray(tokens) ? tokens.filter((token) => typeof token === 'string' && token !== '') : [];
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** A webhook of ours, as the replay reads it. */
interface Kept {
  readonly path: string;
  readonly turn: string;
}

/** The webhook that did not answer: with it came keys and words that stand nowhere else. */
function failedAt(form: Form): Kept {
  const named = one(form, 'ErrorUrl');
  const url = URL.canParse(named) ? new URL(named) : null;
  const path = /\/twilio\/voice\/(?:answer|voicemail|dialled)$/.exec(url?.pathname ?? '')?.[0];
  return path === undefined
    ? { path: '/twilio/voice', turn: '' }
    : { path, turn: url?.searchParams.get('turn') ?? '' };
}

/** The call's arrival, what was pressed, or its message, where the replay finds it; one call keeps its order. */
async function putAside(form: Form, body: string, kept: Kept): Promise<void> {
  const named = one(form, 'CallSid');
  // A queue takes no longer group than 128 signs, and not every sign.
  const call = /^[\w-]{1,64}$/.test(named) ? named : createHash('sha256').update(named).digest('hex');
  const webhook = {
    channel: 'twilio-voice',
    ...kept,
    body,
    receivedAt: new Date().toISOString(),
  };
  try {
    await awsCall(
      'sqs',
      'AmazonSQS.SendMessage',
      'application/x-amz-json-1.0',
      {
        QueueUrl: process.env.SPILL_QUEUE_URL,
        MessageBody: JSON.stringify(webhook),
        MessageGroupId: call,
        MessageDeduplicationId: createHash('sha256')
          .update(`${kept.path}\n${kept.turn}\n${body}`)
          .digest('hex'),
      },
      PATIENCE,
    );
    tell('fallback.kept');
  } catch {
    tell('fallback.lost');
  }
}

/** Codes and nothing else: no number and no word of a caller. */
const tell = (code: string): void => {
  process.stdout.write(`${JSON.stringify({ level: code === 'fallback.kept' ? 'warn' : 'error', code })}\n`);
};
