import { z } from 'zod';
import { StartFailure } from '../failure.ts';
import { type Condition, unknownIn } from './conditions.ts';

const one = z.union([z.string(), z.boolean(), z.number()]).transform(String);
const several = z.union([one.transform((value) => [value]), z.array(one)]);
const principals = z.union([
  z.literal('*').transform(() => ({ AWS: ['*'] })),
  z.record(z.enum(['AWS', 'Service', 'CanonicalUser', 'Federated']), several.optional()),
]);

const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: several.optional(),
  NotAction: several.optional(),
  Resource: several.optional(),
  NotResource: several.optional(),
  Principal: principals.optional(),
  NotPrincipal: z.undefined().optional(),
  Condition: z.record(z.string(), z.record(z.string(), several)).default({}),
});

const documentSchema = z.object({
  Statement: z.preprocess((given) => [given].flat(), z.array(statementSchema)),
});

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly principals?: Readonly<Record<string, readonly string[]>>;
  readonly conditions: readonly Condition[];
}

/**
 * The statements of a policy document. `owner` names it in the failure.
 *
 * @throws StartFailure for what the local run could not judge as IAM would
 */
export function statementsOf(document: unknown, owner: string): Statement[] {
  const read = documentSchema.safeParse(document);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new StartFailure(
      `The policy of ${owner} cannot be read: ${issue?.path.join('.')}: ${issue?.message}.`,
    );
  }
  return read.data.Statement.map((statement) => {
    const conditions = Object.entries(statement.Condition).flatMap(([operator, members]) =>
      Object.entries(members).map(([key, values]) => ({ operator, key, values })),
    );
    const unknown = conditions.map(unknownIn).find((reason) => reason !== undefined);
    if (unknown)
      throw new StartFailure(`The policy of ${owner} uses ${unknown}, which the local run does not know.`);
    return {
      effect: statement.Effect,
      conditions,
      ...(statement.Action && { actions: statement.Action }),
      ...(statement.NotAction && { notActions: statement.NotAction }),
      ...(statement.Resource && { resources: statement.Resource }),
      ...(statement.NotResource && { notResources: statement.NotResource }),
      ...(statement.Principal && { principals: membersOf(statement.Principal) }),
    };
  });
}

function membersOf(principal: Partial<Record<string, string[] | undefined>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(principal).map(([kind, values]) => [kind, values ?? []]));
}
