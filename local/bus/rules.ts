import { z } from 'zod';
import { reasonOf, StartFailure } from '../failure.ts';
import { ofType, propertiesOf } from '../template/inventory.ts';
import type { Resource } from '../template/resolve.ts';
import { compile } from './match.ts';

export interface Target {
  readonly arn: string;
  readonly deadLetterArn?: string;
  readonly maximumAttempts: number;
  readonly maximumAgeMilliseconds: number;
  /** The group for a FIFO queue. */
  readonly group?: string;
}

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly targets: readonly Target[];
  readonly pattern?: (event: unknown) => boolean;
  readonly schedule?: string;
}

const targetSchema = z.strictObject({
  Arn: z.string(),
  Id: z.string(),
  // EventBridge's own defaults: 185 attempts in 24 hours.
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: z.coerce.number().default(185),
      MaximumEventAgeInSeconds: z.coerce.number().default(86_400),
    })
    .default({ MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 }),
  DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
  SqsParameters: z.strictObject({ MessageGroupId: z.string() }).optional(),
});

const schema = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  EventBusName: z.string().default('default'),
  EventPattern: z.unknown().optional(),
  ScheduleExpression: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(targetSchema).default([]),
  Tags: z.unknown().optional(),
});

/**
 * Every enabled rule of the template.
 *
 * @throws StartFailure for a pattern or a target's setting that the local bus would not honour
 */
export function readRules(resources: readonly Resource[]): Rule[] {
  return ofType(resources, 'AWS::Events::Rule').flatMap((resource): Rule[] => {
    const rule = propertiesOf(resource, schema);
    if (rule.State === 'DISABLED') return [];
    return [
      {
        name: resource.identity.ref.split('|').at(-1) ?? '',
        arn: resource.identity.attributes.Arn ?? '',
        bus: rule.EventBusName.split('/').at(-1) ?? 'default',
        targets: rule.Targets.map(({ Arn, RetryPolicy, DeadLetterConfig, SqsParameters }) => ({
          arn: Arn,
          maximumAttempts: RetryPolicy.MaximumRetryAttempts,
          maximumAgeMilliseconds: RetryPolicy.MaximumEventAgeInSeconds * 1000,
          ...(DeadLetterConfig && { deadLetterArn: DeadLetterConfig.Arn }),
          ...(SqsParameters && { group: SqsParameters.MessageGroupId }),
        })),
        ...(rule.EventPattern !== undefined && { pattern: compiled(rule.EventPattern, resource) }),
        ...(rule.ScheduleExpression !== undefined && { schedule: rule.ScheduleExpression }),
      },
    ];
  });
}

function compiled(pattern: unknown, { stack, logicalId }: Resource): (event: unknown) => boolean {
  try {
    return compile(pattern);
  } catch (error) {
    throw new StartFailure(
      `The pattern of ${stack}/${logicalId} cannot be matched locally: ${reasonOf(error)}.`,
    );
  }
}
