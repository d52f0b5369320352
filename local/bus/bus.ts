import type { Clock } from '../clock.ts';
import { reasonOf, StartFailure } from '../failure.ts';
import type { Guard } from '../iam/guard.ts';
import type { Arrival, Queues } from '../queue/queues.ts';
import type { Store } from '../store.ts';
import { ofType } from '../template/inventory.ts';
import type { Places } from '../template/places.ts';
import type { Resource } from '../template/resolve.ts';
import type { Rule, Target } from './rules.ts';

/** An event as EventBridge hands it on. */
export interface Envelope {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface Bus {
  /** Resolves when the event and its pending deliveries are on the disk. */
  put(envelope: Envelope): Promise<void>;
  /** Events that travelled, oldest first, each with the names of the rules that matched. */
  log(): (Envelope & { rules: string[] })[];
  /** Whether something is to be delivered at this moment. */
  busy(): boolean;
  stop(): Promise<void>;
}

/** What a bus needs beside its own name. */
export type BusSurroundings = Omit<BusSettings, 'name' | 'arn'>;

export interface BusSettings {
  readonly name: string;
  readonly arn: string;
  readonly rules: readonly Rule[];
  readonly store: Store;
  readonly clock: Clock;
  readonly queues: Queues;
  readonly guard: Guard;
  log(line: string): void;
}

interface Delivery {
  readonly sequence: number;
  readonly envelope: Envelope;
  readonly rule: string;
  readonly target: string;
  readonly attempts: number;
  readonly since: number;
}

const service = { service: 'events.amazonaws.com' };
const longestPause = 60_000;

/**
 * The default bus and every bus of the template, by name.
 *
 * @throws StartFailure as createBus does, and for a rule on a bus that is not there
 */
export function createBuses(
  resources: readonly Resource[],
  surroundings: BusSurroundings,
  { region, account }: Places,
): ReadonlyMap<string, Bus> {
  const identities = [
    { name: 'default', arn: `arn:aws:events:${region}:${account}:event-bus/default` },
    ...ofType(resources, 'AWS::Events::EventBus').map(({ identity }) => ({
      name: identity.ref,
      arn: identity.attributes.Arn ?? '',
    })),
  ];
  const orphan = surroundings.rules.find(({ bus }) => !identities.some(({ name }) => name === bus));
  if (orphan)
    throw new StartFailure(`The rule ${orphan.name} is on the bus ${orphan.bus}, which is not there.`);
  return new Map(identities.map((identity) => [identity.name, createBus({ ...surroundings, ...identity })]));
}

/**
 * An event bus over the template's rules and targets. A delivery and the message it becomes are one transaction: after
 * a crash each pending delivery is either done or still there.
 *
 * @throws StartFailure for a target that is no queue of the template, or a bus that may not use its key
 */
export function createBus({ name, arn, rules, store, clock, queues, guard, log }: BusSettings): Bus {
  const events = store.records<{ envelope: Envelope; rules: string[] }>('bus');
  const deliveries = store.records<Delivery>('deliveries');
  const underWay = new Set<Promise<void>>();
  const waiting = new Set<NodeJS.Timeout>();
  let stopped = false;
  let sequence = Date.now() * 1000;
  for (const { key } of events.getRange({ reverse: true, limit: 1 }))
    sequence = Math.max(sequence, Number(key[1]));
  for (const { value } of deliveries.getRange()) sequence = Math.max(sequence, value.sequence);

  const matching = rules.filter((rule) => rule.bus === name && rule.pattern);
  for (const rule of matching)
    for (const target of rule.targets)
      for (const queue of [target.arn, target.deadLetterArn])
        if (queue !== undefined && !queues.byArn(queue))
          throw new StartFailure(
            `The rule ${rule.name} has the target ${queue}, which is no queue of the template.`,
          );
  const unreadable = guard.keyRefusal(service, ['kms:Decrypt', 'kms:GenerateDataKey'], arn, {
    'aws:sourcearn': arn,
    'kms:encryptioncontext:aws:events:event-bus:arn': arn,
  });
  if (unreadable) throw new StartFailure(`The bus ${name} cannot use its own key: ${unreadable}.`);

  /** An arrival in the target's queue, or why the service may not put it there. */
  function into(
    queueArn: string,
    rule: Rule,
    body: string,
    target: Target,
    reason?: string,
  ): Arrival | string {
    const queue = queues.byArn(queueArn);
    if (!queue) return `there is no queue ${queueArn}`;
    const refusal = guard.refusal(service, 'sqs:SendMessage', queueArn, { arn: rule.arn });
    if (refusal) return `events.amazonaws.com is not authorized to perform: ${refusal}`;
    return queues.arrive(queue.name, {
      body,
      ...(queue.fifo && { group: target.group ?? rule.name }),
      ...(reason !== undefined && {
        attributes: {
          RULE_ARN: { DataType: 'String', StringValue: rule.arn },
          TARGET_ARN: { DataType: 'String', StringValue: target.arn },
          ERROR_MESSAGE: { DataType: 'String', StringValue: reason },
        },
      }),
    });
  }

  function deliver(delivery: Delivery): void {
    if (stopped) return;
    const work = attempt(delivery).catch((error) => retry(delivery, reasonOf(error)));
    underWay.add(work);
    work.finally(() => underWay.delete(work));
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const { envelope, sequence: number } = delivery;
    const rule = matching.find((one) => one.name === delivery.rule);
    const target = rule?.targets.find((one) => one.arn === delivery.target);
    const body = JSON.stringify(envelope);
    if (!rule || !target) {
      log(`${envelope.id} was for ${delivery.rule} → ${delivery.target}, which the template no longer has.`);
      return store.commit(() => deliveries.remove([name, number]));
    }
    let arrival = into(target.arn, rule, body, target);
    if (typeof arrival === 'string') {
      // A missing permission is not tried again: the event goes to the dead letters, or is lost as it would be.
      log(`${rule.name} could not deliver ${envelope.id}: ${arrival}`);
      if (target.deadLetterArn === undefined) return store.commit(() => deliveries.remove([name, number]));
      arrival = into(target.deadLetterArn, rule, body, target, arrival);
      if (typeof arrival === 'string') {
        log(`${rule.name} lost ${envelope.id}, for its dead letters are closed as well: ${arrival}`);
        return store.commit(() => deliveries.remove([name, number]));
      }
    }
    const granted = arrival;
    await store.commit(() => {
      deliveries.remove([name, number]);
      granted.write();
    });
    granted.publish();
  }

  async function retry(delivery: Delivery, reason: string): Promise<void> {
    const rule = matching.find((one) => one.name === delivery.rule);
    const target = rule?.targets.find((one) => one.arn === delivery.target);
    const attempts = delivery.attempts + 1;
    log(`${delivery.rule} has not delivered ${delivery.envelope.id} (${attempts}): ${reason}`);
    const over =
      !target ||
      attempts > target.maximumAttempts ||
      clock.now() - delivery.since > target.maximumAgeMilliseconds;
    const next = { ...delivery, attempts };
    if (over && rule && target?.deadLetterArn) {
      const arrival = into(target.deadLetterArn, rule, JSON.stringify(delivery.envelope), target, reason);
      await store.commit(() => {
        deliveries.remove([name, delivery.sequence]);
        if (typeof arrival !== 'string') arrival.write();
      });
      if (typeof arrival !== 'string') arrival.publish();
      return;
    }
    await store.commit(() =>
      over ? deliveries.remove([name, delivery.sequence]) : deliveries.put([name, delivery.sequence], next),
    );
    if (over) return;
    const timer = setTimeout(
      () => {
        waiting.delete(timer);
        deliver(next);
      },
      Math.min(longestPause, 200 * 2 ** attempts),
    ).unref();
    waiting.add(timer);
  }

  for (const { key, value } of deliveries.getRange())
    if (key[0] === name) queueMicrotask(() => deliver(value));

  return {
    async put(envelope) {
      const matched = matching.filter((rule) => rule.pattern?.(envelope));
      const pending = matched.flatMap((rule) =>
        rule.targets.map(
          (target): Delivery => ({
            sequence: ++sequence,
            envelope,
            rule: rule.name,
            target: target.arn,
            attempts: 0,
            since: clock.now(),
          }),
        ),
      );
      const place = ++sequence;
      await store.commit(() => {
        events.put([name, place], { envelope, rules: matched.map((rule) => rule.name) });
        for (const delivery of pending) deliveries.put([name, delivery.sequence], delivery);
      });
      for (const delivery of pending) deliver(delivery);
    },
    log: () =>
      [...events.getRange()]
        .filter(({ key }) => key[0] === name)
        .map(({ value }) => ({ ...value.envelope, rules: value.rules })),
    busy: () => underWay.size > 0,
    async stop() {
      stopped = true;
      for (const timer of waiting) clearTimeout(timer);
      await Promise.all(underWay);
    },
  };
}
