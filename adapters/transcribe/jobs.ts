import {
  ConflictException,
  type MediaFormat,
  StartTranscriptionJobCommand,
  TranscribeClient,
} from '@aws-sdk/client-transcribe';
import * as z from 'zod/mini';
import { transcriptKey } from '../../domain/media/files.ts';

/** Amazon Transcribe, writing what it hears beside the file. */
export interface Transcriber {
  readonly client: TranscribeClient;
  readonly bucket: string;
  readonly keyId: string;
}

export const openTranscriber = (bucket: string, keyId: string): Transcriber => ({
  client: new TranscribeClient({ maxAttempts: 2 }),
  bucket,
  keyId,
});

/** The formats it takes, by our types. Source: https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html */
const FORMATS: Readonly<Record<string, MediaFormat>> = {
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/mp4': 'mp4',
  'audio/ogg': 'ogg',
  'audio/amr': 'amr',
};

export const canBeTranscribed = (contentType: string): boolean => Object.hasOwn(FORMATS, contentType);

const PREFIX = 'hotline-';
export const jobName = (attachmentId: string): string => `${PREFIX}${attachmentId}`;
export const attachmentOfJob = (job: string): string | null =>
  job.startsWith(PREFIX) ? job.slice(PREFIX.length) : null;

/** Asks for the words of a recording in Vietnamese; asked twice it is done once. */
export async function startTranscript(
  { client, bucket, keyId }: Transcriber,
  file: {
    readonly requestId: string;
    readonly id: string;
    readonly key: string;
    readonly contentType: string;
  },
): Promise<void> {
  const format = FORMATS[file.contentType];
  if (format === undefined) return;
  try {
    await client.send(
      new StartTranscriptionJobCommand({
        TranscriptionJobName: jobName(file.id),
        LanguageCode: 'vi-VN',
        MediaFormat: format,
        Media: { MediaFileUri: `s3://${bucket}/${file.key}` },
        OutputBucketName: bucket,
        OutputKey: transcriptKey(file.requestId, file.id),
        OutputEncryptionKMSKeyId: keyId,
      }),
    );
  } catch (error) {
    if (!(error instanceof ConflictException)) throw error;
  }
}

/** The event that tells how a job ended. */
export const jobEnded = z.looseObject({
  source: z.literal('aws.transcribe'),
  detail: z.looseObject({
    TranscriptionJobName: z.string(),
    TranscriptionJobStatus: z.enum(['COMPLETED', 'FAILED']),
  }),
});

/** What a finished job has written. */
export const transcriptFile = z.looseObject({
  results: z.looseObject({ transcripts: z.array(z.looseObject({ transcript: z.string() })) }),
});
