import { describe, expect, it } from 'vitest';
import { evaluate } from '../../local/iam/evaluate.ts';
import { statementsOf } from '../../local/iam/policy.ts';

const queue = 'arn:aws:sqs:ap-southeast-1:000000000000:hotline-send';
const table = 'arn:aws:dynamodb:ap-southeast-1:000000000000:table/requests';

const allow = (rest: object) => ({ Effect: 'Allow', Resource: '*', ...rest });
const deny = (rest: object) => ({ Effect: 'Deny', Resource: '*', ...rest });

describe('what policies decide', () => {
  it.each<[string, object[], string, string, Record<string, string>, string]>([
    ['nothing is granted by default', [], 'sqs:SendMessage', queue, {}, 'not granted'],
    [
      'by name',
      [allow({ Action: 'sqs:SendMessage', Resource: queue })],
      'sqs:SendMessage',
      queue,
      {},
      'allowed',
    ],
    ['actions know no case', [allow({ Action: 'SQS:sendmessage' })], 'sqs:SendMessage', queue, {}, 'allowed'],
    [
      'another action',
      [allow({ Action: 'sqs:ReceiveMessage' })],
      'sqs:SendMessage',
      queue,
      {},
      'not granted',
    ],
    [
      'another resource',
      [allow({ Action: 'sqs:*', Resource: `${queue}-2` })],
      'sqs:SendMessage',
      queue,
      {},
      'not granted',
    ],
    ['a star in the action', [allow({ Action: 'sqs:Send*' })], 'sqs:SendMessage', queue, {}, 'allowed'],
    [
      'a question mark is one character',
      [allow({ Action: 'sqs:*', Resource: queue.replace('send', 's?nd') })],
      'sqs:SendMessage',
      queue,
      {},
      'allowed',
    ],
    [
      'a star does not cross a colon',
      [allow({ Action: 'sqs:*', Resource: 'arn:aws:*:hotline-send' })],
      'sqs:SendMessage',
      queue,
      {},
      'not granted',
    ],
    [
      'Deny outweighs Allow',
      [allow({ Action: '*' }), deny({ Action: 'sqs:SendMessage' })],
      'sqs:SendMessage',
      queue,
      {},
      'denied',
    ],
    ['NotAction', [allow({ NotAction: 'sqs:SendMessage' })], 'sqs:SendMessage', queue, {}, 'not granted'],
    [
      'NotAction allows the others',
      [allow({ NotAction: 'sqs:SendMessage' })],
      'sqs:DeleteMessage',
      queue,
      {},
      'allowed',
    ],
    [
      'NotResource',
      [{ Effect: 'Deny', Action: '*', NotResource: queue }],
      'dynamodb:GetItem',
      table,
      {},
      'denied',
    ],
    [
      'a table is not its index',
      [allow({ Action: 'dynamodb:Query', Resource: table })],
      'dynamodb:Query',
      `${table}/index/timers`,
      {},
      'not granted',
    ],
    [
      'StringEquals',
      [allow({ Action: '*', Condition: { StringEquals: { 'kms:ViaService': ['a', 'b'] } } })],
      'kms:Decrypt',
      'k',
      { 'kms:viaservice': 'b' },
      'allowed',
    ],
    [
      'keys know no case',
      [allow({ Action: '*', Condition: { StringEquals: { 'AWS:SourceArn': 'x' } } })],
      'kms:Decrypt',
      'k',
      { 'aws:sourcearn': 'x' },
      'allowed',
    ],
    [
      'an absent key',
      [allow({ Action: '*', Condition: { StringEquals: { 'aws:SourceArn': 'x' } } })],
      'kms:Decrypt',
      'k',
      {},
      'not granted',
    ],
    [
      'IfExists',
      [allow({ Action: '*', Condition: { StringEqualsIfExists: { 'aws:SourceArn': 'x' } } })],
      'kms:Decrypt',
      'k',
      {},
      'allowed',
    ],
    [
      'an absent key is not equal',
      [deny({ Action: '*', Condition: { StringNotEquals: { 'aws:SourceAccount': '1' } } })],
      'kms:Decrypt',
      'k',
      {},
      'denied',
    ],
    [
      'both conditions',
      [
        allow({
          Action: '*',
          Condition: {
            StringEquals: { 'aws:SourceAccount': '1' },
            ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:1:rule/*' },
          },
        }),
      ],
      'sqs:SendMessage',
      queue,
      { 'aws:sourceaccount': '1', 'aws:sourcearn': 'arn:aws:events:x:2:rule/a' },
      'not granted',
    ],
    [
      'Bool',
      [deny({ Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
      'sqs:SendMessage',
      queue,
      { 'aws:securetransport': 'true' },
      'not granted',
    ],
    [
      'Null',
      [allow({ Action: '*', Condition: { Null: { 'aws:SourceArn': 'true' } } })],
      'kms:Decrypt',
      'k',
      {},
      'allowed',
    ],
  ])('%s', (_, statements, action, resource, context, verdict) => {
    const policy = statementsOf({ Version: '2012-10-17', Statement: statements }, 'test');

    expect(evaluate(policy, { action, resource, context })).toBe(verdict);
  });

  it.each<[string, object, string]>([
    ['operator', { NumericLessThan: { 'aws:SourceAccount': 5 } }, 'NumericLessThan'],
    ['key', { StringEquals: { 'aws:PrincipalOrgID': 'o' } }, 'aws:PrincipalOrgID'],
  ])('refuses an unknown condition %s at the start', (_, Condition, name) => {
    const policy = { Statement: allow({ Action: '*', Condition }) };

    expect(() => statementsOf(policy, 'TheRole')).toThrow(
      `The policy of TheRole uses the condition ${_} ${name}`,
    );
  });
});
