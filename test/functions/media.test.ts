import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { readTimeline } from '../../adapters/dynamodb/requests.ts';
import { transact } from '../../adapters/dynamodb/table.ts';
import { putEvent, putRequest } from '../../adapters/dynamodb/write-parts.ts';
import { type Bucket, putFile, readText } from '../../adapters/s3/files.ts';
import { canBeTranscribed, jobName } from '../../adapters/transcribe/jobs.ts';
import type { Attachment } from '../../domain/contact/contact.ts';
import { attachmentId, fileKey, filesOf, transcriptKey } from '../../domain/media/files.ts';
import { type Means, takeIn } from '../../functions/media/take-in.ts';
import { transcribed } from '../../functions/media/transcribed.ts';
import { type Hotline, startHotline } from '../../local/hotline.ts';
import { tone } from '../../local/providers/files.ts';
import { type RealTable, realTable } from '../adapters/dynamodb/real-table.ts';
import { aRequest } from '../domain/request/a-request.ts';
import { writeSmallAssembly } from '../local/small-assembly.ts';
import { clientSettings } from '../local/small-system.ts';

let real: RealTable;
let bucket: Bucket;
let hotline: Hotline;
const folder = mkdtempSync(join(tmpdir(), 'hotline-media-'));
let provider: string;
let close: () => void;
/** What the provider does with the next requests. */
let answers: { status: number; body?: Buffer }[] = [];
const asked: string[] = [];
let serial = 0;

beforeAll(async () => {
  real = await realTable();
  const assembly = writeSmallAssembly(join(folder, 'assembly'), {
    functions: { work: { source: 'export const handler = async () => ({});' } },
    resources: { Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files' } } },
  });
  hotline = await startHotline({ port: 0, dataDir: join(folder, 'data'), assembly, seeds: [] });
  bucket = { client: new S3Client(clientSettings(hotline)), name: 'files' };
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { status, body } = answers.shift() ?? { status: 200, body: tone(1) };
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  provider = `http://127.0.0.1:${address.port}`;
  close = () => server.close();
});
afterAll(async () => {
  vi.restoreAllMocks();
  close();
  await hotline.stop();
  await real.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  serial += 1;
  asked.length = 0;
  answers = [];
});

/** The function's means with this test's provider as the only one; `removed` is what it says to a deletion. */
const meansOf = (bucket: Bucket, removed: boolean[] = []): Means => ({
  table: real.table,
  bucket,
  limits: { bytes: 100_000, milliseconds: 1000 },
  placeOf: async (_, url) => ({
    url: new URL(url),
    source: { admit: ({ origin }) => (origin === provider ? { headers: {}, publicOnly: false } : null) },
    remove: async () => removed.shift() ?? true,
  }),
  transcripts: null,
});

/** A request whose only event so far holds the attachments. */
async function prepare(...attachments: Attachment[]) {
  const id = `request-${serial}`;
  const event = {
    requestId: id,
    sequence: 1,
    at: new Date().toISOString(),
    by: 'citizen',
    type: 'contact' as const,
    channel: 'voice' as const,
    attachments,
    changes: {},
    publish: [],
  };
  await transact(real.table, [
    putRequest(real.table, aRequest({ id, sequence: 1 })),
    putEvent(real.table, event),
  ]);
  return {
    requestId: id,
    sequence: 1,
    outcomes: async () =>
      (await readTimeline(real.table, id)).flatMap(({ type, outcome }) => (type === 'file' ? [outcome] : [])),
    state: async (index = 0) =>
      filesOf(await readTimeline(real.table, id)).get(attachmentId({ requestId: id, sequence: 1 }, index))
        ?.state,
  };
}

const recording = (path = '/a'): Attachment => ({ kind: 'recording', url: `${provider}${path}` });

it('the same event twice, also at once: one file, one entry', async () => {
  const means = meansOf(bucket);
  const told = await prepare(recording());
  await Promise.all([takeIn(means, told, false), takeIn(means, told, false)]);
  expect(await takeIn(means, told, false)).toBe(0);
  expect(await told.outcomes()).toEqual(['stored']);
  expect(
    await readText(means.bucket, fileKey('recording', told.requestId, `${told.requestId}-000001-0`)),
  ).toContain('WAVE');
});

it('past its period a file is not there any more, whatever the bucket still holds', async () => {
  const told = await prepare(recording());
  await takeIn(meansOf(bucket), told, false);
  const timeline = await readTimeline(real.table, told.requestId);
  const id = attachmentId(told, 0);
  const stateAfter = (days: number, keptFor: () => number | null) =>
    filesOf(timeline, Date.now() + days * 86_400_000, keptFor).get(id)?.state;
  const tenDays = () => 10 * 86_400;
  expect(stateAfter(9, tenDays)).toMatchObject({ status: 'stored' });
  expect(stateAfter(11, tenDays)).toEqual({ status: 'lost', reason: 'expired' });
  expect(stateAfter(9999, () => null)).toMatchObject({ status: 'stored' });
});

it('each of several files has its own end', async () => {
  const means = meansOf(bucket);
  const told = await prepare(
    recording('/one'),
    { kind: 'sticker', url: `${provider}/sticker` },
    recording('/one'),
    recording('/two'),
    { kind: 'image', url: 'https://elsewhere.example/a.png' },
    recording('/big'),
  );
  answers = [
    { status: 200, body: tone(1) },
    { status: 200, body: Buffer.alloc(0) },
    { status: 200, body: tone(10) },
  ];
  expect(await takeIn(means, told, false)).toBe(0);
  expect(asked).toEqual(['GET /one', 'GET /two', 'GET /big']);
  expect(await Promise.all([0, 2, 3, 4, 5].map(told.state))).toMatchObject([
    { status: 'stored' },
    { status: 'stored' },
    { status: 'refused', reason: 'empty' },
    { status: 'refused', reason: 'address-not-allowed' },
    { status: 'refused', reason: 'too-large' },
  ]);
});

it('a provider that is away is asked again; the last try says lost, and a redrive may still store it', async () => {
  const means = meansOf(bucket);
  const told = await prepare(recording());
  answers = [{ status: 503 }, { status: 404 }, { status: 404 }];
  expect(await takeIn(means, told, false)).toBe(1);
  expect(await told.state()).toEqual({ status: 'fetching' });
  expect(await takeIn(means, told, true)).toBe(1);
  expect(await takeIn(means, told, true)).toBe(1);
  expect(await told.outcomes()).toEqual(['lost']);
  expect(await takeIn(means, told, false)).toBe(0);
  expect(await told.outcomes()).toEqual(['lost', 'stored']);
  expect(await told.state()).toMatchObject({ status: 'stored' });
});

it('the provider’s copy is deleted after the file is safe, again and again until it is gone', async () => {
  const removed = [false, false, true];
  const means = meansOf(bucket, removed);
  const told = await prepare(recording());
  expect(await takeIn(means, told, false)).toBe(1);
  expect(await takeIn(means, told, true)).toBe(1);
  expect(await takeIn(means, told, false)).toBe(0);
  expect(await takeIn(means, told, false)).toBe(0);
  expect(removed).toEqual([]);
  expect(asked).toHaveLength(1);
  expect(await told.outcomes()).toEqual(['stored']);
});

it('where the bucket does not take it, nothing is said and nothing deleted', async () => {
  const removed = [true];
  const means = meansOf({ ...bucket, name: 'another' }, removed);
  const told = await prepare(recording());
  await expect(takeIn(means, told, true)).rejects.toMatchObject({ name: 'NoSuchBucket' });
  expect(await told.outcomes()).toEqual([]);
  expect(removed).toEqual([true]);
});

it('a transcript is asked for once, and what was heard comes into the timeline once', async () => {
  const started: string[] = [];
  const means: Means = {
    ...meansOf(bucket),
    transcripts: { takes: canBeTranscribed, start: async ({ id }) => void started.push(id) },
  };
  const told = await prepare(recording());
  const id = attachmentId(told, 0);
  await takeIn(means, told, false);
  await takeIn(means, told, false);
  expect(started).toEqual([id]);
  expect(await told.state()).toMatchObject({ transcriptStatus: 'pending' });

  const heard = Buffer.from(JSON.stringify({ results: { transcripts: [{ transcript: 'tôi cần giúp' }] } }));
  const sha256 = createHash('sha256').update(heard).digest();
  await putFile(bucket, transcriptKey(told.requestId, id), heard, 'application/json', sha256);
  const ended = {
    source: 'aws.transcribe' as const,
    detail: { TranscriptionJobName: jobName(id), TranscriptionJobStatus: 'COMPLETED' as const },
  };
  await transcribed(real.table, bucket, ended);
  await transcribed(real.table, bucket, ended);
  await transcribed(real.table, bucket, {
    ...ended,
    detail: { ...ended.detail, TranscriptionJobName: 'somebody-else' },
  });
  expect(await told.outcomes()).toEqual(['stored', 'transcribed']);
  expect(await told.state()).toMatchObject({ transcriptStatus: 'ready', transcript: 'tôi cần giúp' });
});
