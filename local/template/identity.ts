import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Places } from './places.ts';

/** What `Ref` and `Fn::GetAtt` give of one resource. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const names = z.object({
  BucketName: z.string().optional(),
  FunctionName: z.string().optional(),
  Name: z.string().optional(),
  QueueName: z.string().optional(),
  RoleName: z.string().optional(),
  RuleName: z.string().optional(),
  SecretName: z.string().optional(),
  TableName: z.string().optional(),
  FifoQueue: z.union([z.boolean(), z.string()]).optional(),
  EventBusName: z.string().optional(),
});

/**
 * The names a resource would have in an account, made up where the template leaves them to CloudFormation.
 * `properties` are resolved already.
 */
export function identityOf(
  type: string,
  stack: string,
  logicalId: string,
  properties: Record<string, unknown>,
  places: Places,
): Identity {
  const made = `${stack}-${logicalId}`;
  const short = createHash('sha256').update(made).digest('hex');
  const named = names.parse(
    Object.fromEntries(
      Object.entries(properties).filter(([key, value]) => key in names.shape && value !== null),
    ),
  );
  const arn = (service: string, resource: string, region = places.region) =>
    `arn:aws:${service}:${region}:${places.account}:${resource}`;
  switch (type) {
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::GlobalTable': {
      const name = named.TableName ?? made;
      const table = arn('dynamodb', `table/${name}`);
      return { ref: name, attributes: { Arn: table, StreamArn: `${table}/stream/local` } };
    }
    case 'AWS::SQS::Queue': {
      const name = named.QueueName ?? (String(named.FifoQueue) === 'true' ? `${made}.fifo` : made);
      return {
        ref: `${places.awsUrl}/${places.account}/${name}`,
        attributes: {
          Arn: arn('sqs', name),
          QueueName: name,
          QueueUrl: `${places.awsUrl}/${places.account}/${name}`,
        },
      };
    }
    case 'AWS::S3::Bucket': {
      const name = named.BucketName ?? `${made.toLowerCase().slice(0, 50)}-${short.slice(0, 12)}`;
      return {
        ref: name,
        attributes: {
          Arn: `arn:aws:s3:::${name}`,
          DomainName: `${name}.s3.amazonaws.com`,
          RegionalDomainName: `${name}.s3.${places.region}.amazonaws.com`,
        },
      };
    }
    case 'AWS::Lambda::Function': {
      const name = named.FunctionName ?? made;
      return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
    }
    case 'AWS::Events::EventBus': {
      const name = named.Name ?? made;
      return { ref: name, attributes: { Arn: arn('events', `event-bus/${name}`), Name: name } };
    }
    case 'AWS::Events::Rule': {
      const bus = (named.EventBusName ?? 'default').split('/').at(-1) ?? 'default';
      const name = named.Name ?? named.RuleName ?? made;
      const path = bus === 'default' ? name : `${bus}/${name}`;
      return { ref: path.replace('/', '|'), attributes: { Arn: arn('events', `rule/${path}`) } };
    }
    case 'AWS::Scheduler::Schedule':
      return {
        ref: named.Name ?? made,
        attributes: { Arn: arn('scheduler', `schedule/default/${named.Name ?? made}`) },
      };
    case 'AWS::IAM::Role': {
      const name = named.RoleName ?? made;
      return {
        ref: name,
        attributes: {
          Arn: arn('iam', `role/${name}`, ''),
          RoleId: `AROA${short.slice(0, 17).toUpperCase()}`,
        },
      };
    }
    case 'AWS::KMS::Key':
      return {
        ref: short.slice(0, 36),
        attributes: { Arn: arn('kms', `key/${short.slice(0, 36)}`), KeyId: short.slice(0, 36) },
      };
    case 'AWS::SecretsManager::Secret': {
      const secret = arn('secretsmanager', `secret:${named.Name ?? made}-${secretSuffix}`);
      return { ref: secret, attributes: { Id: secret, Arn: secret } };
    }
    case 'AWS::ApiGatewayV2::Api': {
      const id = short.slice(0, 10);
      return { ref: id, attributes: { ApiId: id, ApiEndpoint: places.publicUrl } };
    }
    case 'AWS::Cognito::UserPool': {
      const id = `${places.region}_${short.slice(0, 9)}`;
      return {
        ref: id,
        attributes: {
          Arn: arn('cognito-idp', `userpool/${id}`),
          ProviderName: places.issuer.replace(/^https?:\/\//, ''),
          ProviderURL: places.issuer,
          UserPoolId: id,
        },
      };
    }
    case 'AWS::Cognito::UserPoolClient':
      return {
        ref: short.slice(0, 26),
        attributes: { ClientId: short.slice(0, 26), Name: named.Name ?? made },
      };
    default: {
      const service = (type.split('::')[1] ?? 'local').toLowerCase();
      return { ref: made, attributes: { Arn: arn(service, made) } };
    }
  }
}

/** Secrets Manager ends a secret's ARN with a dash and six characters of its own. */
export const secretSuffix = 'Local1';
