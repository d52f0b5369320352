import { z } from 'zod';
import centres from '../../data/centres.json' with { type: 'json' };
import type { Origin } from '../journeys/clients.ts';
import { type Desk, deskOf, type Full } from '../journeys/desk.ts';
import type { Walk } from './walk.ts';

/** Requests that are read at once. */
const AT_ONCE = 8;

export const CENTRES = z
  .array(z.object({ code: z.string() }))
  .parse(centres.centres)
  .map(({ code }) => code);

/** Every request of every centre as its own desk reads it, by the call that told it something. */
export async function leftBehind(origin: Origin): Promise<Map<string, Full[]>> {
  const byCall = new Map<string, Full[]>();
  for (const code of CENTRES) {
    const desk = await deskOf(origin, code === 'national' ? code : `handler.${code}`);
    const ids = (await desk.all()).map(({ id }) => id);
    await Promise.all(Array.from({ length: AT_ONCE }, () => readAll(desk, ids, byCall)));
  }
  return byCall;
}

async function readAll(desk: Desk, ids: string[], byCall: Map<string, Full[]>): Promise<void> {
  for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
    const request = await desk.read(id);
    const calls = standing(request).flatMap(({ providerEventId }) => callOf(providerEventId) ?? []);
    for (const call of new Set(calls)) byCall.set(call, [...(byCall.get(call) ?? []), request]);
  }
}

const CALL = /^CA[0-9a-f]{32}(?=:)/;
const callOf = (providerEventId: string | undefined): string | undefined =>
  CALL.exec(providerEventId ?? '')?.[0];

/** What is written down here and nowhere else: a code leads a call, with all that it told, to another request. */
function standing({ timeline }: Full): Full['timeline'] {
  const elsewhere = new Set(
    timeline.flatMap(({ type, reason, entries = [] }) =>
      type === 'timer' && reason === 'joined' ? entries : [],
    ),
  );
  return timeline.filter(({ id, type }) => type === 'contact' && !elsewhere.has(id));
}

/** What is wrong with what a walk left: not exactly one request, a key or a word that is missing or stands there twice. */
export function missing({ keys, spoken, sid }: Walk, requests: readonly Full[] = []): string[] {
  const left = requests.flatMap(standing).filter(({ providerEventId }) => providerEventId?.startsWith(sid));
  const stored = left.flatMap(({ keys: each }) => (each === undefined ? [] : [each]));
  const heard = left.flatMap(({ speech }) => (speech === undefined ? [] : [speech]));
  const lacking = (wanted: readonly string[], there: string[]) => {
    const lost = wanted.filter((one) => {
      const place = there.indexOf(one);
      if (place >= 0) there.splice(place, 1);
      return place < 0;
    });
    return [...lost, ...there.map((one) => `${one} once too often`)];
  };
  return [
    ...(requests.length === 1 ? [] : [`${requests.length} requests`]),
    ...(requests.some(({ state }) => state === 'duplicate') ? ['a request that ended'] : []),
    ...lacking(keys, stored),
    ...lacking(spoken, heard),
  ];
}
