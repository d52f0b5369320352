import * as z from 'zod/mini';
import { setting } from '../../adapters/configuration.ts';
import { deliveredKey, inboundKey } from '../../adapters/dynamodb/keys.ts';
import { changeRequest, readRequest } from '../../adapters/dynamodb/requests.ts';
import { getItem, openTable } from '../../adapters/dynamodb/table.ts';
import { recorded } from '../../domain/request/act.ts';
import { after } from '../../domain/request/lifecycle.ts';

const table = openTable(setting('TABLE_NAME'));

const inbound = z.object({ requestId: z.string() });

/** The request that a provider's event led to, once its centre has received it; null before. */
export async function arrived(eventId: string): Promise<string | null> {
  const item = await getItem(table, inboundKey(eventId));
  if (item === null) return null;
  const { requestId } = inbound.parse(item);
  const request = await readRequest(table, requestId);
  if (request === null || request.centre === null) return null;
  return (await getItem(table, deliveredKey(requestId, request.centre))) === null ? null : requestId;
}

/** Ends a request of the synthetic citizen, and of nobody else. */
export async function end(requestId: string): Promise<void> {
  await changeRequest(table, requestId, (request) => {
    const state = request?.synthetic ? after('close', request.state) : null;
    if (request === null || state === null) return { refusal: 'not-to-be-ended' };
    const ended = { ...request, state, dueAt: null, version: request.version + 1 };
    const event = { at: new Date().toISOString(), by: 'synthetic', type: 'closed' as const, publish: [] };
    return { ...recorded(request, ended, event), timers: [] };
  });
}
