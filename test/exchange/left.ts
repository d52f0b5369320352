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
    const calls = request.timeline.flatMap(({ providerEventId }) => callOf(providerEventId) ?? []);
    for (const call of new Set(calls)) byCall.set(call, [...(byCall.get(call) ?? []), request]);
  }
}

const callOf = (providerEventId: string | undefined): string | undefined =>
  /^CA[0-9a-f]{32}(?=:)/.exec(providerEventId ?? '')?.[0];

/**
 * What is wrong with what a walk left: not exactly one request, a key or a word that is missing. What was an empty
 * request before a code was keyed in is joined to the one that the code opened, and is none of its own.
 */
export function missing({ keys, spoken, sid }: Walk, requests: readonly Full[] = []): string[] {
  const standing = requests.filter(({ state }) => state !== 'duplicate');
  const left = requests
    .flatMap(({ timeline }) => timeline)
    .filter(({ providerEventId }) => providerEventId?.startsWith(sid));
  const stored = left.flatMap(({ keys: each }) => (each === undefined ? [] : [each]));
  const heard = left.flatMap(({ speech }) => (speech === undefined ? [] : [speech]));
  const lacking = (wanted: readonly string[], there: string[]) =>
    wanted.filter((one) => {
      const place = there.indexOf(one);
      if (place >= 0) there.splice(place, 1);
      return place < 0;
    });
  const lost = [...lacking(keys, stored), ...lacking(spoken, heard)];
  return standing.length === 1 ? lost : [`${standing.length} requests`, ...lost];
}
