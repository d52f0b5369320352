import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type System, startedSystem } from '../system.ts';
import { eventually } from './backstage.ts';
import { newNumber, newZaloUser, post, sms, zaloText } from './clients.ts';
import { type Desk, deskOf, requestOf } from './desk.ts';

let system: System;
let lead: Desk;
beforeAll(async () => {
  system = await startedSystem();
  lead = await deskOf(system, 'lead.01');
});
afterAll(() => system.stop());

const tally = z.record(z.string(), z.number());
const counted = z.object({
  arrived: z.number(),
  urgent: z.number(),
  overdue: z.number(),
  byChannel: tally,
  byMatter: tally,
  byOutcome: tally,
  firstContact: z.object({ inTime: z.number(), late: z.number() }),
  transferred: z.object({ in: z.number(), out: z.number() }),
});

async function figures(desk: Desk, centre = '') {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
  const from = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  const asked = await desk.call('GET', `/api/figures?from=${from}&to=${today}${centre}`);
  return z.object({ total: counted }).parse(asked.json).total;
}

test('what came and what became of it is counted, for the centre and for the country', async () => {
  const [phone, zalo] = [newNumber(), newZaloUser()];
  await post(system, sms(system, phone, 'toi o Ha Noi, bi danh, can luat su gap'));
  await post(system, zaloText(zalo, 'tôi ở Hà Nội, bị lấn chiếm đất'));
  const urgent = await lead.awaited(({ citizen }) => citizen.phone === phone);
  const land = await lead.awaited(({ citizen }) => citizen.zaloUserId === zalo);
  const walkIn = requestOf(await lead.call('POST', '/api/requests', { text: 'Hỏi về thừa kế ở Hà Nội' }));
  await lead.act(urgent.id, 'transfer', { version: urgent.version, centre: '79', reason: 'Việc ở TP.HCM' });
  const { version } = await lead.act(land.id, 'claim', { version: land.version });
  await lead.act(land.id, 'decision', { version, outcome: 'answered', answer: 'Đã giải thích' });
  await lead.act(walkIn.id, 'decision', {
    version: walkIn.version,
    outcome: 'refused',
    ground: 'a',
    text: 'Không thuộc diện được trợ giúp',
  });

  const expected = {
    arrived: 3,
    urgent: 1,
    overdue: 0,
    byChannel: { sms: 1, zalo: 1, office: 1 },
    byMatter: expect.objectContaining({ land: 1 }),
    byOutcome: { answered: 1, refused: 1 },
    firstContact: { inTime: 2, late: 0 },
    transferred: { in: 0, out: 1 },
  };
  const found = await eventually(async () => {
    const now = await figures(lead);
    return now.arrived === 3 && now.transferred.out === 1 && now.byOutcome.refused === 1 ? now : undefined;
  }, 'the figures');
  expect(found).toEqual(expected);

  const other = await figures(await deskOf(system, 'lead.79'));
  expect([other.arrived, other.transferred]).toEqual([0, { in: 1, out: 0 }]);
  const national = await deskOf(system, 'national');
  expect(await figures(national)).toMatchObject({ arrived: 3, transferred: { in: 1, out: 1 } });
  expect(await figures(national, '&centre=01')).toEqual(found);

  // A request that is taken up again is not answered any more.
  const done = await lead.read(land.id);
  await lead.act(land.id, 'reopen', { version: done.version, reason: 'Người dân hỏi thêm' });
  await eventually(
    async () => (await figures(lead)).byOutcome.answered === undefined || undefined,
    'the answer to be taken back',
  );
});
