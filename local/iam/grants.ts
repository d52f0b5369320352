import { z } from 'zod';
import { StartFailure } from '../failure.ts';
import { ofType, propertiesOf } from '../template/inventory.ts';
import type { Resource } from '../template/resolve.ts';
import { type Statement, statementsOf } from './policy.ts';

export interface Grants {
  /** A role's ARN → what its own policies say. */
  readonly roles: ReadonlyMap<string, readonly Statement[]>;
  /** A queue's, a bucket's or a key's ARN → what its own policy says. */
  readonly resourcePolicies: ReadonlyMap<string, readonly Statement[]>;
  /** The ARN of a queue, a bucket, a table or a bus → the ARN of the customer key it is under. */
  readonly keys: ReadonlyMap<string, string>;
}

/** Services that have a local endpoint, or that matter to the cloud only. */
const knownServices = [
  'dynamodb',
  'sqs',
  'events',
  'secretsmanager',
  'ses',
  'cognito-idp',
  'execute-api',
  'kms',
  'logs',
  'xray',
  'cloudwatch',
  'lambda',
  's3',
];

/** AWS's own policies that the local run knows the content of: they allow logs, traces and metrics only. */
const harmlessManagedPolicies = ['AWSLambdaBasicExecutionRole', 'AWSXRayDaemonWriteAccess'];

/**
 * Gathers who may do what from the template's roles, policies, queue policies and keys.
 *
 * @throws StartFailure when a role is granted a service for which there is no local endpoint
 */
export function readGrants(resources: readonly Resource[]): Grants {
  const roles = new Map<string, Statement[]>();
  const roleByName = new Map<string, Statement[]>();
  for (const role of ofType(resources, 'AWS::IAM::Role')) {
    const { Policies, ManagedPolicyArns } = propertiesOf(role, roleSchema);
    const unknown = ManagedPolicyArns.find(
      (arn) => !harmlessManagedPolicies.some((name) => arn.endsWith(`/${name}`)),
    );
    if (unknown?.includes('::aws:'))
      throw new StartFailure(`${role.logicalId} uses ${unknown}, whose content the local run does not know.`);
    const statements = Policies.flatMap(({ PolicyDocument }) => statementsOf(PolicyDocument, role.logicalId));
    roles.set(role.identity.attributes.Arn ?? '', statements);
    roleByName.set(role.identity.ref, statements);
  }
  for (const policy of [
    ...ofType(resources, 'AWS::IAM::Policy'),
    ...ofType(resources, 'AWS::IAM::ManagedPolicy'),
  ]) {
    const { PolicyDocument, Roles } = propertiesOf(policy, policySchema);
    const statements = statementsOf(PolicyDocument, policy.logicalId);
    for (const name of Roles) roleByName.get(name)?.push(...statements);
  }
  for (const [arn, statements] of roles) refuseUnknownServices(arn, statements);

  const resourcePolicies = new Map<string, Statement[]>();
  const keys = new Map<string, string>();
  const queueByUrl = new Map<string, string>();
  for (const key of ofType(resources, 'AWS::KMS::Key')) {
    const { KeyPolicy } = propertiesOf(key, keySchema);
    const arn = key.identity.attributes.Arn ?? '';
    // In a key's policy "*" is that key.
    resourcePolicies.set(arn, statementsOf(KeyPolicy, key.logicalId));
  }
  for (const queue of ofType(resources, 'AWS::SQS::Queue')) {
    const arn = queue.identity.attributes.Arn ?? '';
    queueByUrl.set(queue.identity.ref, arn);
    const { KmsMasterKeyId } = propertiesOf(queue, encryptedQueueSchema);
    if (KmsMasterKeyId) keys.set(arn, KmsMasterKeyId);
  }
  for (const policy of ofType(resources, 'AWS::SQS::QueuePolicy')) {
    const { PolicyDocument, Queues } = propertiesOf(policy, queuePolicySchema);
    const statements = statementsOf(PolicyDocument, policy.logicalId);
    for (const url of Queues) {
      const arn = queueByUrl.get(url);
      if (arn) resourcePolicies.set(arn, [...(resourcePolicies.get(arn) ?? []), ...statements]);
    }
  }
  const bucketByName = new Map<string, string>();
  for (const bucket of ofType(resources, 'AWS::S3::Bucket')) {
    const arn = bucket.identity.attributes.Arn ?? '';
    bucketByName.set(bucket.identity.ref, arn);
    const { BucketEncryption } = propertiesOf(bucket, encryptedBucketSchema);
    const [rule] = BucketEncryption?.ServerSideEncryptionConfiguration ?? [];
    const key = rule?.ServerSideEncryptionByDefault.KMSMasterKeyID;
    if (key) keys.set(arn, key);
  }
  for (const policy of ofType(resources, 'AWS::S3::BucketPolicy')) {
    const { PolicyDocument, Bucket } = propertiesOf(policy, bucketPolicySchema);
    const arn = bucketByName.get(Bucket);
    if (arn) resourcePolicies.set(arn, statementsOf(PolicyDocument, policy.logicalId));
  }
  for (const table of ofType(resources, 'AWS::DynamoDB::Table')) {
    const { SSESpecification } = propertiesOf(table, encryptedTableSchema);
    if (SSESpecification?.KMSMasterKeyId)
      keys.set(table.identity.attributes.Arn ?? '', SSESpecification.KMSMasterKeyId);
  }
  for (const bus of ofType(resources, 'AWS::Events::EventBus')) {
    const { KmsKeyIdentifier } = propertiesOf(bus, encryptedBusSchema);
    if (KmsKeyIdentifier) keys.set(bus.identity.attributes.Arn ?? '', KmsKeyIdentifier);
  }
  return { roles, resourcePolicies, keys };
}

function refuseUnknownServices(role: string, statements: readonly Statement[]): void {
  const granted = statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ actions = [] }) => actions);
  for (const action of granted) {
    const [service = ''] = action.split(':');
    if (!knownServices.includes(service.toLowerCase()))
      throw new StartFailure(
        `${role} is granted ${action}, and the local run has no endpoint for ${service}.`,
      );
  }
}

const roleSchema = z.object({
  Policies: z.array(z.object({ PolicyDocument: z.unknown() })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
});
const policySchema = z.object({ PolicyDocument: z.unknown(), Roles: z.array(z.string()).default([]) });
const keySchema = z.object({ KeyPolicy: z.unknown() });
const queuePolicySchema = z.object({ PolicyDocument: z.unknown(), Queues: z.array(z.string()) });
const encryptedQueueSchema = z.object({ KmsMasterKeyId: z.string().optional() });
const encryptedBucketSchema = z.object({
  BucketEncryption: z
    .object({
      ServerSideEncryptionConfiguration: z.array(
        z.object({ ServerSideEncryptionByDefault: z.object({ KMSMasterKeyID: z.string().optional() }) }),
      ),
    })
    .optional(),
});
const bucketPolicySchema = z.object({
  PolicyDocument: z.unknown(),
  Bucket: z.string(),
});
const encryptedTableSchema = z.object({
  SSESpecification: z.object({ KMSMasterKeyId: z.string().optional() }).optional(),
});
const encryptedBusSchema = z.object({ KmsKeyIdentifier: z.string().optional() });
