import { z } from 'zod';
import { StartFailure } from '../failure.ts';
import { ofType, propertiesOf } from '../template/inventory.ts';
import type { Resource } from '../template/resolve.ts';
import { type Dynamo, DynamoCallError } from './dynamo.ts';

export interface TableDefinition {
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string;
  /** What CreateTable takes. */
  readonly create: Readonly<Record<string, unknown>>;
  readonly keys: TableKeys;
}

interface TableKeys {
  readonly KeySchema: readonly { AttributeName: string; KeyType: string }[];
  readonly GlobalSecondaryIndexes?:
    | readonly { IndexName: string; KeySchema: TableKeys['KeySchema'] }[]
    | undefined;
}

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
const schema = z.object({
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.record(z.string(), z.unknown()),
      }),
    )
    .optional(),
  LocalSecondaryIndexes: z.undefined().optional(),
  StreamSpecification: z.object({ StreamViewType: z.string() }).optional(),
});
const described = z.object({
  Table: z.object({
    TableStatus: z.string(),
    KeySchema: keySchema,
    GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string(), KeySchema: keySchema })).optional(),
  }),
});

export function readTables(resources: readonly Resource[]): TableDefinition[] {
  return ofType(resources, 'AWS::DynamoDB::Table').map((resource) => {
    const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, StreamSpecification } = propertiesOf(
      resource,
      schema,
    );
    return {
      name: resource.identity.ref,
      arn: resource.identity.attributes.Arn ?? '',
      streamArn: resource.identity.attributes.StreamArn ?? '',
      keys: { KeySchema, GlobalSecondaryIndexes },
      create: {
        TableName: resource.identity.ref,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema,
        AttributeDefinitions,
        ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes }),
        ...(StreamSpecification && { StreamSpecification: { StreamEnabled: true, ...StreamSpecification } }),
      },
    };
  });
}

/** Forgets the table: an engine outside the data folder keeps it when the folder is cleared. */
export async function dropTable(dynamo: Dynamo, { name }: TableDefinition): Promise<void> {
  if (await describe(dynamo, name)) await dynamo.call('DeleteTable', { TableName: name });
  while (await describe(dynamo, name)) await new Promise((resolve) => setTimeout(resolve, 10));
}

/**
 * Makes the table when it is not there yet.
 *
 * @throws StartFailure when the one that is there has other keys than the template says
 */
export async function ensureTable(dynamo: Dynamo, table: TableDefinition): Promise<void> {
  let existing = await describe(dynamo, table.name);
  if (!existing) await dynamo.call('CreateTable', table.create);
  else if (shape(existing) !== shape(table.keys))
    throw new StartFailure(
      `The table ${table.name} in the data folder has other keys or indexes than the template; start with --fresh, or point DATA_DIR to another folder.`,
    );
  while (existing?.TableStatus !== 'ACTIVE') {
    await new Promise((resolve) => setTimeout(resolve, 10));
    existing = await describe(dynamo, table.name);
  }
}

async function describe(dynamo: Dynamo, name: string) {
  try {
    return described.parse(await dynamo.call('DescribeTable', { TableName: name })).Table;
  } catch (error) {
    if (error instanceof DynamoCallError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function shape({ KeySchema, GlobalSecondaryIndexes = [] }: TableKeys): string {
  const keys = (of: TableKeys['KeySchema']) => of.map((key) => `${key.AttributeName}:${key.KeyType}`).join();
  const indexes = GlobalSecondaryIndexes.map((index) => `${index.IndexName}=${keys(index.KeySchema)}`);
  return [keys(KeySchema), ...indexes.sort()].join(';');
}
