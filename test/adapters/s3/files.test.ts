import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { type Bucket, deleteMediaOf, linkTo, putFile, readText } from '../../../adapters/s3/files.ts';
import { fileKey, transcriptKey } from '../../../domain/media/files.ts';
import { clientSettings, smallSystem } from '../../local/small-system.ts';

const functions = { work: { source: 'export const handler = async () => ({});' } };
const NAME = 'citizens-files';
const resources = { Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: NAME } } };
const may = (...actions: string[]) => ({
  Effect: 'Allow',
  Action: actions.map((action) => `s3:${action}`),
  Resource: `arn:aws:s3:::${NAME}/*`,
});

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
const WORDS = Buffer.from('lời kể của người dân');

it('a link opens one file as it says, and no other, not changed, not later', async () => {
  const system = await smallSystem({ functions, resources, statements: [may('GetObject')] });
  const operator: Bucket = { client: new S3Client(clientSettings(system)), name: NAME };
  const reader: Bucket = { client: new S3Client(clientSettings(system, 'work')), name: NAME };
  for (const key of ['r1/a-0', 'r1/b-0'])
    await putFile(operator, key, WORDS, 'application/pdf', sha256(WORDS));

  const url = await linkTo(reader, 'r1/a-0', {
    contentType: 'application/octet-stream',
    download: 'a-0.pdf',
    seconds: 2,
  });
  const shown = await fetch(url);
  expect(shown.status).toBe(200);
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(WORDS);
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment; filename="a-0.pdf"',
    'cache-control': 'private, no-store',
  });
  const changed = [
    url.replace('/a-0?', '/b-0?'),
    url.replace('attachment', 'inline'),
    url.replace('octet-stream', 'xhtml%2Bxml'),
    url.replace(/X-Amz-Expires=2/, 'X-Amz-Expires=9999'),
    url.replace(/X-Amz-Signature=.{4}/, 'X-Amz-Signature=0000'),
    url.replace('function%3Awork', 'operator'),
    url.replace(/\?.*/, ''),
  ];
  for (const address of changed) expect((await fetch(address)).status, address).toBe(403);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  expect((await fetch(url)).status).toBe(403);
});

const EVER = Number.POSITIVE_INFINITY;

it('a role does what it is granted; a link of a role that may not read opens nothing', async () => {
  const system = await smallSystem({ functions, resources, statements: [may('PutObject')] });
  const writer: Bucket = { client: new S3Client(clientSettings(system, 'work')), name: NAME };
  await putFile(writer, 'r1/a-0', WORDS, 'audio/wav', sha256(WORDS));
  await expect(
    writer.client.send(new GetObjectCommand({ Bucket: NAME, Key: 'r1/a-0' })),
  ).rejects.toMatchObject({
    name: 'AccessDenied',
  });
  await expect(deleteMediaOf(writer, 'r1', EVER)).rejects.toMatchObject({ name: 'AccessDenied' });
  const url = await linkTo(writer, 'r1/a-0', { contentType: 'audio/wav', seconds: 60 });
  expect((await fetch(url)).status).toBe(403);
  const spoiled = putFile(writer, 'r1/b-0', WORDS, 'audio/wav', sha256(Buffer.from('other')));
  await expect(spoiled).rejects.toMatchObject({ name: 'BadDigest' });
});

it('erasing a request’s files leaves those of others, and files outlive a restart', async () => {
  const made = { functions, resources };
  const first = await smallSystem(made);
  const bucket: Bucket = { client: new S3Client(clientSettings(first)), name: NAME };
  const ours = [
    fileKey('recording', 'r1', 'a-0'),
    fileKey('attachment', 'r1', 'b-0'),
    transcriptKey('r1', 'a-0'),
  ];
  const theirs = fileKey('recording', 'r10', 'a-0');
  for (const key of [...ours, theirs])
    await bucket.client.send(
      new PutObjectCommand({ Bucket: NAME, Key: key, Body: WORDS, ServerSideEncryption: 'aws:kms' }),
    );
  expect(await deleteMediaOf(bucket, 'r1', EVER)).toEqual({ files: ours.length, done: true });
  expect(await deleteMediaOf(bucket, 'r1', EVER)).toEqual({ files: 0, done: true });
  // Of many it takes a group each time, when it has no time.
  for (let place = 0; place < 12; place += 1)
    await bucket.client.send(
      new PutObjectCommand({ Bucket: NAME, Key: fileKey('attachment', 'r2', `c-${place}`), Body: WORDS }),
    );
  expect(await deleteMediaOf(bucket, 'r2', 0)).toEqual({ files: 10, done: false });
  expect(await deleteMediaOf(bucket, 'r2', 0)).toEqual({ files: 2, done: true });
  await first.stop();
  const again = await smallSystem(made, { folder: first.folder });
  const reopened: Bucket = { client: new S3Client(clientSettings(again)), name: NAME };
  expect(await readText(reopened, theirs)).toBe(WORDS.toString());
  for (const key of ours) await expect(readText(reopened, key)).rejects.toMatchObject({ name: 'NoSuchKey' });
});
