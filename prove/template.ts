import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const template = z.object({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.unknown() })),
});

const sourceOf = z.object({ EventSourceArn: z.unknown() });

export interface Templates {
  /** Dead-letter queues, by logical id, whose first message rings no alarm on a topic. */
  readonly deafQueues: readonly string[];
  readonly deadLetterQueues: number;
}

/**
 * Reads the synthesized templates for what the campaign has to know of them. A dead-letter queue is each queue that no
 * function reads, found without the names that lib/ uses for them.
 */
export function readTemplates(assembly: string): Templates {
  const ofType = resourcesOf(assembly);
  const dead = deadLetterQueues(ofType);
  const ringing = ofType('AWS::CloudWatch::Alarm')
    .map(([, { Properties }]) => JSON.stringify(Properties))
    .filter(
      (alarm) => /"AlarmActions":\[.+\]/.test(alarm) && alarm.includes('ApproximateNumberOfMessagesVisible'),
    );
  return {
    deadLetterQueues: dead.length,
    deafQueues: dead.map(([id]) => id).filter((id) => !ringing.some((alarm) => alarm.includes(id))),
  };
}

/** Names of the queues that no function reads. */
export const deadLetterQueueNames = (assembly: string): string[] =>
  deadLetterQueues(resourcesOf(assembly)).map(([, { Properties }]) => named.parse(Properties).QueueName);

const named = z.object({ QueueName: z.string() });

type OfType = ReturnType<typeof resourcesOf>;

function resourcesOf(assembly: string) {
  const all = readdirSync(assembly)
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => template.parse(JSON.parse(readFileSync(join(assembly, file), 'utf8'))).Resources)
    .flatMap((resources) => Object.entries(resources));
  return (type: string) => all.filter(([, { Type }]) => Type === type);
}

function deadLetterQueues(ofType: OfType) {
  const mappings = JSON.stringify(
    ofType('AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => sourceOf.parse(Properties)),
  );
  return ofType('AWS::SQS::Queue').filter(([id]) => !mappings.includes(id));
}
