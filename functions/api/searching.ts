import type * as z from 'zod/mini';
import { directory } from '../../adapters/directory.ts';
import { recordLook } from '../../adapters/dynamodb/looks.ts';
import { findRequests } from '../../adapters/dynamodb/search.ts';
import { json } from '../../adapters/http/problem.ts';
import { maySee } from '../../domain/request/handling.ts';
import { sought } from '../../domain/search/terms.ts';
import type { Call } from './call.ts';
import type { searchBody } from './desk-schemas.ts';
import { listedView } from './view.ts';

/**
 * By code, number or name within the own centre, the national desk in all; what lies with another centre is marked.
 * What is shown was looked at: each hit is on the request's trail.
 */
export async function search({ table, handler, body, now }: Call<z.infer<typeof searchBody>>) {
  const centres = handler.role === 'national' ? directory.centres.map(({ code }) => code) : [handler.centre];
  const found = await findRequests(table, centres, sought(body.q));
  const seen = found.filter((request) => maySee(handler, request));
  const at = new Date(now).toISOString();
  await Promise.all(seen.map(({ id }) => recordLook(table, id, handler, at)));
  return json(200, {
    items: seen.map((request) => ({
      ...listedView(request, now),
      elsewhere: request.centre !== handler.centre,
    })),
  });
}
