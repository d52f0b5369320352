import type { Places } from '../template/places.ts';
import type { ConditionContext } from './conditions.ts';
import { type Caller, delegatesToAccount, evaluate, namesCaller } from './evaluate.ts';
import type { Grants } from './grants.ts';

export interface Guard {
  /** Undefined when the caller may do it; else what is missing, in the words of AWS's message. */
  refusal(caller: Caller, action: string, resource: string, source?: Source): string | undefined;
  /** The same for the customer key that a resource is under; undefined also when it is under none. */
  keyRefusal(
    caller: Caller,
    actions: readonly string[],
    resource: string,
    context: ConditionContext,
  ): string | undefined;
}

/** On whose behalf a service acts. */
export interface Source {
  readonly arn: string;
}

/** Questions whose answers are remembered; objects of the bucket are the only ones without an end. */
const MOST_KNOWN = 5000;

/** What AWS asks of the key when a service touches an encrypted resource for a caller. */
const keyActions: Readonly<Record<string, readonly string[]>> = {
  'sqs:SendMessage': ['kms:GenerateDataKey', 'kms:Decrypt'],
  'sqs:ReceiveMessage': ['kms:Decrypt'],
  'dynamodb:GetRecords': ['kms:Decrypt'],
  's3:PutObject': ['kms:GenerateDataKey'],
  's3:GetObject': ['kms:Decrypt'],
};

/**
 * Decides as AWS does within one account: a role needs its own policy or the resource's, a service the resource's;
 * either's Deny wins; and a resource under a customer key needs the key's consent for the same caller as well.
 */
export function createGuard(grants: Grants, { account, region }: Places): Guard {
  const known = new Map<string, string | undefined>();

  /** The policies never change while this runs: what was asked before is known. */
  function refusal(caller: Caller, action: string, resource: string, source?: Source): string | undefined {
    const question = JSON.stringify([caller, action, resource, source?.arn]);
    if (known.has(question)) return known.get(question);
    const verdict = judged(caller, action, resource, source);
    if (known.size < MOST_KNOWN) known.set(question, verdict);
    return verdict;
  }

  function judged(caller: Caller, action: string, resource: string, source?: Source): string | undefined {
    const context: ConditionContext = {
      // The local endpoint stands for the one that is reached over TLS.
      'aws:securetransport': 'true',
      'aws:resourceaccount': account,
      ...('role' in caller && { 'aws:principalarn': caller.role, 'aws:principalaccount': account }),
      ...(source && { 'aws:sourceaccount': account, 'aws:sourcearn': source.arn }),
    };
    const question = { action, resource, context };
    const ofResource = evaluate(
      grants.resourcePolicies.get(bucketOf(resource)) ?? [],
      question,
      (statement) => namesCaller(statement, caller),
    );
    const ofRole = 'role' in caller ? evaluate(grants.roles.get(caller.role) ?? [], question) : 'not granted';
    if (ofResource === 'denied' || ofRole === 'denied')
      return `${action} on resource: ${resource} with an explicit deny`;
    if (ofResource !== 'allowed' && ofRole !== 'allowed')
      return `${action} on resource: ${resource} because no policy allows the ${action} action`;
    const [, , service = ''] = resource.split(':');
    const needed = keyActions[action] ?? (service === 'dynamodb' ? ['kms:Decrypt'] : []);
    return keyRefusal(caller, needed, resource, {
      ...context,
      'kms:viaservice': `${service}.${region}.amazonaws.com`,
    });
  }

  function keyRefusal(
    caller: Caller,
    actions: readonly string[],
    resource: string,
    context: ConditionContext,
  ): string | undefined {
    const key = grants.keys.get(bucketOf(tableOf(resource)));
    // AWS's own keys serve the account's roles unasked, and no other service.
    if (!key || (key.includes('alias/aws/') && 'role' in caller)) return undefined;
    const keyContext = { 'aws:sourceaccount': account, 'kms:calleraccount': account, ...context };
    const missing = actions.find((action) => !keyAllows(caller, action, key, keyContext));
    return missing && `${missing} on resource: ${key} because no policy allows the ${missing} action`;
  }

  function keyAllows(caller: Caller, action: string, key: string, context: ConditionContext): boolean {
    const question = { action, resource: key, context };
    const policy = grants.resourcePolicies.get(key) ?? [];
    const named = evaluate(policy, question, (statement) => namesCaller(statement, caller));
    if (named !== 'not granted') return named === 'allowed';
    if ('service' in caller) return false;
    // A role's own policy counts only where the key's policy hands the decision to the account.
    const delegated = evaluate(policy, question, (statement) => delegatesToAccount(statement, account));
    return delegated === 'allowed' && evaluate(grants.roles.get(caller.role) ?? [], question) === 'allowed';
  }

  return { refusal, keyRefusal };
}

/** An object is under its bucket's policy and key. */
function bucketOf(arn: string): string {
  return arn.replace(/^(arn:aws:s3:::[^/]+)\/.*$/, '$1');
}

/** A table's indexes and stream are under the table's key. */
function tableOf(arn: string): string {
  return arn.replace(/(:table\/[^/]+)\/.*$/, '$1');
}
