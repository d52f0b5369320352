import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { systemOfThisTest } from '../system.ts';
import { bus, eventually, inbox, outbox, routedTo } from './backstage.ts';
import { newNumber, newZaloUser, post, sms, zaloText } from './clients.ts';
import { deskOf } from './desk.ts';

/** What is not wired in the template does not work locally: each test takes one thing out of a copy of it. */

const template = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});
type Resources = z.infer<typeof template>['Resources'];

/** @param spoil returns how many things it took out, which must be exactly one */
function assemblyWithout(stack: string, spoil: (resources: Resources) => number): string {
  const copy = mkdtempSync(join(tmpdir(), 'hotline-spoilt-'));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(inject('assembly'), copy, { recursive: true });
  const file = join(copy, `${stack}.template.json`);
  const read = template.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect(spoil(read.Resources)).toBe(1);
  writeFileSync(file, JSON.stringify(read));
  return copy;
}

function dropResource(resources: Resources, fits: (type: string, text: string) => boolean): number {
  const names = Object.entries(resources).flatMap(([name, resource]) =>
    fits(resource.Type, JSON.stringify(resource.Properties)) ? [name] : [],
  );
  for (const name of names) delete resources[name];
  return names.length;
}

const policy = z.looseObject({ PolicyDocument: z.looseObject({ Statement: z.array(z.looseObject({})) }) });

/** Takes the one statement with the action out of the policy of one function's role. */
function dropStatement(resources: Resources, role: RegExp, action: string): number {
  let dropped = 0;
  for (const [name, resource] of Object.entries(resources)) {
    if (resource.Type !== 'AWS::IAM::Policy' || !role.test(name)) continue;
    const { PolicyDocument, ...rest } = policy.parse(resource.Properties);
    const kept = PolicyDocument.Statement.filter((one) => !JSON.stringify(one).includes(`"${action}"`));
    dropped += PolicyDocument.Statement.length - kept.length;
    resource.Properties = { ...rest, PolicyDocument: { ...PolicyDocument, Statement: kept } };
  }
  return dropped;
}

const WORDS = 'toi o Ha Noi, bi no luong';

test('without a route: 404 for that one, and the others go on', async () => {
  const assembly = assemblyWithout('Hotline', (resources) =>
    dropResource(
      resources,
      (type, text) => type === 'AWS::ApiGatewayV2::Route' && text.includes('"POST /zalo/webhook"'),
    ),
  );
  const system = await systemOfThisTest({ assembly });
  expect((await post(system, zaloText(newZaloUser(), WORDS))).status).toBe(404);
  expect((await post(system, sms(system, newNumber(), WORDS))).status).toBe(200);
});

test('without the rule of a centre: its events reach nobody, and other centres’ do', async () => {
  const assembly = assemblyWithout('HotlineCentres', (resources) =>
    dropResource(resources, (type, text) => type === 'AWS::Events::Rule' && text.includes('"centre":["01"]')),
  );
  const system = await systemOfThisTest({ assembly });
  const phone = newNumber();
  await post(system, sms(system, phone, WORDS));
  const request = await (await deskOf(system, 'handler.01')).awaited((one) => one.citizen.phone === phone);
  const event = await eventually(
    async () => (await bus(system)).find((one) => one['detail-type'] === 'request.routed'),
    'the routing on the bus',
  );
  expect(event).toMatchObject({ detail: { requestId: request.id, centre: '01' } });
  // What concerns all centres still hears of it: the open consoles and the figures.
  expect(event.rules.toSorted()).toEqual(['figures', 'live']);

  const other = newNumber();
  await post(system, sms(system, other, 'toi o Ca Mau, bi no luong'));
  const there = await (await deskOf(system, 'handler.96')).awaited((one) => one.citizen.phone === other);
  await routedTo(system, '96', there.id);
  expect(await inbox(system, '01')).toEqual([]);
  expect(await inbox(system, 'national')).toEqual([]);
});

test('without the webhook’s right to write: AccessDenied, the webhook is spilled and replayed, nothing is lost', async () => {
  const assembly = assemblyWithout('Hotline', (resources) =>
    dropStatement(resources, /twiliosmsRole/, 'dynamodb:PutItem'),
  );
  const system = await systemOfThisTest({ assembly });
  const phone = newNumber();
  expect((await post(system, sms(system, phone, WORDS))).status).toBe(200);
  expect(system.log.filter((line) => line.includes('intake.spilled'))).toHaveLength(1);
  expect(system.log.join('\n')).toMatch(/AccessDenied/);
  const desk = await deskOf(system, 'handler.01');
  await eventually(
    async () => (await desk.all()).some(({ citizen }) => citizen.phone === phone),
    'the replayed message',
  );
});

test('without that and the right to spill: the answer makes the provider try again', async () => {
  const assembly = assemblyWithout('Hotline', (resources) => {
    dropStatement(resources, /twiliosmsRole/, 'dynamodb:PutItem');
    return dropStatement(resources, /twiliosmsRole/, 'sqs:SendMessage');
  });
  const system = await systemOfThisTest({ assembly });
  expect((await post(system, sms(system, newNumber(), WORDS))).status).toBe(503);
  const zaloUser = newZaloUser();
  expect((await post(system, zaloText(zaloUser, WORDS))).status).toBe(200);
});

test('without the relay’s right to the bus: nothing travels, and it is told', async () => {
  const assembly = assemblyWithout('Hotline', (resources) =>
    dropStatement(resources, /relayRole/, 'events:PutEvents'),
  );
  const system = await systemOfThisTest({ assembly });
  await post(system, sms(system, newNumber(), WORDS));
  await eventually(async () => system.log.some((line) => line.includes('relay.refused')), 'the relay’s word');
  expect(await bus(system)).toEqual([]);
  expect(await inbox(system, '01')).toEqual([]);
});

test('without the gate’s right to the provider’s secret: no reply leaves, the request is routed all the same', async () => {
  const assembly = assemblyWithout('Hotline', (resources) =>
    dropStatement(resources, /sendRole/, 'secretsmanager:GetSecretValue'),
  );
  const system = await systemOfThisTest({ assembly });
  await post(system, sms(system, newNumber(), WORDS));
  await eventually(async () => system.log.some((line) => line.includes('send.failed')), 'the gate’s word');
  expect(await outbox(system)).toEqual([]);
  await eventually(async () => (await inbox(system, '01')).length > 0, 'the routing');
});
