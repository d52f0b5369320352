import { randomUUID } from 'node:crypto';
import type { Places } from '../template/places.ts';
import type { Schedule } from './schedules.ts';

/** What a function is handed by its schedule: the schedule's own input, or EventBridge's event. */
export function scheduledEvent(
  { invokedBy, input }: Schedule,
  at: number,
  { account, region }: Places,
): unknown {
  if (input !== undefined) return JSON.parse(input);
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account,
    time: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: 'ruleArn' in invokedBy ? [invokedBy.ruleArn] : [],
    detail: {},
  };
}
