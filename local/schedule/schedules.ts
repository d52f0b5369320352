import { z } from 'zod';
import type { Rule } from '../bus/rules.ts';
import type { Clock } from '../clock.ts';
import { reasonOf, StartFailure } from '../failure.ts';
import type { Guard } from '../iam/guard.ts';
import type { MayInvoke } from '../lambda/permissions.ts';
import { ofType, propertiesOf } from '../template/inventory.ts';
import type { Resource } from '../template/resolve.ts';
import { type NextAfter, readSchedule } from './expression.ts';

export interface Schedule {
  readonly name: string;
  /** Who invokes the function: a rule by the function's permission, a schedule by its own role. */
  readonly invokedBy: { readonly ruleArn: string } | { readonly role: string };
  readonly functionArn: string;
  readonly next: NextAfter;
  /** The event, as JSON; undefined for EventBridge's own. */
  readonly input: string | undefined;
}

const scheduleSchema = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  GroupName: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  FlexibleTimeWindow: z.unknown().optional(),
  KmsKeyArn: z.string().optional(),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().optional(),
    RetryPolicy: z.unknown().optional(),
    DeadLetterConfig: z.unknown().optional(),
  }),
});

/**
 * Every enabled schedule: rules with a rate or cron expression, and EventBridge Scheduler's.
 *
 * @throws StartFailure for one that has no function for a target, or may not invoke it
 */
export function readSchedules(
  resources: readonly Resource[],
  rules: readonly Rule[],
  { mayInvoke, guard }: { mayInvoke: MayInvoke; guard: Guard },
): Schedule[] {
  const ofRules = rules.flatMap(({ name, arn, schedule, targets }) =>
    schedule === undefined
      ? []
      : targets.map((target) => ({
          name,
          invokedBy: { ruleArn: arn },
          functionArn: target.arn,
          next: readSchedule(schedule),
          input: undefined,
        })),
  );
  const ofScheduler = ofType(resources, 'AWS::Scheduler::Schedule').flatMap((resource) => {
    const schedule = propertiesOf(resource, scheduleSchema);
    if (schedule.State === 'DISABLED') return [];
    return [
      {
        name: resource.identity.ref,
        invokedBy: { role: schedule.Target.RoleArn },
        functionArn: schedule.Target.Arn,
        next: readSchedule(schedule.ScheduleExpression, schedule.ScheduleExpressionTimezone),
        input: schedule.Target.Input ?? '{}',
      },
    ];
  });
  const schedules = [...ofRules, ...ofScheduler];
  const stranger = schedules.find(({ functionArn }) => !functionArn.includes(':lambda:'));
  if (stranger)
    throw new StartFailure(
      `The schedule ${stranger.name} has the target ${stranger.functionArn}, which is no function.`,
    );
  for (const { name, invokedBy, functionArn } of schedules) {
    const allowed =
      'ruleArn' in invokedBy
        ? mayInvoke('events.amazonaws.com', invokedBy.ruleArn, functionArn)
        : guard.refusal({ role: invokedBy.role }, 'lambda:InvokeFunction', functionArn) === undefined;
    if (!allowed)
      throw new StartFailure(
        `The schedule ${name} may not invoke ${functionArn}: the template gives it no permission.`,
      );
  }
  return schedules;
}

export interface Clockwork {
  /** Runs each schedule that has become due once; resolves to those that would have run more often by now. */
  runDue(): Promise<Schedule[]>;
  /** Runs schedules again, due or not. */
  run(schedules: readonly Schedule[]): Promise<void>;
  stop(): Promise<void>;
}

const second = 1000;

/** Keeps the schedules going by the local clock. */
export function startClockwork(
  schedules: readonly Schedule[],
  clock: Clock,
  invoke: (schedule: Schedule, at: number) => Promise<unknown>,
  log: (line: string) => void,
): Clockwork {
  const due = new Map(schedules.map((schedule) => [schedule, schedule.next(clock.now())]));
  const underWay = new Set<Promise<void>>();

  function run(some: readonly Schedule[]): Promise<void> {
    const runs = Promise.all(
      some.map((schedule) =>
        invoke(schedule, clock.now()).catch((error) => log(`${schedule.name} failed: ${reasonOf(error)}`)),
      ),
    ).then(() => undefined);
    underWay.add(runs);
    return runs.finally(() => underWay.delete(runs));
  }

  async function runDue(): Promise<Schedule[]> {
    const now = clock.now();
    const ready = [...due].filter(([, at]) => at <= now);
    for (const [schedule] of ready) due.set(schedule, schedule.next(now));
    if (ready.length > 0) await run(ready.map(([schedule]) => schedule));
    return ready.filter(([schedule, at]) => schedule.next(at) <= now).map(([schedule]) => schedule);
  }

  const timer = setInterval(() => void runDue(), second).unref();
  return {
    runDue,
    run,
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}
