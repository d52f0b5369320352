import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { agreement } from '../../operations/agreement.ts';
import { everyItem, type Item } from '../../prove/table.ts';
import { bus, eventually, moveClock } from '../journeys/backstage.ts';
import { newNumber, newSid, post, sms } from '../journeys/clients.ts';
import { type Desk, deskOf } from '../journeys/desk.ts';
import { type System, startedSystem } from '../system.ts';

/** What the runbook promises, done: one id from a webhook to the console, and the table as it was at a moment. */

let system: System;
let client: DynamoDBClient;
let hanoi: Desk;
beforeAll(async () => {
  system = await startedSystem();
  client = new DynamoDBClient({
    endpoint: system.awsUrl,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  });
  hanoi = await deskOf(system, 'handler.01');
});
afterAll(async () => {
  client.destroy();
  await system.stop();
});

const TableName = () => system.tableName;
const keyOf = ({ pk, sk }: Item) => marshall({ pk, sk });
const exported = () => everyItem(system.awsUrl, system.tableName);
const BATCH = 25;

/** What a restored table holds: the items of then, and nothing of what came later. */
async function restore(then: readonly Item[]): Promise<void> {
  const all = [
    ...(await exported()).map((item) => ({ DeleteRequest: { Key: keyOf(item) } })),
    ...then.map((item) => ({ PutRequest: { Item: marshall(item) } })),
  ];
  const deletions = all.filter((one) => 'DeleteRequest' in one);
  for (const group of [deletions, all.filter((one) => 'PutRequest' in one)])
    for (let start = 0; start < group.length; start += BATCH)
      await client.send(
        new BatchWriteItemCommand({ RequestItems: { [TableName()]: group.slice(start, start + BATCH) } }),
      );
}

/** A message that Twilio keeps in its own list as well. */
async function texted(from: string, Body: string): Promise<void> {
  const params = { MessageSid: newSid('SM'), From: from, To: '+84900000000', Body };
  const response = await fetch(`${system.url}/dev/simulate/twilio`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ path: '/twilio/sms', params }),
  });
  expect(response.status).toBe(200);
}

test('one id leads from the webhook’s log line over the bus and the centre’s inbox to the timeline and the API’s line', async () => {
  const phone = newNumber();
  const sent = sms(system, phone, 'toi o Ha Noi, bi lua ban dat');
  await post(system, sent);
  const { id } = await hanoi.awaited(({ citizen }) => citizen.phone === phone);
  const line = z.looseObject({ code: z.string(), eventId: z.string().optional() });
  const lines = (code: string) =>
    system.log.flatMap((text) => {
      const read = text.includes(id) ? line.safeParse(JSON.parse(text.slice(text.indexOf('{')))) : undefined;
      return read?.success && read.data.code === code ? [read.data] : [];
    });
  const [written] = lines('intake.written');
  const eventId = written?.eventId ?? '';
  expect(eventId).toBe(`${id}-000001`);
  const onBus = (await bus(system)).filter(({ detail }) => detail.eventId === eventId);
  expect(onBus.map((item) => item['detail-type']).sort()).toEqual(
    expect.arrayContaining(['contact.received', 'request.routed']),
  );
  const delivered = await eventually(async () => lines('deliver.received')[0], 'the receipt in the log');
  expect(delivered.eventId).toBe(eventId);
  expect(lines('relay.told').map((told) => told.eventId)).toContain(eventId);
  const { timeline } = await hanoi.read(id);
  expect(timeline[0]).toMatchObject({
    id: eventId,
    providerEventId: new URLSearchParams(sent.body).get('MessageSid'),
  });
  await eventually(
    async () => lines('api.served').some((served) => served.route === 'GET /api/requests/{id}'),
    'the line of the API call',
  );
  expect(system.log.filter((text) => text.includes(phone.slice(3)))).toEqual([]);
});

test('as of the moment it is whole; what came after comes back from the provider; what came before is once', async () => {
  const [before, after] = [newNumber(), newNumber()];
  const first = sms(system, before, 'toi o Ha Noi, bi lua ban dat');
  await post(system, first);
  const { id, code } = await hanoi.awaited(({ citizen }) => citizen.phone === before);
  await hanoi.act(id, 'notes', { text: 'Đã gọi' });
  await moveClock(system, 'PT1M');
  const then = await exported();

  await texted(after, 'toi o Ha Noi, bi mat so do');
  await hanoi.awaited(({ citizen }) => citizen.phone === after);
  await restore(then);
  const restored = await agreement(client, system.tableName);
  expect(restored).toMatchObject({ faults: [] });
  expect(restored.requests).toBeGreaterThan(0);
  const kept = (await hanoi.all()).map((request) => request.id);
  expect(kept).toContain(id);
  expect((await hanoi.all()).filter(({ citizen }) => citizen.phone === after)).toEqual([]);

  // The same webhook again is a repetition, the next one goes on with the request.
  await post(system, first);
  await post(system, sms(system, before, code));
  await eventually(
    async () => (await hanoi.read(id)).timeline.filter(({ type }) => type === 'contact').length === 2,
    'the second contact, and no third',
  );
  await moveClock(system, 'PT24H');
  await hanoi.awaited(({ citizen }) => citizen.phone === after);
  expect((await hanoi.all()).filter(({ citizen }) => citizen.phone === after)).toHaveLength(1);
  expect(await agreement(client, system.tableName)).toMatchObject({ faults: [] });
}, 60_000);

test('a table that is not whole is said to be so', async () => {
  const items = await exported();
  const request = items.find((item) => item.request !== undefined);
  const entry = items.find(({ pk, sk }) => pk === request?.pk && String(sk).endsWith('EVENT#000002'));
  if (!request || !entry) throw new Error('nothing to spoil');
  const { request: held } = request;
  await client.send(
    new PutItemCommand({
      TableName: TableName(),
      Item: marshall({ ...request, request: { ...Object(held), urgency: 'urgent' } }),
    }),
  );
  const spoiled = await agreement(client, system.tableName);
  expect(spoiled.faults).toContainEqual(expect.stringContaining('urgency differs'));
  await client.send(new DeleteItemCommand({ TableName: TableName(), Key: keyOf(entry) }));
  expect((await agreement(client, system.tableName)).faults).toContainEqual(
    expect.stringContaining('entries of'),
  );
});
