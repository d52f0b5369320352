import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { FILE_KINDS, fileKey } from '../../domain/media/files.ts';

/** The bucket of citizens' files: a client and its name. */
export interface Bucket {
  readonly client: S3Client;
  readonly name: string;
}

export const openBucket = (name: string): Bucket => ({
  client: new S3Client({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 20_000, throwOnRequestTimeout: true },
  }),
  name,
});

/**
 * Keeps a file. The bucket encrypts it with the customer key; S3 refuses bytes that do not hash to `sha256`.
 * @param sha256 of the bytes
 */
export const putFile = (bucket: Bucket, key: string, bytes: Buffer, contentType: string, sha256: Buffer) =>
  bucket.client.send(
    new PutObjectCommand({
      Bucket: bucket.name,
      Key: key,
      Body: bytes,
      ContentType: contentType,
      ChecksumSHA256: sha256.toString('base64'),
    }),
  );

/** The text of a small file. */
export async function readText(bucket: Bucket, key: string): Promise<string> {
  const { Body } = await bucket.client.send(new GetObjectCommand({ Bucket: bucket.name, Key: key }));
  return (await Body?.transformToString('utf8')) ?? '';
}

export interface Link {
  readonly contentType: string;
  /** A name to be saved under; left out, a browser may show the file. */
  readonly download?: string;
  readonly seconds: number;
}

/** An address that opens one file for a short time; the type and what a browser does with it are part of the signature. */
export const linkTo = (bucket: Bucket, key: string, { contentType, download, seconds }: Link) =>
  getSignedUrl(
    bucket.client,
    new GetObjectCommand({
      Bucket: bucket.name,
      Key: key,
      ResponseContentType: contentType,
      ResponseContentDisposition: download === undefined ? 'inline' : `attachment; filename="${download}"`,
      ResponseCacheControl: 'private, no-store',
    }),
    { expiresIn: seconds },
  );

/** Files deleted at once. */
const AT_ONCE = 10;

/** How far files were taken away: how many, and whether none is left. */
export interface Deleted {
  readonly files: number;
  readonly done: boolean;
}

/**
 * Takes away every file and transcript of a request; the timeline's words on them stay for whoever erases to mend.
 * @param until milliseconds since 1970: after it nothing more is begun
 * @throws when one could not be deleted; again is safe
 */
export async function deleteMediaOf(bucket: Bucket, requestId: string, until: number): Promise<Deleted> {
  const deleted = await Promise.all(
    FILE_KINDS.map((kind) => deleteUnder(bucket, fileKey(kind, requestId, ''), until)),
  );
  return {
    files: deleted.reduce((sum, { files }) => sum + files, 0),
    done: deleted.every(({ done }) => done),
  };
}

async function deleteUnder(bucket: Bucket, prefix: string, until: number): Promise<Deleted> {
  let files = 0;
  let next: string | undefined;
  do {
    const page = await bucket.client.send(
      new ListObjectsV2Command({
        Bucket: bucket.name,
        Prefix: prefix,
        ...(next === undefined ? {} : { ContinuationToken: next }),
      }),
    );
    const keys = (page.Contents ?? []).map(({ Key }) => Key);
    for (let start = 0; start < keys.length; start += AT_ONCE) {
      if (start > 0 && Date.now() > until) return { files, done: false };
      const group = keys.slice(start, start + AT_ONCE);
      await Promise.all(
        group.map((Key) => bucket.client.send(new DeleteObjectCommand({ Bucket: bucket.name, Key }))),
      );
      files += group.length;
    }
    next = page.NextContinuationToken;
  } while (next !== undefined);
  return { files, done: true };
}
