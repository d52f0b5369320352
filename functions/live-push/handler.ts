import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { setting } from '../../adapters/configuration.ts';
import { type Connection, connectionsOf, dropConnection } from '../../adapters/dynamodb/connections.ts';
import { readMembers } from '../../adapters/dynamodb/handlers.ts';
import { readRequest } from '../../adapters/dynamodb/requests.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { liveApi } from '../../adapters/live/push.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import type { Handler } from '../../domain/request/handling.ts';
import { contactReceived, envelope, requestChanged } from '../../events/registry.ts';

const table = openTable(setting('TABLE_NAME'));
const live = liveApi(setting('LIVE_API_URL'));

const happened = envelope(z.union([requestChanged, contactReceived]));

/** Tells the consoles of a centre that a request of theirs has changed: ids only, each reads for itself. */
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const failed = await Promise.all(Records.map(tell));
  return { batchItemFailures: failed.flatMap((id) => (id === null ? [] : [{ itemIdentifier: id }])) };
};

/** The message's id where it has to come again. */
async function tell({ body, messageId }: SQSRecord): Promise<string | null> {
  try {
    const { detail, 'detail-type': type } = happened.parse(JSON.parse(body));
    const { requestId, sequence } = detail;
    // A contact knows no centre: what it belongs to does.
    const place = 'centre' in detail ? detail : await readRequest(table, requestId);
    if (place === null || place.centre === null || place.synthetic) return null;
    const { centre, urgency, state } = place;
    const message = { type, requestId, urgency, state, sequence };
    const connections = await connectionsOf(table, centre, Date.now());
    const people = await readMembers(table, [...new Set(connections.map(({ username }) => username))]);
    await Promise.all(connections.map((one) => pushTo(one, people, message)));
    log('info', 'live.pushed', { requestId, centre, sequence, consoles: connections.length });
    return null;
  } catch (error) {
    log('error', 'live.failed', { messageId, error: errorKind(error) });
    return messageId;
  }
}

/** Whoever is disabled or of another centre by now is shown out. One console's trouble is not another's. */
async function pushTo(connection: Connection, people: readonly Handler[], message: object): Promise<void> {
  const { id, username, centre } = connection;
  try {
    const person = people.find((one) => one.username === username);
    const may = person && !person.disabled && (person.role === 'national' || person.centre === centre);
    if (!may) await live.end(id);
    if (!may || !(await live.push(id, message))) await dropConnection(table, id);
  } catch (error) {
    log('warn', 'live.failed', { centre, error: errorKind(error) });
  }
}
