import type { z } from 'zod';
import { StartFailure } from '../failure.ts';
import type { Resource } from './resolve.ts';

/** Types whose behaviour the local run takes from the template. */
const served = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::Secret',
] as const;

export type ServedType = (typeof served)[number];

/** Types that change nothing on a machine of one's own: watching, naming, the edge of the network. */
const meaningless: readonly (string | RegExp)[] = [
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolGroup',
  'AWS::KMS::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Logs::ResourcePolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SSM::Parameter',
  'AWS::Budgets::Budget',
  'AWS::WAFv2::WebACL',
  'AWS::WAFv2::WebACLAssociation',
  // The console is served by its own development server or by the lobby.
  /^AWS::CloudFront::/,
  /^AWS::CertificateManager::/,
  /^AWS::Route53::/,
  'AWS::ApiGatewayV2::DomainName',
  'AWS::ApiGatewayV2::ApiMapping',
  /^Custom::/,
  'AWS::CloudFormation::CustomResource',
];

/** @throws StartFailure naming the first resource whose behaviour would silently be missing */
export function refuseUnknownTypes(resources: readonly Resource[]): void {
  const known: readonly string[] = served;
  for (const { stack, logicalId, type } of resources) {
    if (known.includes(type)) continue;
    if (meaningless.some((one) => (typeof one === 'string' ? one === type : one.test(type)))) continue;
    throw new StartFailure(
      `${stack}/${logicalId} is a ${type}, which the local run neither emulates nor knows to be without effect here.`,
    );
  }
}

export function ofType(resources: readonly Resource[], type: ServedType): Resource[] {
  return resources.filter((resource) => resource.type === type);
}

/**
 * The properties of a resource as the local run understands them; strict schemas make it refuse what it would
 * otherwise ignore.
 *
 * @throws StartFailure naming the resource and the property
 */
export function propertiesOf<Schema extends z.ZodType>(resource: Resource, schema: Schema): z.infer<Schema> {
  const read = schema.safeParse(resource.properties);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue?.path.map(String).join('.') || 'its properties';
  throw new StartFailure(
    `${resource.stack}/${resource.logicalId} (${resource.type}) cannot be run locally: ${place}: ${issue?.message}.`,
  );
}
