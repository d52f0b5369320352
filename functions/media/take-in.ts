import { createHash } from 'node:crypto';
import {
  copyDeleted,
  type FileRecord,
  filePart,
  readFileRecord,
  writeFileRecord,
} from '../../adapters/dynamodb/files.ts';
import { readTimeline } from '../../adapters/dynamodb/requests.ts';
import { type Table, transact } from '../../adapters/dynamodb/table.ts';
import { log } from '../../adapters/log/log.ts';
import { type Fetched, fetchFile, type Limits, type Source } from '../../adapters/media/fetch-file.ts';
import { typeOf } from '../../adapters/media/type-of.ts';
import { type Bucket, putFile } from '../../adapters/s3/files.ts';
import type { Channel } from '../../domain/contact/contact.ts';
import { fileKey, fileKindOf, filesOf, type KnownFile } from '../../domain/media/files.ts';
import { MEDIA_TYPES } from '../../domain/media/types.ts';
import { verdict } from '../../domain/media/verdict.ts';
import type { FileNote } from '../../domain/request/request.ts';

/** Where a file lies at its provider. */
export interface Place {
  readonly url: URL;
  readonly source: Source;
  /** Takes the provider's copy away; resolves to whether it is gone. Left out where a provider keeps its own. */
  readonly remove?: () => Promise<boolean>;
}

export interface Means {
  readonly table: Table;
  readonly bucket: Bucket;
  readonly limits: Limits;
  /** Null for an address that is not fetched. */
  placeOf(channel: Channel | undefined, url: string): Promise<Place | null>;
  /** Whether the words of recordings are asked for, and how. */
  readonly transcripts: {
    takes(contentType: string): boolean;
    start(file: { requestId: string; id: string; key: string; contentType: string }): Promise<void>;
  } | null;
}

/**
 * Fetches the files of one timeline event, each once.
 * @param last nobody will try again: what cannot be fetched now is written down as lost
 * @returns how many are not done: they want another try, or a person
 */
export async function takeIn(
  means: Means,
  { requestId, sequence }: { readonly requestId: string; readonly sequence: number },
  last: boolean,
): Promise<number> {
  const files = filesOf(await readTimeline(means.table, requestId));
  let left = 0;
  for (const [own, file] of files) {
    // Told of twice: the first is fetched.
    if (file.event.sequence !== sequence || file.id !== own || file.attachment.url === undefined) continue;
    if (!(await takeInOne(means, requestId, file, file.attachment.url, last))) left += 1;
  }
  return left;
}

async function takeInOne(
  means: Means,
  requestId: string,
  { id, attachment, event }: KnownFile,
  url: string,
  last: boolean,
): Promise<boolean> {
  const { table } = means;
  const before = await readFileRecord(table, requestId, id);
  if (before?.status === 'refused') return true;
  const place = await means.placeOf(event.channel, url);
  const key = fileKey(fileKindOf(attachment), requestId, id);
  if (before?.status === 'stored') return settle(means, { requestId, id, key }, before, place);
  const ids = { requestId, id };
  const refuse = async (reason: string) => {
    log('warn', 'media.refused', { requestId, attachmentId: id, reason });
    return writeFileRecord(
      table,
      ids,
      before,
      { status: 'refused' },
      {
        outcome: 'refused',
        reason,
        file: { attachmentId: id },
      },
    );
  };
  if (place === null) return refuse('address-not-allowed');
  const fetched = await fetchFile(place.url, place.source, means.limits);
  if (fetched.kind === 'refused') return refuse(fetched.reason);
  if (fetched.kind === 'failed') return failed(means, ids, before, fetched, last);
  const { bytes, declared } = fetched;
  if (bytes.length === 0) return refuse('empty');
  const judged = verdict(attachment.kind, await typeOf(bytes), declared);
  if (!judged.keep) return refuse(judged.reason);

  const { contentType } = judged;
  const sha256 = createHash('sha256').update(bytes).digest();
  await putFile(means.bucket, key, bytes, contentType, sha256);
  const stored: FileRecord = {
    status: 'stored',
    contentType,
    ...(place.remove === undefined ? {} : { copyAtProvider: true }),
  };
  const note: FileNote = {
    attachmentId: id,
    contentType,
    bytes: bytes.length,
    sha256: sha256.toString('hex'),
    ...(MEDIA_TYPES[contentType]?.family === 'audio'
      ? { transcriptStatus: means.transcripts?.takes(contentType) ? 'pending' : 'none' }
      : {}),
  };
  const written = await writeFileRecord(table, ids, before, stored, {
    outcome: 'stored',
    file: note,
  });
  if (!written) return false;
  log('info', 'media.stored', { requestId, attachmentId: id, contentType, bytes: bytes.length });
  return settle(means, { requestId, id, key }, stored, place);
}

/** It may come with the next try; the last one says so in the timeline, and leaves the rest to the dead-letter queue. */
async function failed(
  { table }: Means,
  ids: { requestId: string; id: string },
  before: FileRecord | null,
  { cause }: Extract<Fetched, { kind: 'failed' }>,
  last: boolean,
): Promise<false> {
  const { requestId, id } = ids;
  log(last ? 'error' : 'warn', last ? 'media.lost' : 'media.failed', { requestId, attachmentId: id, cause });
  if (last && before === null)
    await writeFileRecord(
      table,
      ids,
      before,
      { status: 'lost' },
      {
        outcome: 'lost',
        reason: 'not-fetched',
        file: { attachmentId: id },
      },
    );
  return false;
}

/** What is still to be done for a file that is safe: its words asked for, the provider's copy deleted. */
async function settle(
  means: Means,
  { requestId, id, key }: { readonly requestId: string; readonly id: string; readonly key: string },
  record: FileRecord,
  place: Place | null,
): Promise<boolean> {
  let now = record;
  const keep = async (after: FileRecord) => {
    await transact(means.table, [filePart(means.table, requestId, id, now, after)]);
    now = after;
  };
  const contentType = record.contentType ?? '';
  if (means.transcripts?.takes(contentType) && record.transcript === undefined) {
    await means.transcripts.start({ requestId, id, key, contentType });
    await keep({ ...now, transcript: 'asked' });
  }
  if (!record.copyAtProvider || place?.remove === undefined) return true;
  if (!(await place.remove())) {
    log('warn', 'media.copy-kept', { requestId, attachmentId: id });
    return false;
  }
  await keep(copyDeleted(now));
  log('info', 'media.copy-deleted', { requestId, attachmentId: id });
  return true;
}
