import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { startHotline } from '../../local/hotline.ts';
import { eventually } from './eventually.ts';
import { route, writeSmallAssembly } from './small-assembly.ts';
import { smallSystem } from './small-system.ts';
import { temporaryFolder } from './temporary-folder.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** `npm start` without npm. */
async function start(env: Record<string, string>, before: string[] = [], options: string[] = []) {
  const child = spawn(process.execPath, ['--import', 'tsx', ...before, 'local/start.ts', ...options], {
    cwd: project,
    env: { ...process.env, ...env },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complained += chunk;
  });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, code, said: () => said, complained: () => complained };
}

async function failure(env: Record<string, string>, before: string[] = [], options: string[] = []) {
  const run = await start(env, before, options);
  const code = await run.code;
  return { code, complained: run.complained() };
}

const sentence = (text: string | RegExp) => ({ code: 1, complained: expect.stringMatching(text) });

describe('what keeps it from starting is told in one sentence', () => {
  it.each<[string, () => Promise<{ code: number | null; complained: string }>, RegExp]>([
    [
      'a busy port',
      async () => {
        const other = createServer().listen(0, '127.0.0.1');
        onTestFinished(() => {
          other.close();
        });
        await new Promise((resolve) => other.once('listening', resolve));
        const address = other.address();
        const port = typeof address === 'object' && address ? address.port : 0;
        return failure({ PORT: String(port), DATA_DIR: temporaryFolder() });
      },
      /^Port \d+ is in use by another program; stop it, or set PORT to a free one\.\n$/,
    ],
    ['a port that is none', () => failure({ PORT: 'soon' }), /^PORT cannot be "soon": .*\n$/],
    [
      'an option it does not know',
      () => failure({}, [], ['--clean']),
      /^--clean is not known; the only option is --fresh\.\n$/,
    ],
    [
      'a data folder that is a file',
      () => {
        const file = join(temporaryFolder(), 'file');
        writeFileSync(file, '');
        return failure({ PORT: '0', DATA_DIR: file });
      },
      /^The data folder .* cannot be made .*\n$/,
    ],
    [
      'a table that is no database',
      () => {
        const folder = temporaryFolder();
        mkdirSync(join(folder, 'table'));
        writeFileSync(join(folder, 'table', 'table.db'), 'x'.repeat(10_000));
        return failure({ PORT: '0', DATA_DIR: folder });
      },
      /^The database in .* cannot be opened: .*\n$/,
    ],
    [
      'a platform without an engine',
      () =>
        failure({ PORT: '0', DATA_DIR: temporaryFolder() }, ['--import', './test/local/other-machine.mjs']),
      /^There is no embedded database engine for linux-arm64; .*AWS_ENDPOINT_URL_DYNAMODB.*\n$/,
    ],
    [
      'a DynamoDB that does not answer',
      () =>
        failure({ PORT: '0', DATA_DIR: temporaryFolder(), AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' }),
      /^Nothing answers at AWS_ENDPOINT_URL_DYNAMODB .*\n$/,
    ],
  ])('%s', async (_, act, expected) => {
    expect(await act()).toEqual(sentence(expected));
  });

  it('a state that is no state', async () => {
    const folder = temporaryFolder();
    const assembly = writeSmallAssembly(join(folder, 'assembly'), { functions: {} });
    mkdirSync(join(folder, 'data', 'state'), { recursive: true });
    writeFileSync(join(folder, 'data', 'state', 'data.mdb'), 'x'.repeat(10_000));

    await expect(startHotline({ port: 0, dataDir: join(folder, 'data'), assembly })).rejects.toThrow(
      /^The local state in .* cannot be read .*--fresh\.$/,
    );
  });

  it('a data folder that another run has', async () => {
    const { folder, assembly } = await smallSystem({ functions: {} });

    await expect(startHotline({ port: 0, dataDir: join(folder, 'data'), assembly })).rejects.toThrow(
      /^Another local run is using .*; stop it, or set DATA_DIR to another folder\.$/,
    );
  });
});

describe('what the local run would not do as AWS does keeps it from starting', () => {
  const echo = { echo: { source: 'export const handler = async () => ({});' } };
  const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } };
  const rule = (properties: object) => ({
    Type: 'AWS::Events::Rule',
    Properties: { EventBusName: 'small', ...properties },
  });
  const target = { Id: 't', Arn: 'arn:aws:sqs:ap-southeast-1:000000000000:q' };

  it.each<[string, Record<string, { Type: string; Properties?: object }>, string | RegExp]>([
    [
      'a type it does not know',
      { Machine: { Type: 'AWS::StepFunctions::StateMachine' } },
      'Small/Machine is a AWS::StepFunctions::StateMachine',
    ],
    [
      'an unknown pattern operator',
      { Queue: queue, Rule: rule({ EventPattern: { a: [{ similar: 'x' }] }, Targets: [target] }) },
      'The pattern of Small/Rule cannot be matched locally',
    ],
    [
      'an input transformer',
      {
        Queue: queue,
        Rule: rule({ EventPattern: { a: ['x'] }, Targets: [{ ...target, InputTransformer: {} }] }),
      },
      /Small\/Rule .* cannot be run locally: .*InputTransformer/,
    ],
    [
      'a target that is no queue',
      { Rule: rule({ EventPattern: { a: ['x'] }, Targets: [target] }) },
      'which is no queue of the template',
    ],
    [
      'a schedule without permission',
      {
        Rule: {
          Type: 'AWS::Events::Rule',
          Properties: {
            ScheduleExpression: 'rate(1 minute)',
            Targets: [{ Id: 't', Arn: { 'Fn::GetAtt': ['echo', 'Arn'] } }],
          },
        },
      },
      'may not invoke',
    ],
    [
      'a reference to nothing',
      { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Nothing' } } } },
      'it refers to Nothing, which is not there',
    ],
    [
      'a route that asks for IAM',
      { ...route('Echo', 'GET /', 'echo', { AuthorizationType: 'AWS_IAM' }) },
      'AuthorizationType',
    ],
  ])('%s', async (_, resources, expected) => {
    const folder = temporaryFolder();
    const assembly = writeSmallAssembly(join(folder, 'assembly'), { functions: echo, resources });

    await expect(
      startHotline({ port: 0, dataDir: join(folder, 'data'), assembly, seeds: [] }),
    ).rejects.toThrow(expected);
  });

  it.each([
    ['a service without an endpoint', 'polly:SynthesizeSpeech', 'the local run has no endpoint for polly'],
    [
      'a queue that the role may not read',
      'dynamodb:GetItem',
      'echo cannot be fed: its role is not authorized to perform: sqs:ReceiveMessage',
    ],
  ])('%s', async (_, Action, expected) => {
    const folder = temporaryFolder();
    const assembly = writeSmallAssembly(join(folder, 'assembly'), {
      functions: echo,
      statements: [{ Effect: 'Allow', Action, Resource: '*' }],
      resources: {
        Queue: queue,
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { FunctionName: 'echo', EventSourceArn: target.Arn },
        },
      },
    });

    await expect(
      startHotline({ port: 0, dataDir: join(folder, 'data'), assembly, seeds: [] }),
    ).rejects.toThrow(expected);
  });

  it('a table with other keys', async () => {
    const folder = temporaryFolder();
    const dataDir = join(folder, 'data');
    const one = writeSmallAssembly(join(folder, 'one'), { functions: {} });
    await (await startHotline({ port: 0, dataDir, assembly: one, seeds: [] })).stop();
    const AttributeDefinitions = [{ AttributeName: 'id', AttributeType: 'S' }];
    const Table = {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'small',
        AttributeDefinitions,
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      },
    };
    const other = writeSmallAssembly(join(folder, 'other'), { functions: {}, resources: { Table } });

    await expect(startHotline({ port: 0, dataDir, assembly: other, seeds: [] })).rejects.toThrow(
      'has other keys or indexes than the template',
    );
    const fresh = await startHotline({ port: 0, dataDir, assembly: other, seeds: [], fresh: true });
    await fresh.stop();
  });
});

/** `npm start` as a person gives it; `pid` is npm's. */
async function npmStart(folder: string) {
  const child = spawn('npm', ['start'], {
    cwd: project,
    env: { ...process.env, PORT: '0', DATA_DIR: folder },
  });
  onTestFinished(() => {
    child.kill('SIGTERM');
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const url = await eventually(
    () => /http:\/\/localhost:\d+/.exec(said)?.[0],
    (found) => found !== undefined,
    50_000,
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return { child, ended, url: url ?? '', said: () => said };
}

/** Processor seconds of the process behind npm and of those it has waited for. */
function processorSeconds(npm: number | undefined): number {
  const [pid = ''] = readFileSync(`/proc/${npm}/task/${npm}/children`, 'utf8').split(' ');
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0);
  return ticks / 100;
}

const gone = (url: string) =>
  eventually(
    () =>
      fetch(`${url}/health`).then(
        () => false,
        () => true,
      ),
    (refused) => refused,
  );

it('runs the CDK app under npm, keeps the data, and leaves nothing behind however npm is ended', async () => {
  const folder = temporaryFolder();
  const first = await npmStart(folder);
  // The promise is 15 seconds on two cores; what else this machine does meanwhile is not the point.
  const seconds = processorSeconds(first.child.pid);
  const health = await fetch(`${first.url}/health`);
  const lobby = await fetch(`${first.url}/`);
  await fetch(`${first.url}/dev/clock`, { method: 'POST', body: '{"advance":"PT49H"}' });
  first.child.kill('SIGTERM');
  await first.ended;
  await gone(first.url);

  const second = await npmStart(folder);
  const clock = z.object({ now: z.string() }).parse(await (await fetch(`${second.url}/dev/clock`)).json());
  second.child.kill('SIGKILL');
  await gone(second.url);

  expect(health.status).toBe(200);
  expect(lobby.headers.get('content-type')).toContain('text/html');
  expect(first.said()).toContain('Đường dây nóng');
  expect(seconds).toBeLessThan(15);
  expect(Date.parse(clock.now) - Date.now()).toBeGreaterThan(48 * 3_600_000);
}, 120_000);

it('ends with code 0 on SIGTERM', async () => {
  const folder = temporaryFolder();
  const assembly = writeSmallAssembly(join(folder, 'assembly'), { functions: {} });
  const script = ['--import', 'tsx', 'test/local/run-small.ts', assembly, join(folder, 'data')];
  const child = spawn(process.execPath, script, { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] });
  const code = new Promise((resolve) => child.once('close', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));

  child.kill('SIGTERM');

  expect(await code).toBe(0);
});
