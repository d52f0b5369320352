import type * as z from 'zod/mini';
import { readFileRecord, writeFileRecord } from '../../adapters/dynamodb/files.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { log } from '../../adapters/log/log.ts';
import { type Bucket, readText } from '../../adapters/s3/files.ts';
import { attachmentOfJob, type jobEnded, transcriptFile } from '../../adapters/transcribe/jobs.ts';
import { requestOfAttachment, transcriptKey } from '../../domain/media/files.ts';
import { kept } from '../../domain/text/kept.ts';

/** Characters of a transcript that fit beside the rest of an item of 400 KB. */
const LONGEST = 60_000;

/** Writes what Amazon Transcribe heard, or that it could not, into the timeline, once. */
export async function transcribed(
  table: Table,
  bucket: Bucket,
  { detail }: z.infer<typeof jobEnded>,
): Promise<void> {
  const id = attachmentOfJob(detail.TranscriptionJobName);
  const requestId = id && requestOfAttachment(id);
  if (!id || !requestId) return;
  const record = await readFileRecord(table, requestId, id);
  if (record?.status !== 'stored' || record.transcript === 'ended') return;
  const done = detail.TranscriptionJobStatus === 'COMPLETED';
  const text = done ? await wordsOf(bucket, transcriptKey(requestId, id)) : '';
  await writeFileRecord(
    table,
    { requestId, id },
    record,
    { ...record, transcript: 'ended' },
    {
      outcome: done ? 'transcribed' : 'not-transcribed',
      file: { attachmentId: id, ...(done ? { transcript: text } : {}) },
    },
  );
  log('info', 'media.transcribed', { requestId, attachmentId: id, done });
}

async function wordsOf(bucket: Bucket, key: string): Promise<string> {
  const { results } = transcriptFile.parse(JSON.parse(await readText(bucket, key)));
  return kept(results.transcripts.map(({ transcript }) => transcript).join('\n')).slice(0, LONGEST);
}
