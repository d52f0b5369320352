import { afterAll, beforeAll, expect, test } from 'vitest';
import centresFile from '../../data/centres.json' with { type: 'json' };
import { type System, startedSystem } from '../system.ts';
import { eventually, inbox, outbox, raw } from './backstage.ts';
import { call } from './call.ts';
import { domesticSms, post, sms, zaloText } from './clients.ts';
import { deskOf, requestOf } from './desk.ts';
import type { Told } from './twiml.ts';

let system: System;
beforeAll(async () => {
  system = await startedSystem();
});
afterAll(() => system.stop());

/** What must never be found anywhere but in the table, the API and the provider's own message. */
const PHONES = ['+84987650001', '+84987650002', '+84987650003', '+84987650004'] as const;
const ZALO_USER = '24987650005987650';
const NAME = 'Trần Thị Bí Mật';
const MARKS = [
  ...PHONES.flatMap((phone) => [phone, phone.slice(1), phone.replace('+84', '0'), encodeURIComponent(phone)]),
  '98765000',
  ZALO_USER,
  NAME,
  'Bí Mật',
  'Bi Mat',
  'kimcuong',
  'kim cương',
];

test('no name, number or word of a citizen in logs, on the bus, in the inboxes or in addresses', async () => {
  const addresses: string[] = [];
  const heard = (told: Told): Told => {
    for (const address of [told.answerAt, told.recordAt, told.redirectTo])
      if (address) addresses.push(address);
    return told;
  };

  await post(system, sms(system, PHONES[0], `toi o Ha Noi, ten ${NAME}, bi lua vong kimcuong`));
  await post(system, sms(system, PHONES[0], 'kim cương', 'SMkimtheid'));
  await post(
    system,
    domesticSms(PHONES[1].replace('+84', '0'), 'toi o Ha Noi, bi danh vi kimcuong, cuu toi'),
  );
  await post(system, zaloText(ZALO_USER, `${NAME} ở Hà Nội, kim cương bị mất, số của tôi 0987650004`));
  const phone = call(system, PHONES[2]);
  let told = heard(await phone.speak(heard(await phone.arrive()), `tôi tên ${NAME}, kim cương, ở Hà Nội`));
  for (let turn = 0; turn < 4 && told.answerAt; turn += 1) told = heard(await phone.speak(told, 'kim cương'));
  await phone.hangUp();
  // Broken and unsigned calls are logged as well, and must not be quoted.
  await post(system, { path: '/twilio/sms', headers: {}, body: `From=${PHONES[0]}&Body=kimcuong` });
  await post(system, { ...domesticSms(PHONES[0], 'kimcuong'), body: `{"from":"${PHONES[0]}"}` });

  const desk = await deskOf(system, 'handler.01');
  const walkIn = requestOf(
    await desk.call('POST', '/api/requests', { text: `kimcuong của ${NAME}`, name: NAME, phone: PHONES[3] }),
  );
  await desk.act(walkIn.id, 'notes', { text: `gọi ${PHONES[3]}, ${NAME}` });
  await desk.call('POST', '/api/requests', { text: 7, name: NAME, phone: PHONES[3] });
  await desk.act(walkIn.id, 'transfer', {
    version: walkIn.version,
    centre: '79',
    reason: `kimcuong ${NAME}`,
  });

  await eventually(
    async () => (await outbox(system)).length >= 4 && (await inbox(system, '79')).length > 0,
    'the replies and the transfer',
  );
  const requests = await desk.all();
  expect(JSON.stringify(requests)).toContain(ZALO_USER);

  const places: [string, string][] = [
    ['the log', system.log.join('\n')],
    ['the bus', await raw(system, '/dev/bus')],
    ['addresses', [...addresses, ...(await outbox(system)).map(({ path }) => path)].join('\n')],
  ];
  for (const { code } of centresFile.centres)
    places.push([`the inbox of ${code}`, await raw(system, `/dev/inbox/${code}`)]);
  expect(system.log.length).toBeGreaterThan(10);
  const found = places.flatMap(([place, text]) =>
    MARKS.filter((mark) => text.toLowerCase().includes(mark.toLowerCase())).map((mark) => ({ place, mark })),
  );
  expect(found).toEqual([]);
});
