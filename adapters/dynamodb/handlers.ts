import * as z from 'zod/mini';
import { type Handler, ROLES } from '../../domain/request/handling.ts';
import { handlerKey } from './keys.ts';
import { getItem, putItem, type Table } from './table.ts';

const handlerRecord: z.ZodMiniType<Handler> = z.object({
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  centre: z.string(),
  disabled: z.boolean(),
});

/** The person behind a user name; null when unknown or disabled: then nothing is allowed. */
export async function readHandler(table: Table, username: string): Promise<Handler | null> {
  const item = await getItem(table, handlerKey(username));
  if (item === null) return null;
  const handler = handlerRecord.parse(item.handler);
  return handler.disabled ? null : handler;
}

export const writeHandler = (table: Table, handler: Handler) =>
  putItem(table, { ...handlerKey(handler.username), handler });
