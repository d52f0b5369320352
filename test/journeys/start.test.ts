import { expect, test } from 'vitest';
import { eventually, inbox } from './backstage.ts';
import { newNumber, type Origin, post, sms } from './clients.ts';
import { deskOf } from './desk.ts';
import { folderOfThisTest, ownedByThisTest, type Running, run } from './process.ts';

test('npm start: SIGTERM ends it with 0, a second start keeps the data, --fresh clears it', {
  timeout: 120_000,
}, async () => {
  const env = { PORT: '0', DATA_DIR: folderOfThisTest() };
  const phone = newNumber();
  const mine = async (origin: Origin) =>
    (await (await deskOf(origin, 'handler.01')).all()).filter(({ citizen }) => citizen.phone === phone);
  const start = async (...args: string[]) => ownedByThisTest(await run('local/start.ts', args, env));
  const stop = async ({ child, ended }: Running) => {
    child.kill('SIGTERM');
    return ended;
  };

  const first = await start();
  await post(first, sms(first, phone, 'toi o Ha Noi, bi no luong'));
  const desk = await deskOf(first, 'handler.01');
  const { id, code, version } = await desk.awaited(({ citizen }) => citizen.phone === phone);
  await eventually(async () => (await inbox(first, '01')).length > 0, 'the routing');
  expect(await stop(first)).toBe(0);

  const second = await start();
  expect(await mine(second)).toMatchObject([{ id, code, version, centre: '01' }]);
  expect((await inbox(second, '01')).map(({ detail }) => detail.requestId)).toEqual([id]);
  const busy = await run('local/start.ts', [], { ...env, PORT: new URL(second.url).port }).catch(String);
  expect(busy).toMatch(/ended \(1\)/);
  expect(await stop(second)).toBe(0);

  const third = await start('--fresh');
  expect(await mine(third)).toEqual([]);
  expect(await inbox(third, '01')).toEqual([]);
  expect(await stop(third)).toBe(0);
});
