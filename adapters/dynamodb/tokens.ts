import { tokenKey } from './keys.ts';
import { putItem, type Table } from './table.ts';

/** The access token by which we send as the Official Account; one item, so that there is one writer's truth. */
export const writeZaloToken = (table: Table, accessToken: string) =>
  putItem(table, { ...tokenKey('zalo'), accessToken });
