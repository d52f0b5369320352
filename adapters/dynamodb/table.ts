import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from './keys.ts';

/** The table: a client and its name. Functions of this folder take it first. */
export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
}

export type Item = Record<string, unknown>;

/** One try more than the first, and no long waits: a webhook's calls share one second. */
export function openTable(name: string): Table {
  const client = new DynamoDBClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 700, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
  return { client, name };
}

export const toItem = (value: object) => marshall(value, { removeUndefinedValues: true });

/**
 * An item as it counts now: past its time to live (seconds since 1970) it is not there, though DynamoDB may take two days
 * to delete it.
 */
const alive = (item: Item): boolean => typeof item.ttl !== 'number' || item.ttl * 1000 > Date.now();

/** Reads one item as of now; null when there is none or its time has passed (no engine deletes on time). */
export async function getItem(table: Table, key: Key, signal?: AbortSignal): Promise<Item | null> {
  const { Item: found } = await table.client.send(
    new GetItemCommand({ TableName: table.name, Key: toItem({ ...key }), ConsistentRead: true }),
    abortable(signal),
  );
  const item = found ? unmarshall(found) : null;
  return item && alive(item) ? item : null;
}

/** Items read in one call. */
const BATCH = 100;

/**
 * Reads up to a hundred items in one call, as of now; the answer has them in the order of the keys.
 * @throws where the table did not read all of them (throttling): the caller tries again or spills
 */
export async function getItems(
  table: Table,
  keys: readonly Key[],
  signal?: AbortSignal,
): Promise<(Item | null)[]> {
  if (keys.length === 0) return [];
  if (keys.length > BATCH) throw new Error(`${keys.length} items asked of one read, ${BATCH} at the most`);
  const { Responses, UnprocessedKeys } = await table.client.send(
    new BatchGetItemCommand({
      RequestItems: { [table.name]: { Keys: keys.map((key) => toItem({ ...key })), ConsistentRead: true } },
    }),
    abortable(signal),
  );
  if (UnprocessedKeys?.[table.name]?.Keys?.length) throw new Error('the table left keys of a batch unread');
  const items = (Responses?.[table.name] ?? []).map((item) => unmarshall(item)).filter(alive);
  return keys.map(({ pk, sk }) => items.find((item) => item.pk === pk && item.sk === sk) ?? null);
}

export interface Page {
  readonly items: Item[];
  readonly next: Item | null;
}

/** Of the sort key: all that begin with, up to and including, or from one to another (both included). */
export interface SortRange {
  readonly name: string;
  readonly beginsWith?: string;
  readonly upTo?: string;
  readonly between?: readonly [from: string, to: string];
}

export interface Question {
  readonly index?: string;
  readonly partition: readonly [name: string, value: string];
  readonly sort?: SortRange;
  readonly limit?: number;
  readonly after?: Item;
  readonly backwards?: boolean;
}

/** One page of one partition, of the table (as of now) or of an index (a moment behind); without what has expired. */
export async function query(table: Table, question: Question): Promise<Page> {
  const { limit, after, backwards } = question;
  const { Items, LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      ...asked(table, question),
      ...(limit === undefined ? {} : { Limit: limit }),
      ...(after === undefined ? {} : { ExclusiveStartKey: toItem(after) }),
      ScanIndexForward: !backwards,
    }),
  );
  return {
    items: (Items ?? []).map((item) => unmarshall(item)).filter(alive),
    next: LastEvaluatedKey ? unmarshall(LastEvaluatedKey) : null,
  };
}

/** How many items one page of the question has: at the most `limit`. */
export async function countOf(
  table: Table,
  question: Question & { readonly limit: number },
): Promise<number> {
  const { Count } = await table.client.send(
    new QueryCommand({ ...asked(table, question), Limit: question.limit, Select: 'COUNT' }),
  );
  return Count ?? 0;
}

function asked(table: Table, { index, partition, sort }: Question) {
  const { condition, values } = sort ? rangeOf(sort) : { condition: '', values: {} };
  return {
    TableName: table.name,
    ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
    KeyConditionExpression: `#p = :p${condition}`,
    ExpressionAttributeNames: { '#p': partition[0], ...(sort ? { '#s': sort.name } : {}) },
    ExpressionAttributeValues: toItem({ ':p': partition[1], ...values }),
  };
}

function rangeOf({ beginsWith, upTo, between }: SortRange): { condition: string; values: object } {
  if (between) {
    return { condition: ' AND #s BETWEEN :s AND :t', values: { ':s': between[0], ':t': between[1] } };
  }
  return upTo === undefined
    ? { condition: ' AND begins_with(#s, :s)', values: { ':s': beginsWith ?? '' } }
    : { condition: ' AND #s <= :s', values: { ':s': upTo } };
}

export const putItem = (table: Table, item: Item) =>
  table.client.send(new PutItemCommand({ TableName: table.name, Item: toItem(item) }));

export const updateItem = (table: Table, input: Omit<UpdateItemCommandInput, 'TableName'>) =>
  table.client.send(new UpdateItemCommand({ TableName: table.name, ...input }));

/** `done`, or which of the parts was refused by its condition; `conflict` when another write was under way. */
export type Written =
  | { readonly done: true }
  | { readonly done: false; readonly refused: readonly number[]; readonly conflict: boolean };

/** All or nothing. Refused conditions are an answer, everything else is thrown. */
export async function transact(
  table: Table,
  parts: readonly TransactWriteItem[],
  signal?: AbortSignal,
): Promise<Written> {
  try {
    await table.client.send(new TransactWriteItemsCommand({ TransactItems: [...parts] }), abortable(signal));
    return { done: true };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
    const refused = codes.flatMap((code, part) => (code === 'ConditionalCheckFailed' ? [part] : []));
    const conflict = codes.includes('TransactionConflict');
    if (refused.length === 0 && !conflict) throw error;
    return { done: false, refused, conflict };
  }
}

const abortable = (signal: AbortSignal | undefined) => (signal ? { abortSignal: signal } : {});
