import { EventBridgeClient, PutEventsCommand, type PutEventsCommandInput } from '@aws-sdk/client-eventbridge';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventKey } from '../../adapters/dynamodb/keys.ts';
import { getItem, transact } from '../../adapters/dynamodb/table.ts';
import { putEvent } from '../../adapters/dynamodb/write-parts.ts';
import { eventId, type RequestEvent } from '../../domain/request/request.ts';
import { EVENTS } from '../../events/registry.ts';
import { type RealTable, realTable } from '../adapters/dynamodb/real-table.ts';
import { ENVIRONMENT } from './signed.ts';

const bus = mockClient(EventBridgeClient);
let real: RealTable;
let relay: (event: DynamoDBStreamEvent) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;
let sweep: () => Promise<void>;
let serial = 0;
type Entries = NonNullable<PutEventsCommandInput['Entries']>;

beforeAll(async () => {
  real = await realTable();
  Object.assign(process.env, ENVIRONMENT);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  relay = (await import('../../functions/relay/handler.ts')).handler;
  sweep = (await import('../../functions/sweep/handler.ts')).handler;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await real.stop();
});
beforeEach(() => {
  serial += 1;
  bus.reset();
  accept(() => true);
});
afterEach(async () => {
  real.trouble('none');
  accept(() => true);
  await sweep();
});

/** A bus that takes the entries a test lets through, and refuses the others one by one with status 200. */
const accept = (takes: (entry: Entries[number]) => boolean) =>
  bus.on(PutEventsCommand).callsFake(({ Entries: entries = [] }: PutEventsCommandInput) => ({
    FailedEntryCount: entries.filter((entry) => !takes(entry)).length,
    Entries: entries.map((entry) => (takes(entry) ? { EventId: 'e' } : { ErrorCode: 'InternalFailure' })),
  }));
const published = (): Entries =>
  bus.commandCalls(PutEventsCommand).flatMap(({ args }) => args[0].input.Entries ?? []);
const detail = (entry: Entries[number]) => JSON.parse(entry.Detail ?? '');

const event = (name: string, minutesAgo = 0, publish?: RequestEvent['publish']): RequestEvent => ({
  requestId: `${serial}-${name}`,
  sequence: 1,
  at: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
  by: 'citizen',
  type: 'contact',
  channel: 'sms',
  text: 'Tôi tên Nguyễn Thị Bí Mật, 0912345678',
  changes: {},
  publish: publish ?? [
    { type: 'contact.received' },
    { type: 'request.routed', centre: '92', urgency: 'urgent', state: 'routed', channel: 'sms' },
    { type: 'message.requested' },
  ],
});
const store = (events: readonly RequestEvent[]) =>
  Promise.all(events.map((each) => transact(real.table, [putEvent(real.table, each)])));
const marked = async ({ requestId, sequence }: RequestEvent) =>
  (await getItem(real.table, eventKey(requestId, sequence)))?.outbox !== undefined;
const stream = (events: readonly RequestEvent[]): DynamoDBStreamEvent => ({
  Records: events.map((each, index) => ({
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber: `${index}`,
      NewImage: JSON.parse(
        JSON.stringify(
          marshall({ ...eventKey(each.requestId, each.sequence), event: each, outbox: 'OUTBOX#0' }),
        ),
      ),
    },
  })),
});

describe('the relay', () => {
  it('tells the bus what each event publishes, and takes the marks away', async () => {
    // Prepare
    const events = [event('a'), event('b')];
    await store(events);
    // Act
    const answer = await relay(stream(events));
    // Assess
    expect(answer.batchItemFailures).toEqual([]);
    expect(
      published().map(({ DetailType, Source, EventBusName }) => [DetailType, Source, EventBusName]),
    ).toEqual(
      events.flatMap(() => [
        ['contact.received', 'hotline', 'bus'],
        ['request.routed', 'hotline', 'bus'],
        ['message.requested', 'hotline', 'bus'],
      ]),
    );
    expect(await Promise.all(events.map(marked))).toEqual([false, false]);
  });

  it('tells ids and routing facts, nothing of the citizen', async () => {
    // Prepare
    const events = [event('a')];
    await store(events);
    // Act
    await relay(stream(events));
    // Assess
    for (const entry of published()) {
      expect(entry.Detail).not.toMatch(/Bí Mật|0912345678/);
      const schema = Object.entries(EVENTS).find(([type]) => type === entry.DetailType)?.[1];
      expect(schema?.safeParse(detail(entry)).success).toBe(true);
      expect(detail(entry)).toMatchObject({
        eventId: `${serial}-a-000001`,
        requestId: `${serial}-a`,
        sequence: 1,
      });
    }
  });

  it.each([0, 1, 11])(
    'reports the refused event alone, whatever its place among twelve (%i)',
    async (place) => {
      // Prepare: 36 entries are four calls, and the refused entry is in the middle of its event.
      const events = Array.from({ length: 12 }, (_, index) => event(`n${index}`));
      await store(events);
      const wrong = events[place];
      accept(
        (entry) => !(detail(entry).requestId === wrong?.requestId && entry.DetailType === 'request.routed'),
      );
      // Act
      const answer = await relay(stream(events));
      // Assess
      expect(answer.batchItemFailures).toEqual([{ itemIdentifier: `${place}` }]);
      expect(await Promise.all(events.map(marked))).toEqual(events.map((_, index) => index === place));
      for (const { args } of bus.commandCalls(PutEventsCommand))
        expect(args[0].input.Entries?.length).toBeLessThanOrEqual(10);
    },
  );

  it('with the bus away reports all and keeps their marks', async () => {
    // Prepare
    const events = [event('a'), event('b')];
    await store(events);
    bus.on(PutEventsCommand).rejects(new Error('away'));
    // Act
    const answer = await relay(stream(events));
    // Assess
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['0', '1']);
    expect(await Promise.all(events.map(marked))).toEqual([true, true]);
  });

  it('whose mark cannot be taken away says so: better told twice than never', async () => {
    // Prepare
    const events = [event('a')];
    await store(events);
    real.trouble('throttled', 'UpdateItem');
    // Act
    const answer = await relay(stream(events));
    // Assess
    expect(answer.batchItemFailures).toHaveLength(1);
    expect(await marked(event('a'))).toBe(true);
  });

  it('sees the same record again without harm', async () => {
    const events = [event('a')];
    await store(events);
    await relay(stream(events));
    expect((await relay(stream(events))).batchItemFailures).toEqual([]);
  });

  it('passes over what has no mark, and reports what it cannot read', async () => {
    // Prepare
    const good = event('a');
    await store([good]);
    const records = stream([good]).Records;
    const unread = {
      eventName: 'INSERT' as const,
      dynamodb: { SequenceNumber: 'bad', NewImage: { outbox: { S: 'OUTBOX#0' }, event: { S: 'x' } } },
    };
    const unmarked = {
      eventName: 'MODIFY' as const,
      dynamodb: { SequenceNumber: 'none', NewImage: { pk: { S: 'x' } } },
    };
    // Act
    const answer = await relay({ Records: [unread, unmarked, ...records] });
    // Assess
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'bad' }]);
    expect(await marked(good)).toBe(false);
  });
});

describe('the sweeper', () => {
  it('publishes what the relay could not, once it is two minutes old', async () => {
    // Prepare
    const events = [event('old', 3), event('young', 1)];
    await store(events);
    accept(() => false);
    await relay(stream(events));
    accept(() => true);
    bus.resetHistory();
    // Act
    await sweep();
    // Assess
    expect(published().map((entry) => detail(entry).requestId)).toEqual(Array(3).fill(`${serial}-old`));
    expect(await Promise.all(events.map(marked))).toEqual([false, true]);
    bus.resetHistory();
    await sweep();
    expect(published()).toEqual([]);
    await relay(stream(events));
  });

  it('rings where the bus refuses still, and keeps the mark', async () => {
    // Prepare
    const events = [event('a', 3), event('b', 3)];
    await store(events);
    accept((entry) => detail(entry).requestId === `${serial}-b`);
    // Act, Assess
    await expect(sweep()).rejects.toThrow('1 events could not be published');
    expect(await Promise.all(events.map(marked))).toEqual([true, false]);
  });

  it('reaches events of every request, whatever shard', async () => {
    // Prepare
    const events = Array.from({ length: 30 }, (_, index) =>
      event(`s${index}`, 5, [{ type: 'contact.received' }]),
    );
    await store(events);
    // Act
    await sweep();
    // Assess
    expect(
      published()
        .map((entry) => detail(entry).eventId)
        .sort(),
    ).toEqual(events.map(eventId).sort());
  });
});
