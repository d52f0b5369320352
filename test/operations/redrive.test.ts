import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { countOf, type Means, type QueueSet, readQueueSet, redrive } from '../../operations/dead-letters.ts';
import { deadLetterQueueNames } from '../../prove/template.ts';
import { bus, eventually, inbox, raw } from '../journeys/backstage.ts';
import { domesticSms, newNumber, type Signed } from '../journeys/clients.ts';
import { deskOf } from '../journeys/desk.ts';
import { type System, startedSystem } from '../system.ts';

let system: System;
let means: Means;
let queues: QueueSet;

beforeAll(async () => {
  system = await startedSystem();
  const settings = {
    endpoint: system.awsUrl,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  };
  means = { sqs: new SQSClient(settings), events: new EventBridgeClient(settings) };
  queues = await readQueueSet(means);
});
afterAll(() => system.stop());

const urlOf = (name: string) => queues.urls.get(name) ?? '';
const put = (name: string, body: object, group?: string) =>
  means.sqs.send(
    new SendMessageCommand({
      QueueUrl: urlOf(name),
      MessageBody: JSON.stringify(body),
      ...(group === undefined ? {} : { MessageGroupId: group }),
    }),
  );
const routing = (requestId: string, centre: string) => ({
  version: '0',
  id: requestId,
  source: 'hotline',
  'detail-type': 'request.routed',
  time: new Date().toISOString(),
  detail: {
    eventId: `${requestId}-000001`,
    requestId,
    sequence: 1,
    centre,
    urgency: 'normal',
    state: 'routed',
    channel: 'sms',
  },
});

const spilled = ({ body, path }: Signed) => ({
  channel: 'sms-inbound',
  path,
  turn: '',
  body,
  receivedAt: new Date().toISOString(),
});

/** What lies in the dead-letter queues that hold no events of the bus. */
const OTHERS: Readonly<Record<string, () => object>> = {
  'hotline-relay-failed': () => ({
    DDBStreamBatchInfo: { startSequenceNumber: '1', endSequenceNumber: '1' },
  }),
  'hotline-spill-dead.fifo': () => spilled(domesticSms(newNumber(), 'toi o Ha Noi')),
};

describe('redrive', () => {
  test('knows every queue that takes failures, and where each belongs', () => {
    for (const name of queues.urls.keys())
      if (/dead|failed/.test(name)) expect([...queues.sources.keys()]).toContain(name);
    expect(queues.sources.get('hotline-inbox-01-dead')).toEqual(['hotline-inbox-01']);
    expect(queues.sources.get('hotline-spill-dead.fifo')).toEqual(['hotline-spill.fifo']);
  });

  test('brings back what lies in each dead-letter queue of the template, once', async () => {
    const names = deadLetterQueueNames(inject('assembly'));
    expect(names.length).toBeGreaterThan(35);
    expect([...queues.sources.keys()].sort()).toEqual([...names].sort());
    const done: Record<string, unknown> = {};
    for (const name of names) {
      const centre = /^hotline-inbox-(.+)-dead$/.exec(name)?.[1] ?? '01';
      const body = OTHERS[name]?.() ?? routing(`each-${name}`, centre);
      await put(name, body, name.endsWith('.fifo') ? 'somebody' : undefined);
      const [first, second] = [await redrive(means, queues, name), await redrive(means, queues, name)];
      // What lies there already is none of this test's, and poison may be back by now.
      done[name] = [first.moved >= 1, first.left, second.left];
    }
    expect(done).toEqual(Object.fromEntries(names.map((name) => [name, [true, 0, 0]])));
    const told = async (centre: string) =>
      (await inbox(system, centre)).filter(({ detail }) => /^each-hotline-inbox/.test(detail.requestId));
    for (const centre of ['01', '96', 'national'])
      await eventually(async () => (await told(centre)).length === 1, `one in the inbox of ${centre}`);
  }, 60_000);

  test('sends a centre’s dead letters to its inbox, once however often it is called', async () => {
    await put('hotline-inbox-01-dead', routing('dead-1', '01'));
    await put('hotline-inbox-01-dead', routing('dead-2', '01'));

    const first = await redrive(means, queues, 'hotline-inbox-01-dead');
    const second = await redrive(means, queues, 'hotline-inbox-01-dead');

    expect([first, second].map(({ moved, left }) => [moved, left])).toEqual([
      [2, 0],
      [0, 0],
    ]);
    const arrived = async () =>
      (await inbox(system, '01')).filter(({ detail }) => /^dead-/.test(detail.requestId));
    await eventually(async () => (await arrived()).length === 2, 'both in the inbox');
  });

  test('a spilled webhook given up is taken in after all, in order for its person', async () => {
    const phone = newNumber();
    for (const text of ['toi o Ha Noi, bi no luong', 'hai']) {
      await put('hotline-spill-dead.fifo', spilled(domesticSms(phone, text)), 'group');
    }
    expect(await redrive(means, queues, 'hotline-spill-dead.fifo')).toMatchObject({ moved: 2, left: 0 });
    const desk = await deskOf(system, 'handler.01');
    const { id } = await desk.awaited(({ citizen }) => citizen.phone === phone);
    const texts = await eventually(async () => {
      const { timeline } = await desk.read(id);
      const found = timeline.filter(({ type }) => type === 'contact').map(({ text }) => text);
      return found.length === 2 && found;
    }, 'both texts');
    expect(texts).toEqual(['toi o Ha Noi, bi no luong', 'hai']);
  });

  test('poison fails again without holding up the good ones, and goes round no second time', async () => {
    await put('hotline-inbox-48-dead', { nonsense: true });
    await put('hotline-inbox-48-dead', routing('good-1', '48'));
    expect(await redrive(means, queues, 'hotline-inbox-48-dead')).toMatchObject({ moved: 2 });
    await eventually(async () => (await raw(system, '/dev/inbox/48')).includes('good-1'), 'the good one');
    expect(await countOf(means, urlOf('hotline-inbox-48-dead'))).toBe(0);
  });

  test('whole events that the bus could not keep are published again', async () => {
    await put('hotline-bus-dead', routing('bus-1', '96'));
    expect(await redrive(means, queues, 'hotline-bus-dead')).toMatchObject({ moved: 1, left: 0 });
    expect((await bus(system)).some(({ detail }) => detail.requestId === 'bus-1')).toBe(true);
  });

  test('what belongs nowhere is left alone and said', async () => {
    await put('hotline-bus-dead', { what: 'is this' });
    expect(await redrive(means, queues, 'hotline-bus-dead')).toMatchObject({ moved: 0, left: 1 });
    const { Messages = [] } = await means.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: urlOf('hotline-bus-dead'), VisibilityTimeout: 0 }),
    );
    expect(Messages).toEqual([]);
    expect(await countOf(means, urlOf('hotline-bus-dead'))).toBe(1);
  });
});

test('the command finds the local run by its data folder', async () => {
  await put('hotline-inbox-92-dead', routing('by-command', '92'));
  const run = promisify(execFile);
  const { stdout } = await run(
    process.execPath,
    ['--import', 'tsx', 'operations/redrive.ts', '--queue', 'hotline-inbox-92-dead'],
    {
      env: { ...process.env, DATA_DIR: system.dataDir },
    },
  );
  expect(stdout).toBe('hotline-inbox-92-dead: 1 sent back, 0 left\n');
});
