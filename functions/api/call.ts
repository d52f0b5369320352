import type { Table } from '../../adapters/dynamodb/table.ts';
import type { Handler } from '../../domain/request/handling.ts';

/** One call, with who calls and what was sent, both already checked. */
export interface Call<Body = unknown> {
  readonly table: Table;
  readonly handler: Handler;
  readonly path: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: Body;
  readonly idempotencyKey: string | undefined;
  readonly now: number;
}
