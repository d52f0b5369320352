import * as z from 'zod/mini';
import { setting } from '../../adapters/configuration.ts';
import { dropConnection, keepConnection } from '../../adapters/dynamodb/connections.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { useTicket } from '../../adapters/dynamodb/tickets.ts';

const table = openTable(setting('TABLE_NAME'));

/** What API Gateway asks: may they connect, they have connected, they are gone. */
const asked = z.object({
  type: z.optional(z.literal('REQUEST')),
  methodArn: z.optional(z.string()),
  queryStringParameters: z.nullish(z.record(z.string(), z.string())),
  requestContext: z.object({
    connectionId: z.string(),
    eventType: z.enum(['CONNECT', 'DISCONNECT', 'MESSAGE']),
    authorizer: z.optional(z.object({ username: z.string(), centre: z.string() })),
  }),
});

/** Longer than any of our tickets. */
const LONGEST_TICKET = 100;

/** Lets in whoever has a ticket, once; the ticket says who they are and what they hear of. */
export async function handler(event: unknown): Promise<object> {
  const { type, methodArn = '', queryStringParameters, requestContext } = asked.parse(event);
  const { connectionId, eventType, authorizer } = requestContext;
  const now = Date.now();
  if (type === 'REQUEST') {
    const ticket = queryStringParameters?.ticket ?? '';
    const admission = ticket.length > LONGEST_TICKET ? null : await useTicket(table, ticket, now);
    return policy(admission ? 'Allow' : 'Deny', methodArn, admission ?? undefined);
  }
  if (eventType === 'CONNECT') {
    if (authorizer === undefined) return { statusCode: 403 };
    await keepConnection(table, { id: connectionId, ...authorizer }, now);
  }
  if (eventType === 'DISCONNECT') await dropConnection(table, connectionId);
  return { statusCode: 200 };
}

const policy = (Effect: 'Allow' | 'Deny', Resource: string, context?: Record<string, string>) => ({
  principalId: context?.username ?? 'nobody',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }],
  },
  ...(context ? { context } : {}),
});
