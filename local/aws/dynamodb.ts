import { z } from 'zod';
import type { Dynamo } from '../engine/dynamo.ts';
import type { Call, Service } from './endpoint.ts';
import { AwsError } from './error.ts';
import { inputOf } from './input.ts';

export interface DynamoSettings {
  readonly dynamo: Dynamo;
  /** A table's name → its ARN in the template, under which the policies know it. */
  arnOf(table: string): string | undefined;
  /** Called after a write has been acknowledged by the engine. */
  written(): void;
}

const tableInput = z.object({ TableName: z.string(), IndexName: z.string().optional() });
const batchInput = z.object({ RequestItems: z.record(z.string(), z.unknown()) });
const part = z.object({ TableName: z.string() });
const transactWriteInput = z.object({
  TransactItems: z.array(
    z.object({
      Put: part.optional(),
      Update: part.optional(),
      Delete: part.optional(),
      ConditionCheck: part.optional(),
    }),
  ),
});
const transactGetInput = z.object({ TransactItems: z.array(z.object({ Get: part })) });

/** How the parts of a transaction are authorised. */
const partActions = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
} as const;

const reads = [
  'GetItem',
  'BatchGetItem',
  'TransactGetItems',
  'Query',
  'Scan',
  'DescribeTable',
  'DescribeTimeToLive',
];
const writes = ['PutItem', 'UpdateItem', 'DeleteItem'];

/** DynamoDB: the caller's right is checked, what would harm the engine is refused, the rest is the engine's. */
export function dynamoService({ dynamo, arnOf, written }: DynamoSettings): Service {
  return async (call) => {
    for (const [action, table, index] of accessesOf(call)) {
      const name = table.split('/').at(-1) ?? table;
      const arn = arnOf(name) ?? `arn:aws:dynamodb:local:unknown:table/${name}`;
      call.require(`dynamodb:${action}`, index === undefined ? arn : `${arn}/index/${index}`);
    }
    const unreadable = nonAsciiExpression(call.input);
    if (unreadable !== undefined)
      throw new AwsError(
        'com.amazonaws.dynamodb.v20120810#ValidationException',
        `Invalid expression: Syntax error; token: "${unreadable}"`,
      );
    const answer = await dynamo.forward(call.operation, call.body);
    if (!reads.includes(call.operation)) written();
    return { status: answer.status, bytes: answer.body };
  };
}

type Access = readonly [action: string, table: string, index?: string];

function accessesOf({ operation, input }: Call): Access[] {
  switch (operation) {
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.keys(inputOf(batchInput, input).RequestItems).map((table) => [operation, table]);
    case 'TransactWriteItems':
      return inputOf(transactWriteInput, input).TransactItems.flatMap((item) =>
        Object.entries(partActions).flatMap(([kind, action]): Access[] => {
          const found = item[kind as keyof typeof partActions];
          return found ? [[action, found.TableName]] : [];
        }),
      );
    case 'TransactGetItems':
      return inputOf(transactGetInput, input).TransactItems.map(({ Get }) => ['GetItem', Get.TableName]);
    default: {
      if (![...reads, ...writes].includes(operation))
        throw new AwsError('UnknownOperationException', `The local run does not serve dynamodb:${operation}`);
      const { TableName, IndexName } = inputOf(tableInput, input);
      return [IndexName === undefined ? [operation, TableName] : [operation, TableName, IndexName]];
    }
  }
}

/** The embedded engine ends itself on such a character inside an expression; AWS answers with a syntax error. */
function nonAsciiExpression(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  for (const [name, value] of Object.entries(input)) {
    if (name.endsWith('Expression') && typeof value === 'string') {
      const found = /[^\p{ASCII}]+/u.exec(value);
      if (found) return found[0];
    } else if (!holdsData.has(name)) {
      const nested = nonAsciiExpression(value);
      if (nested !== undefined) return nested;
    }
  }
  return undefined;
}

/** Where an attribute that happens to be called "…Expression" may stand. */
const holdsData = new Set([
  'Item',
  'Key',
  'Keys',
  'ExpressionAttributeValues',
  'ExpressionAttributeNames',
  'ExclusiveStartKey',
]);
