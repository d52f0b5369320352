import type * as z from 'zod/mini';
import { directory } from '../../adapters/directory.ts';
import { issueTicket } from '../../adapters/dynamodb/tickets.ts';
import { json, problem } from '../../adapters/http/problem.ts';
import type { Call } from './call.ts';
import type { ticketBody } from './desk-schemas.ts';

/** A ticket for the live connection to one's own centre; the national desk may name another. */
export async function giveTicket({ table, handler, body, now }: Call<z.infer<typeof ticketBody>>) {
  const { centre = handler.centre } = body;
  if (centre !== handler.centre && handler.role !== 'national')
    return problem(403, 'Only what happens in your own centre.');
  if (!directory.centres.some(({ code }) => code === centre)) return problem(400, 'There is no such centre.');
  return json(200, { ticket: await issueTicket(table, { username: handler.username, centre }, now) });
}
