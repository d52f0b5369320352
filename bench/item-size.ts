import { z } from 'zod';

/** A value as DynamoDB's wire format has it. */
const value: z.ZodType<Value> = z.lazy(() =>
  z.looseObject({
    S: z.string().optional(),
    N: z.string().optional(),
    L: z.array(value).optional(),
    M: z.record(z.string(), value).optional(),
  }),
);
interface Value {
  readonly S?: string | undefined;
  readonly N?: string | undefined;
  readonly L?: readonly Value[] | undefined;
  readonly M?: Readonly<Record<string, Value>> | undefined;
}

const put = z.object({ Item: z.record(z.string(), value) });
const transaction = z.object({ TransactItems: z.array(z.object({ Put: put.optional() })) });

export interface WrittenItem {
  /** What kind of item, by its key: `REQUEST EVENT`, `PERSON`. */
  readonly kind: string;
  readonly bytes: number;
}

/** The items that a transaction puts, with their sizes as DynamoDB reckons them. */
export function itemsOf(body: string): WrittenItem[] {
  const read = transaction.safeParse(JSON.parse(body));
  return read.success
    ? read.data.TransactItems.flatMap(({ Put }) =>
        Put ? [{ kind: kindOf(Put.Item), bytes: sizeOf(Put.Item) }] : [],
      )
    : [];
}

const word = (key: Value | undefined): string => /^[A-Z]+/.exec(key?.S ?? '')?.[0] ?? '';
const kindOf = ({ pk, sk }: Readonly<Record<string, Value>>): string =>
  [...new Set([word(pk), word(sk)])].filter(Boolean).join(' ');

/** Names and texts in UTF-8, numbers about half their digits, lists and maps three bytes and one an element. */
const sizeOf = (item: Readonly<Record<string, Value>>): number =>
  Object.entries(item).reduce((sum, [name, each]) => sum + Buffer.byteLength(name) + sizeOfValue(each), 0);

function sizeOfValue({ S, N, L, M }: Value): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.length / 2) + 1;
  if (L) return 3 + L.reduce((sum, each) => sum + 1 + sizeOfValue(each), 0);
  if (M) return 3 + Object.keys(M).length + sizeOf(M);
  return 1;
}

/** Write units of an item within a transaction: each begun kilobyte, twice. Source: DynamoDB's documentation. */
export const unitsInTransaction = (bytes: number): number => 2 * Math.ceil(bytes / 1024);
