import { likeArn, likeText } from './wildcards.ts';

export type ConditionContext = Readonly<Record<string, string | undefined>>;

type Comparison = (found: string, wanted: string) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: (found, wanted) => found === wanted,
  StringEqualsIgnoreCase: (found, wanted) => found.toLowerCase() === wanted.toLowerCase(),
  StringLike: (found, wanted) => likeText(wanted, found),
  ArnEquals: (found, wanted) => likeArn(wanted, found),
  ArnLike: (found, wanted) => likeArn(wanted, found),
  Bool: (found, wanted) => found.toLowerCase() === wanted.toLowerCase(),
};

const negated: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/** Keys the local run gives a value; a condition on any other could only be guessed at. */
const keys = [
  'aws:principalarn',
  'aws:principalaccount',
  'aws:resourceaccount',
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourcearn',
  'kms:calleraccount',
  'kms:viaservice',
];

/** One operator with one key; all of a statement's must hold. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Why the local run cannot judge this condition, or undefined when it can. */
export function unknownIn({ operator, key }: Condition): string | undefined {
  const base = operator.replace(/IfExists$/, '');
  if (base !== 'Null' && !(base in comparisons) && !(base in negated))
    return `the condition operator ${operator}`;
  const name = key.toLowerCase();
  return keys.includes(name) || name.startsWith('kms:encryptioncontext:')
    ? undefined
    : `the condition key ${key}`;
}

/** As IAM decides it: an absent key fails a positive operator and satisfies a negated one or `…IfExists`. */
export function conditionHolds({ operator, key, values }: Condition, context: ConditionContext): boolean {
  const found = context[key.toLowerCase()];
  if (operator === 'Null') return values.some((value) => (value === 'true') === (found === undefined));
  const base = operator.replace(/IfExists$/, '');
  if (found === undefined) return base in negated || base !== operator;
  const opposite = negated[base];
  const compare = comparisons[opposite ?? base];
  if (!compare) return false;
  const any = values.some((wanted) => compare(found, wanted));
  return opposite === undefined ? any : !any;
}
