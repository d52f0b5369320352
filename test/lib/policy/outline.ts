import { expect, it } from 'vitest';
import { z } from 'zod';
import { ofType, resources, templates } from '../deployment.ts';
import { statements } from '../policy-document.ts';

/** What outlives a deployment or is known by its name outside: a new logical id means a new, empty one. */
const LASTING = [
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::KMS::Key',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
];
const names = z
  .looseObject({ FunctionName: z.unknown(), Name: z.unknown(), QueueName: z.unknown() })
  .partial();

/** The last hash of a generated id says nothing to a reader. */
const readable = (id: string): string => id.replace(/[0-9A-F]{8}$/, '');
const short = (arn: string): string => arn.replace(/^arn:aws:([a-z0-9-]+):[a-z0-9-]*:\d*:/, '$1 ');

function counts(): string[] {
  return Object.keys(templates()).flatMap((stack) => {
    const types = resources()
      .filter((one) => one.stack === stack)
      .map(({ type }) => type);
    return [...new Set(types)]
      .sort()
      .map((type) => `${stack} ${type} ${types.filter((each) => each === type).length}`);
  });
}

const lasting = (): string[] =>
  LASTING.flatMap((type) =>
    ofType(type).map(({ stack, id, properties }) => {
      const { QueueName, Name } = names.parse(properties);
      return `${stack} ${type} ${id}${QueueName || Name ? ` ${String(QueueName ?? Name)}` : ''}`;
    }),
  ).sort();

const granted = (): string[] =>
  ofType('AWS::IAM::Policy')
    .flatMap(({ properties }) => {
      const [role = ''] = z.array(z.string()).parse(properties.Roles);
      return statements(properties.PolicyDocument).flatMap(({ Effect, Action, Resource }) =>
        Resource.filter((arn) => !/:log-group:/.test(arn)).map(
          (arn) =>
            `${readable(role)}: ${Effect === 'Deny' ? 'DENY ' : ''}${[...Action].sort().join(' ')} @ ${short(arn)}`,
        ),
      );
    })
    .sort();

/**
 * The templates in a page: a review sees what a change adds, takes away or renames. After a wanted change:
 * `npx vitest run test/lib/policy.test.ts -u`, and read the difference.
 */
it('the outline of the deployment is the reviewed one', async () => {
  const page = [
    '# Resources',
    ...counts(),
    '',
    '# What lasts',
    ...lasting(),
    '',
    '# What each role may',
    ...granted(),
    '',
  ];
  await expect(page.join('\n')).toMatchFileSnapshot('policy/outline.txt');
});
