import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { setting } from '../../adapters/configuration.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { deleteAtTwilio, twilioFile, twilioFiles, zaloFiles } from '../../adapters/media/sources.ts';
import { openBucket } from '../../adapters/s3/files.ts';
import { readSecret, twilioSecret } from '../../adapters/secrets/secrets.ts';
import {
  canBeTranscribed,
  jobEnded,
  openTranscriber,
  startTranscript,
} from '../../adapters/transcribe/jobs.ts';
import type { Channel } from '../../domain/contact/contact.ts';
import { attachmentReceived, envelope } from '../../events/registry.ts';
import { type Means, type Place, takeIn } from './take-in.ts';
import { transcribed } from './transcribed.ts';

const table = openTable(setting('TABLE_NAME'));
const bucket = openBucket(setting('MEDIA_BUCKET'));
const twilioApi = setting('TWILIO_API_URL');
const twilioSecretId = setting('TWILIO_SECRET_ID');
/** Only where the deployment asks for transcripts. */
const transcriptKeyId = process.env.TRANSCRIPT_KEY_ID;

/** Forty megabytes are a few minutes of a telephone's video; a run has a minute for fetching and storing. */
const LIMITS = { bytes: 40 * 1024 * 1024, milliseconds: 35_000 };

/** After so many receipts the queue gives a message to the dead letters (lib/queue-with-dead-letter.ts). */
const LAST_RECEIPT = 5;

const transcriber =
  transcriptKeyId === undefined ? null : openTranscriber(setting('MEDIA_BUCKET'), transcriptKeyId);

const means: Means = {
  table,
  bucket,
  limits: LIMITS,
  placeOf,
  transcripts: transcriber && {
    takes: canBeTranscribed,
    start: (file) => startTranscript(transcriber, file),
  },
};

async function placeOf(channel: Channel | undefined, url: string): Promise<Place | null> {
  if (channel === 'zalo') return URL.canParse(url) ? { url: new URL(url), source: zaloFiles } : null;
  if (channel === undefined) return null;
  const { accountSid, authTokens } = await readSecret(twilioSecretId, twilioSecret);
  const account = { apiUrl: twilioApi, accountSid, authToken: authTokens[0] ?? '' };
  const file = twilioFile(url, account);
  if (file === null) return null;
  return { url: file, source: twilioFiles(account), remove: () => deleteAtTwilio(file, account) };
}

const told = z.union([jobEnded, envelope(attachmentReceived)]);

/** Brings citizens' files from their providers into the bucket; what is not done comes again, at last as a dead letter. */
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const failed: string[] = [];
  for (const record of Records) {
    try {
      if ((await one(record)) > 0) failed.push(record.messageId);
    } catch (error) {
      log('error', 'media.failed', { messageId: record.messageId, error: errorKind(error) });
      failed.push(record.messageId);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};

async function one({ body, attributes }: SQSRecord): Promise<number> {
  const event = told.parse(JSON.parse(body));
  if (event.source === 'aws.transcribe') {
    await transcribed(table, bucket, event);
    return 0;
  }
  return takeIn(means, event.detail, Number(attributes.ApproximateReceiveCount) >= LAST_RECEIPT);
}
