import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { StartFailure } from '../failure.ts';
import type { Store } from '../store.ts';
import type { QueueDefinition } from './definition.ts';

/** A message as it lies on the disk. Times are the local run's clock, in milliseconds. */
export interface Message {
  readonly sequence: number;
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly group?: string;
  readonly deduplication?: string;
  readonly sentAt: number;
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt?: number;
  /** The ARN of the queue that gave it up. */
  readonly from?: string;
}

export interface Outgoing {
  readonly body: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly group?: string;
  readonly deduplication?: string;
  readonly delayMilliseconds?: number;
  readonly from?: string;
}

/** A message on its way in: `write` inside a transaction of the store, then `publish`. */
export interface Arrival {
  write(): void;
  publish(): Message;
}

export interface Queues {
  readonly definitions: ReadonlyMap<string, QueueDefinition>;
  byArn(arn: string): QueueDefinition | undefined;
  arrive(name: string, outgoing: Outgoing): Arrival;
  /** Resolves when the message is on the disk. A duplicate in a FIFO queue resolves to the first one. */
  send(name: string, outgoing: Outgoing): Promise<Message>;
  /** Hands out up to `limit` visible messages; without `holdMilliseconds` they stay held until removed or released. */
  receive(name: string, limit: number, holdMilliseconds?: number): Promise<Message[]>;
  remove(name: string, messages: readonly Message[]): Promise<void>;
  /** Gives messages back after a failure: visible again when what is left of the visibility timeout has passed. */
  release(name: string, messages: readonly Message[], visibleInMilliseconds: number): Promise<void>;
  held(name: string, id: string): Message | undefined;
  counts(name: string): { visible: number; held: number; waiting: number };
  /** How many `receive` would deal with now: a FIFO group behind one that is held or waits is not among them. */
  ready(name: string, limit: number): number;
  /** Milliseconds until the next waiting message becomes visible. */
  nextIn(name: string): number | undefined;
  onArrival(name: string, listener: () => void): void;
}

interface Lane {
  readonly definition: QueueDefinition;
  readonly messages: Map<number, Message>;
  /**
   * Who is being worked on, until when, by the machine's monotonic time: a worker really takes its time, so moving the
   * local clock by days must not hand its messages to a second one. It is not kept on the disk: after a restart nobody
   * is working, and the messages are due at once.
   */
  readonly held: Map<number, number>;
  readonly listeners: (() => void)[];
}

/** FIFO queues remember a deduplication id for five minutes. */
const deduplicationInterval = 5 * 60_000;

/** `keep` sees every message that enters a queue, inside the transaction that stores it. */
export function createQueues(
  store: Store,
  clock: Clock,
  definitions: readonly QueueDefinition[],
  keep: (queue: string, message: Message) => void = () => undefined,
): Queues {
  const saved = store.records<Message>('messages');
  const deduplications = store.records<{ message: Message; at: number }>('deduplications');
  const lanes = new Map<string, Lane>();
  const names = new Map(definitions.map(({ arn, name }) => [arn, name]));
  for (const definition of definitions) {
    if (definition.deadLetter && !names.has(definition.deadLetter.arn))
      throw new StartFailure(
        `The dead-letter queue ${definition.deadLetter.arn} of ${definition.name} is not there.`,
      );
    lanes.set(definition.name, { definition, messages: new Map(), held: new Map(), listeners: [] });
  }
  // Later than every sequence on the disk, also when the machine's clock was set back in between.
  let sequence = Date.now() * 1000;
  for (const { key, value } of saved.getRange()) {
    lanes.get(String(key[0]))?.messages.set(value.sequence, value);
    sequence = Math.max(sequence, value.sequence);
  }

  function lane(name: string): Lane {
    const found = lanes.get(name);
    if (!found) throw new Error(`There is no queue ${name}`);
    return found;
  }

  function arrive(name: string, outgoing: Outgoing): Arrival {
    const { definition, messages, listeners } = lane(name);
    const now = clock.now();
    let message: Message | undefined;
    let duplicate = false;
    return {
      write() {
        const deduplication = definition.fifo
          ? (outgoing.deduplication ?? createHash('sha256').update(outgoing.body).digest('hex'))
          : undefined;
        const scope = definition.deduplicateWithinGroup ? (outgoing.group ?? '') : '';
        const known = deduplication && deduplications.get(keyOf(name, scope, deduplication));
        if (known && known.at > now - deduplicationInterval) {
          duplicate = true;
          message = known.message;
          return;
        }
        message = {
          sequence: ++sequence,
          id: randomUUID(),
          body: outgoing.body,
          attributes: outgoing.attributes ?? {},
          sentAt: now,
          visibleAt: now + (outgoing.delayMilliseconds ?? definition.delayMilliseconds),
          receiveCount: 0,
          ...(outgoing.group !== undefined && { group: outgoing.group }),
          ...(deduplication !== undefined && { deduplication }),
          ...(outgoing.from !== undefined && { from: outgoing.from }),
        };
        saved.put([name, message.sequence], message);
        if (deduplication) deduplications.put(keyOf(name, scope, deduplication), { message, at: now });
        keep(name, message);
      },
      publish() {
        if (!message) throw new Error('A message is published after it was written');
        if (!duplicate) {
          messages.set(message.sequence, message);
          for (const listener of listeners) listener();
        }
        return message;
      },
    };
  }

  const isHeld = ({ held }: Lane, message: Message) => (held.get(message.sequence) ?? 0) > performance.now();

  function visible(of: Lane, limit: number) {
    const now = clock.now();
    const { definition, messages } = of;
    const ready: Message[] = [];
    const dead: Message[] = [];
    const expired: Message[] = [];
    const blockedGroups = new Set<string | undefined>();
    for (const message of messages.values()) {
      if (ready.length === limit) break;
      if (definition.fifo && blockedGroups.has(message.group)) continue;
      if (isHeld(of, message) || message.visibleAt > now) blockedGroups.add(message.group);
      else if (message.sentAt + definition.retentionMilliseconds < now) expired.push(message);
      else if (definition.deadLetter && message.receiveCount >= definition.deadLetter.maxReceiveCount)
        dead.push(message);
      else ready.push(message);
    }
    return { ready, dead, expired };
  }

  const queues: Queues = {
    definitions: new Map(definitions.map((definition) => [definition.name, definition])),
    byArn: (arn) => lanes.get(names.get(arn) ?? '')?.definition,
    arrive,
    async send(name, outgoing) {
      const arrival = arrive(name, outgoing);
      await store.commit(arrival.write);
      return arrival.publish();
    },
    async receive(name, limit, holdMilliseconds = Number.POSITIVE_INFINITY) {
      const from = lane(name);
      const { ready, dead, expired } = visible(from, limit);
      const received = ready.map((message) => ({
        ...message,
        receiveCount: message.receiveCount + 1,
        firstReceivedAt: message.firstReceivedAt ?? clock.now(),
      }));
      for (const message of received) {
        from.held.set(message.sequence, performance.now() + holdMilliseconds);
        from.messages.set(message.sequence, message);
      }
      for (const { sequence: gone } of [...dead, ...expired]) from.messages.delete(gone);
      const target = names.get(from.definition.deadLetter?.arn ?? '');
      const arrivals =
        target === undefined
          ? []
          : dead.map((message) => arrive(target, { ...message, from: from.definition.arn }));
      if (received.length + dead.length + expired.length === 0) return [];
      await store.commit(() => {
        for (const message of received) saved.put([name, message.sequence], message);
        for (const { sequence: gone } of [...dead, ...expired]) saved.remove([name, gone]);
        for (const arrival of arrivals) arrival.write();
      });
      for (const arrival of arrivals) arrival.publish();
      return received;
    },
    async remove(name, messages) {
      const from = lane(name);
      await store.commit(() => {
        for (const { sequence: gone } of messages) saved.remove([name, gone]);
      });
      for (const { sequence: gone } of messages) {
        from.messages.delete(gone);
        from.held.delete(gone);
      }
      // The next of the same group may go now.
      if (from.definition.fifo) for (const listener of from.listeners) listener();
    },
    async release(name, messages, visibleInMilliseconds) {
      const from = lane(name);
      const visibleAt = clock.now() + Math.max(0, visibleInMilliseconds);
      const released = messages.map((message) => ({ ...message, visibleAt }));
      await store.commit(() => {
        for (const message of released) saved.put([name, message.sequence], message);
      });
      for (const message of released) {
        from.messages.set(message.sequence, message);
        from.held.delete(message.sequence);
      }
      for (const listener of from.listeners) listener();
    },
    held(name, id) {
      const from = lane(name);
      return [...from.messages.values()].find(
        (message) => message.id === id && from.held.has(message.sequence),
      );
    },
    counts(name) {
      const of = lane(name);
      const now = clock.now();
      const counts = { visible: 0, held: 0, waiting: 0 };
      for (const message of of.messages.values())
        counts[isHeld(of, message) ? 'held' : message.visibleAt > now ? 'waiting' : 'visible']++;
      return counts;
    },
    ready(name, limit) {
      const { ready, dead, expired } = visible(lane(name), limit);
      return ready.length + dead.length + expired.length;
    },
    nextIn(name) {
      const now = clock.now();
      let next: number | undefined;
      for (const { visibleAt } of lane(name).messages.values())
        if (visibleAt > now && visibleAt < (next ?? Number.POSITIVE_INFINITY)) next = visibleAt;
      return next === undefined ? undefined : next - now;
    },
    onArrival(name, listener) {
      lane(name).listeners.push(listener);
    },
  };
  return queues;
}

/** lmdb's keys are limited to 1,978 bytes. */
function keyOf(name: string, scope: string, deduplication: string): string[] {
  return [name, createHash('sha256').update(`${scope}\0${deduplication}`).digest('hex')];
}
