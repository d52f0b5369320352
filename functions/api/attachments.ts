import { setting } from '../../adapters/configuration.ts';
import { changeRequest, readRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { json, notFound, problem } from '../../adapters/http/problem.ts';
import { type Bucket, linkTo, openBucket } from '../../adapters/s3/files.ts';
import { fileKey, fileKindOf, filesOf } from '../../domain/media/files.ts';
import { looked } from '../../domain/media/looked.ts';
import { MEDIA_TYPES, shownAs } from '../../domain/media/types.ts';
import { maySee, withinReach } from '../../domain/request/handling.ts';
import type { Call } from './call.ts';

const bucketName = setting('MEDIA_BUCKET');
let bucket: Bucket | undefined;

/** Seconds: enough to begin playing, too short to be passed on. */
const LINK_SECONDS = 120;

/**
 * A link to one file of a request; who opened what is written down before the link is given.
 * The link holds ids only: a file's own name may say whom it is about, and addresses end up in logs.
 */
export async function linkAttachment({ table, handler, path, now }: Call) {
  const id = path.id ?? '';
  const request = await readRequest(table, id);
  if (request === null || !maySee(handler, request)) return notFound();
  const file = filesOf(await readTimeline(table, id), now).get(path.attachmentId ?? '');
  if (file === undefined) return problem(404, 'There is no such file.');
  const { status, contentType = '' } = file.state;
  const type = MEDIA_TYPES[contentType];
  if (status !== 'stored' || type === undefined) return problem(409, 'The file is not there to be opened.');
  const at = new Date(now).toISOString();
  const how = type.family === 'audio' || type.family === 'video' ? 'listened' : 'viewed';
  const noted = await changeRequest(
    table,
    id,
    withinReach(handler, at, looked({ attachmentId: file.id }, how)),
    { closedBooks: true },
  );
  if (noted.kind !== 'changed') return notFound();
  bucket ??= openBucket(bucketName);
  const shown = shownAs(contentType);
  const url = await linkTo(bucket, fileKey(fileKindOf(file.attachment), id, file.id), {
    contentType: shown,
    seconds: LINK_SECONDS,
    ...(type.inline ? {} : { download: `${file.id}.${type.ending}` }),
  });
  const { name } = file.attachment;
  return json(200, {
    url,
    expiresAt: new Date(now + LINK_SECONDS * 1000).toISOString(),
    contentType: shown,
    ...(name === undefined ? {} : { name }),
  });
}
