import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Bus, Envelope } from '../bus/bus.ts';
import type { Clock } from '../clock.ts';
import type { Places } from '../template/places.ts';
import type { Service } from './endpoint.ts';
import { AwsError } from './error.ts';
import { inputOf } from './input.ts';

const entry = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().optional(),
  Resources: z.array(z.string()).default([]),
  Time: z.number().optional(),
});
const input = z.object({ Entries: z.array(entry).min(1).max(10) });

/** A whole request may hold 256 KB; the size of an entry is that of its members' UTF-8. */
const longestRequest = 256 * 1024;

/** EventBridge's PutEvents: acknowledged when the events and what is to be delivered of them are on the disk. */
export function eventsService(buses: ReadonlyMap<string, Bus>, clock: Clock, places: Places): Service {
  return async ({ operation, input: given, require }) => {
    if (operation !== 'PutEvents')
      throw new AwsError('UnknownOperationException', `The local run does not serve events:${operation}`);
    const { Entries } = inputOf(input, given);
    const size = Entries.reduce(
      (sum, one) => sum + Buffer.byteLength(`${one.Source}${one.DetailType}${one.Detail}`),
      0,
    );
    if (size > longestRequest)
      throw new AwsError(
        'ValidationException',
        'Total size of the entries in the request is over the limit.',
      );
    const names = Entries.map(({ EventBusName = 'default' }) => EventBusName.split('/').at(-1) ?? 'default');
    for (const name of new Set(names))
      require('events:PutEvents', `arn:aws:events:${places.region}:${places.account}:event-bus/${name}`);
    const results = await Promise.all(
      Entries.map(async (one, index) => {
        const bus = buses.get(names[index] ?? '');
        const detail = recordIn(one.Detail);
        // Each entry succeeds or fails by itself, with HTTP 200.
        if (!one.Source || !one.DetailType)
          return {
            ErrorCode: 'InvalidArgument',
            ErrorMessage: 'Parameter Source and DetailType are required.',
          };
        if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
        // AWS takes an event for a bus that is not there, and drops it.
        if (!bus) return { EventId: randomUUID() };
        const envelope: Envelope = {
          version: '0',
          id: randomUUID(),
          'detail-type': one.DetailType,
          source: one.Source,
          account: places.account,
          time: new Date(one.Time === undefined ? clock.now() : one.Time * 1000)
            .toISOString()
            .replace(/\.\d+Z$/, 'Z'),
          region: places.region,
          resources: one.Resources,
          detail,
        };
        await bus.put(envelope);
        return { EventId: envelope.id };
      }),
    );
    return {
      json: { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results },
    };
  };
}

function recordIn(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const detail: unknown = JSON.parse(text ?? '');
    return typeof detail === 'object' && detail !== null && !Array.isArray(detail)
      ? { ...detail }
      : undefined;
  } catch {
    return undefined;
  }
}
