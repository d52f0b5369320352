import { type ConditionContext, conditionHolds } from './conditions.ts';
import type { Statement } from './policy.ts';
import { likeArn, likeText } from './wildcards.ts';

/** Who asks: a role (by its ARN) or a service (by its principal, `events.amazonaws.com`). */
export type Caller = { readonly role: string } | { readonly service: string };

export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly context: ConditionContext;
}

export type Verdict = 'allowed' | 'denied' | 'not granted';

/** What one list of statements says of a question; an explicit Deny outweighs everything. */
export function evaluate(
  statements: readonly Statement[],
  { action, resource, context }: Question,
  concerns: (statement: Statement) => boolean = () => true,
): Verdict {
  const applying = statements.filter(
    (statement) =>
      concerns(statement) &&
      coversAction(statement, action) &&
      coversResource(statement, resource) &&
      statement.conditions.every((condition) => conditionHolds(condition, context)),
  );
  if (applying.some(({ effect }) => effect === 'Deny')) return 'denied';
  return applying.length > 0 ? 'allowed' : 'not granted';
}

/** Whether a statement of a resource's policy speaks of this caller by name. */
export function namesCaller({ principals = {} }: Statement, caller: Caller): boolean {
  if ('service' in caller) return principals.Service?.includes(caller.service) ?? false;
  return (principals.AWS ?? []).some((name) => name === '*' || name === caller.role);
}

/** Whether it leaves the decision to the account's own policies, which is what the root principal means. */
export function delegatesToAccount({ principals = {} }: Statement, account: string): boolean {
  return (principals.AWS ?? []).some((name) => name === account || name === `arn:aws:iam::${account}:root`);
}

function coversAction({ actions, notActions }: Statement, action: string): boolean {
  const like = (pattern: string) => likeText(pattern.toLowerCase(), action.toLowerCase());
  return actions ? actions.some(like) : notActions ? !notActions.some(like) : false;
}

function coversResource({ resources, notResources }: Statement, resource: string): boolean {
  const like = (pattern: string) => pattern === '*' || likeArn(pattern, resource);
  return resources ? resources.some(like) : notResources ? !notResources.some(like) : false;
}
