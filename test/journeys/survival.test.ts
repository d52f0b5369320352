import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { eventually, inbox, moveClock } from './backstage.ts';
import { call } from './call.ts';
import {
  type Answered,
  domesticSms,
  newNumber,
  newSid,
  newZaloUser,
  type Origin,
  post,
  sms,
  zaloText,
} from './clients.ts';
import { deskOf, type Full } from './desk.ts';
import { folderOfThisTest, killHard, ownedByThisTest, run } from './process.ts';

const PLACES = ['Ha Noi', 'Ca Mau', 'Da Nang', 'Soc Trang'];
const CENTRES = ['01', '96', '48', '92', 'national'];

/** People who write several times each, on all channels; `acknowledged` gets the id of each event that was taken. */
function stream(origin: Origin, acknowledged: Set<string>): (() => Promise<void>)[] {
  const taken = ({ status }: Pick<Answered, 'status'>, id: string) => {
    if (status >= 200 && status < 300) acknowledged.add(id);
  };
  const people = Array.from({ length: 50 }, (_, index) => {
    const words = `toi o ${PLACES[index % 4]}, bi no luong`;
    const phone = newNumber();
    const user = newZaloUser();
    const writes = [
      async (text: string) => {
        const sid = newSid('SM');
        taken(await post(origin, sms(origin, phone, text, sid)), sid);
      },
      async (text: string) => {
        const [id, at] = [randomUUID(), String(Date.now())];
        const name = ['zalo', 'local-zalo-app', 'user_send_text', user, id, at].join(':');
        taken(await post(origin, zaloText(user, text, id, at)), name);
      },
      async (text: string) => {
        const id = randomUUID();
        taken(await post(origin, domesticSms(phone, text, id)), `sms:${id}`);
      },
      async (text: string) => {
        const one = call(origin, phone);
        const told = await one.arrive();
        taken(told, `${one.sid}:0`);
        taken(await one.speak(told, text), `${one.sid}:1`);
      },
    ];
    return { words, write: writes[index % writes.length] ?? writes[0] };
  });
  return Array.from({ length: 400 }, (_, index) => async () => {
    const person = people[index % people.length];
    await person?.write?.(`${person.words}, tin ${index}`);
  });
}

/** Sends with twelve hands at once until the line is dead. */
async function sendAll(messages: readonly (() => Promise<void>)[], enough: () => boolean): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      while (next < messages.length && !enough()) {
        const message = messages[next];
        next += 1;
        await message?.().catch(() => undefined);
      }
    }),
  );
}

async function everyRequest(origin: Origin): Promise<Full[]> {
  const national = await deskOf(origin, 'national');
  const lists = await Promise.all(CENTRES.map((centre) => national.all(`?centre=${centre}`)));
  const read: Full[] = [];
  for (const { id } of lists.flat()) read.push(await national.read(id));
  return read;
}

describe('kill -9 in the middle of a stream of messages loses nothing that was acknowledged', () => {
  test.each([
    { what: 'the process', withChildren: false },
    { what: 'the process and its engine', withChildren: true },
  ])('of $what', { timeout: 90_000 }, async ({ withChildren }) => {
    const dataDir = folderOfThisTest();
    const start = async () =>
      ownedByThisTest(await run('test/journeys/child.ts', [dataDir, inject('assembly')]));
    const first = await start();
    const acknowledged = new Set<string>();
    let killed = false;
    const sending = sendAll(stream(first, acknowledged), () => killed);
    await eventually(async () => acknowledged.size >= 150, '150 acknowledged messages', 60_000);
    await killHard(first, { withChildren });
    killed = true;
    await sending;

    const second = await start();
    // Calls that were cut off before a place was said go to the national desk.
    await moveClock(second, 'PT11M');

    const requests = await eventually(
      async () => {
        const all = await everyRequest(second);
        const known = new Set(all.flatMap(({ timeline }) => timeline.map((entry) => entry.providerEventId)));
        return [...acknowledged].every((id) => known.has(id)) && all;
      },
      'every acknowledged message',
      30_000,
    );
    const times = new Map<string, number>();
    for (const { timeline } of requests)
      for (const { providerEventId: id } of timeline) if (id) times.set(id, (times.get(id) ?? 0) + 1);
    expect([...times].filter(([, count]) => count !== 1)).toEqual([]);
    expect(acknowledged.size).toBeGreaterThanOrEqual(150);

    for (const centre of CENTRES) {
      const routed = requests.filter((request) => request.centre === centre).map(({ id }) => id);
      await eventually(async () => {
        const there = new Set(
          (await inbox(second, centre)).flatMap((item) =>
            item['detail-type'] === 'request.routed' ? [item.detail.requestId] : [],
          ),
        );
        return routed.every((id) => there.has(id));
      }, `every request of ${centre} in its inbox`);
    }
  });
});
