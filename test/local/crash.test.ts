import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { eventually } from './eventually.ts';
import { arns, mapping, openQueuePolicy, queue, route, rule, writeSmallAssembly } from './small-assembly.ts';
import { temporaryFolder } from './temporary-folder.ts';

const script = fileURLToPath(new URL('run-small.ts', import.meta.url));

async function run(assembly: string, data: string): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, assembly, data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', () => reject(new Error('It ended before it was ready')));
  });
  return { url, child };
}

const call = `const call = async (target, input) => {
  const response = await fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', body: JSON.stringify(input), headers: {
    'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target,
    authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/d/r/s/aws4_request' } });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
};`;

const assembly = {
  functions: {
    accept: {
      source: `${call} export const handler = async ({ body }) => {
        await call('DynamoDB_20120810.PutItem', { TableName: process.env.TABLE_NAME, Item: { pk: { S: body }, sk: { S: 'x' } } });
        return { statusCode: 200 };
      };`,
    },
    relay: {
      source: `${call} export const handler = async ({ Records }) => {
        await call('AWSEvents.PutEvents', { Entries: Records.slice(0, 10).map((r) => ({ Source: 'hotline', DetailType: 'request.routed', EventBusName: 'small', Detail: JSON.stringify({ centre: '01', requestId: r.dynamodb.Keys.pk.S }) })) });
      };`,
    },
    deliver: {
      source: `${call} export const handler = async ({ Records }) => {
        for (const r of Records) await call('DynamoDB_20120810.PutItem', { TableName: process.env.TABLE_NAME + '', Item: { pk: { S: 'delivered#' + JSON.parse(r.body).detail.requestId }, sk: { S: 'x' } } });
      };`,
    },
  },
  resources: {
    ...route('Accept', 'POST /accept', 'accept'),
    Inbox: queue({ QueueName: 'hotline-inbox-01', VisibilityTimeout: 60 }),
    Policy: openQueuePolicy('Inbox'),
    Rule: rule({ source: ['hotline'] }, [{ Id: 'q', Arn: arns.queue('hotline-inbox-01') }]),
    Stream: mapping('relay', arns.stream, {
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 10,
      FilterCriteria: {
        Filters: [
          { Pattern: '{"dynamodb":{"Keys":{"pk":{"S":[{"anything-but":{"prefix":"delivered"}}]}}}}' },
        ],
      },
    }),
    Queue: mapping('deliver', arns.queue('hotline-inbox-01')),
  },
};

const answer = z.object({ items: z.array(z.object({ detail: z.object({ requestId: z.string() }) })) });

async function delivered(url: string): Promise<string[]> {
  const { items } = answer.parse(await (await fetch(`${url}/dev/inbox/01`)).json());
  return items.map(({ detail }) => detail.requestId);
}

it('loses nothing that was acknowledged when it is killed in the middle, twice', async () => {
  const folder = writeSmallAssembly(join(temporaryFolder(), 'assembly'), assembly);
  const data = join(temporaryFolder(), 'data');
  const acknowledged: string[] = [];
  const send = async (url: string, id: string) => {
    const { ok } = await fetch(`${url}/accept`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: id,
    });
    if (ok) acknowledged.push(id);
  };

  for (const turn of ['first', 'second']) {
    const { url, child } = await run(folder, data);
    const streams = [0, 1, 2, 3].map(async (lane) => {
      for (let i = 0; child.exitCode === null && child.signalCode === null; i++)
        await send(url, `${turn}-${lane}-${i}`).catch(() => undefined);
    });
    await eventually(
      () => acknowledged.filter((id) => id.startsWith(turn)).length,
      (sent) => sent >= 40,
    );
    child.kill('SIGKILL');
    await Promise.all(streams);
  }
  const { url } = await run(folder, data);
  const ids = await eventually(
    () => delivered(url),
    (found) => acknowledged.every((id) => found.includes(id)),
    20_000,
  );

  expect(acknowledged.length).toBeGreaterThanOrEqual(80);
  expect(new Set(ids).size).toBeGreaterThanOrEqual(acknowledged.length);
}, 60_000);

it('keeps every file it has acknowledged when it is killed', async () => {
  const s3 = `const s3 = (method, key, body) => fetch(process.env.AWS_ENDPOINT_URL + '/files/' + key, { method, body, headers: {
    authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/d/r/s3/aws4_request' } });`;
  const folder = temporaryFolder();
  const made = writeSmallAssembly(join(folder, 'assembly'), {
    functions: {
      keep: {
        source: `${s3} export const handler = async ({ body }) => ({ statusCode: (await s3('PUT', body, 'x'.repeat(100_000))).status });`,
      },
      read: {
        source: `${s3} export const handler = async ({ body }) => ({ statusCode: 200, body: String((await (await s3('GET', body)).text()).length) });`,
      },
    },
    statements: [
      { Effect: 'Allow', Action: ['s3:PutObject', 's3:GetObject'], Resource: 'arn:aws:s3:::files/*' },
    ],
    resources: {
      ...route('Keep', 'POST /keep', 'keep'),
      ...route('Read', 'POST /read', 'read'),
      Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files' } },
    },
  });
  const kept: string[] = [];
  const first = await run(made, join(folder, 'data'));
  const killed = new Promise((resolve) => first.child.once('exit', resolve));
  for (let index = 0; index < 30; index += 1) {
    const name = `file-${index}`;
    fetch(`${first.url}/keep`, { method: 'POST', body: name })
      .then(({ status }) => {
        if (status === 200) kept.push(name);
        if (kept.length === 10) first.child.kill('SIGKILL');
      })
      .catch(() => undefined);
  }
  await killed;
  const again = await run(made, join(folder, 'data'));
  expect(kept.length).toBeGreaterThanOrEqual(10);
  for (const name of kept) {
    const response = await fetch(`${again.url}/read`, { method: 'POST', body: name });
    expect(await response.text()).toBe('100000');
  }
});
