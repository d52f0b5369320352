import * as z from 'zod/mini';
import type { Cursor } from '../../adapters/dynamodb/worklist.ts';
import { isMarkOf, markOf } from '../../adapters/signing.ts';

const shape = z.strictObject({ sort: z.string(), id: z.string().check(z.minLength(1)), mark: z.string() });

const signed = (scope: string, { sort, id }: Cursor): string => `${scope}\n${sort}\n${id}`;

/**
 * A cursor as the caller gets it.
 * @param scope the question the page answers: a cursor continues that one and no other
 */
export function writeCursor(key: string, scope: string, cursor: Cursor): string {
  const mark = markOf(key, 'cursor', signed(scope, cursor));
  return Buffer.from(JSON.stringify({ ...cursor, mark })).toString('base64url');
}

/** The place a cursor stands for; null when it is not ours, was changed, or belongs to another question. */
export function readCursor(key: string, scope: string, text: string): Cursor | null {
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (!parsed.success) return null;
    const { mark, ...cursor } = parsed.data;
    return isMarkOf(key, 'cursor', signed(scope, cursor), mark) ? cursor : null;
  } catch {
    return null;
  }
}
