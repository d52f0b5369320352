import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';

/** The queues of one deployment and what stands behind each. */
export interface QueueSet {
  /** Queue URLs by name. */
  readonly urls: ReadonlyMap<string, string>;
  /** For each dead-letter queue the names of the queues that give up into it. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
}

export interface Redriven {
  readonly queue: string;
  /** Sent back to where they came from, and taken out of the dead letters. */
  readonly moved: number;
  /** Left where they are: nobody can tell where they belong, or the target did not take them. */
  readonly left: number;
}

export interface Means {
  readonly sqs: SQSClient;
  readonly events: EventBridgeClient;
}

const nameOf = (address: string): string => address.split(/[:/]/).at(-1) ?? '';

/** Every queue whose name begins with `hotline-`, read from SQS itself: a queue added later is among them. */
export async function readQueueSet({ sqs }: Pick<Means, 'sqs'>): Promise<QueueSet> {
  const { QueueUrls = [] } = await sqs.send(
    new ListQueuesCommand({ QueueNamePrefix: 'hotline-', MaxResults: 1000 }),
  );
  const urls = new Map(QueueUrls.map((url) => [nameOf(url), url]));
  const sources = new Map<string, string[]>();
  for (const [name, url] of urls) {
    const policy = (await attributesOf(sqs, url)).RedrivePolicy;
    if (policy === undefined) continue;
    const dead = nameOf(redrivePolicy.parse(JSON.parse(policy)).deadLetterTargetArn);
    sources.set(dead, [...(sources.get(dead) ?? []), name]);
  }
  // What the bus and the stream give up comes from no queue.
  for (const name of urls.keys())
    if (/-(dead|failed)(\.fifo)?$/.test(name) && !sources.has(name)) sources.set(name, []);
  return { urls, sources };
}

const redrivePolicy = z.object({ deadLetterTargetArn: z.string() });

async function attributesOf(sqs: SQSClient, url: string): Promise<Record<string, string>> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  return Attributes;
}

/** How many messages a queue holds, those that are being worked on included. */
export async function countOf({ sqs }: Pick<Means, 'sqs'>, url: string): Promise<number> {
  const attributes = await attributesOf(sqs, url);
  return [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ].reduce((sum, name) => sum + Number(attributes[name] ?? 0), 0);
}

/** Seconds for which a message that is being moved is nobody else's. */
const HOLD = 120;
/** Looks without a message after which the queue counts as read: SQS asks a few of its servers at a time. */
const EMPTY_LOOKS = 3;

/**
 * Sends every dead letter that lies in a queue now back to where it came from, each once: what fails again comes back
 * and waits for the next call. First sent, then deleted: an end in between sends it twice, which consumers ignore.
 * @param name the dead-letter queue
 */
export async function redrive(means: Means, queues: QueueSet, name: string): Promise<Redriven> {
  const url = queues.urls.get(name);
  if (url === undefined) throw new Error(`There is no queue ${name}`);
  const { sqs } = means;
  const begun = Date.now();
  const seen = new Set<string>();
  let moved = 0;
  let left = 0;
  for (let empty = 0; empty < EMPTY_LOOKS; ) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: HOLD,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    const fresh = Messages.filter(({ MessageId = '' }) => !seen.has(MessageId));
    if (fresh.length === 0) {
      empty += 1;
      continue;
    }
    empty = 0;
    for (const message of fresh) {
      seen.add(message.MessageId ?? '');
      if (await sendBack(means, queues, name, message)) {
        await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message.ReceiptHandle }));
        moved += 1;
      } else left += 1;
    }
    // A queue that fills as fast as it is emptied is somebody's to mend first.
    if (Date.now() - begun > HOLD * 1000) break;
  }
  return { queue: name, moved, left };
}

const envelope = z.looseObject({
  source: z.string(),
  'detail-type': z.string(),
  time: z.string(),
  detail: z.looseObject({ centre: z.string().optional() }),
});

async function sendBack(
  { sqs, events }: Means,
  queues: QueueSet,
  dead: string,
  message: Message,
): Promise<boolean> {
  const body = message.Body ?? '';
  const target = targetOf(queues, dead, message);
  if (target !== undefined) {
    const group = message.Attributes?.MessageGroupId;
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: target,
        MessageBody: body,
        // The first id is remembered for five minutes: under it the message would be taken for a double and dropped.
        ...(target.endsWith('.fifo')
          ? { MessageGroupId: group ?? 'redriven', MessageDeduplicationId: `redriven-${message.MessageId}` }
          : {}),
      }),
    );
    return true;
  }
  if (dead.includes('-bus-')) return publishAgain(events, body);
  // Positions of the stream: what they stood for bears its outbox mark, and the sweeper publishes it every minute.
  return isStreamPosition(body);
}

/** The queue a dead letter belongs to; undefined where none is named. */
function targetOf({ urls, sources }: QueueSet, dead: string, message: Message): string | undefined {
  const from = message.Attributes?.DeadLetterQueueSourceArn;
  // What EventBridge itself put there names the target it could not reach.
  const named = message.MessageAttributes?.TARGET_ARN?.StringValue;
  const own = sources.get(dead) ?? [];
  const sole = own.length === 1 ? own[0] : undefined;
  const centre = centreIn(message.Body ?? '');
  const guess = centre === undefined ? undefined : own.find((name) => name === `hotline-inbox-${centre}`);
  const name = from ?? named ?? sole ?? guess;
  return name === undefined ? undefined : urls.get(nameOf(name));
}

function centreIn(body: string): string | undefined {
  const read = envelope.safeParse(parsed(body));
  return read.success ? read.data.detail.centre : undefined;
}

async function publishAgain(events: EventBridgeClient, body: string): Promise<boolean> {
  const read = envelope.safeParse(parsed(body));
  if (!read.success) return false;
  const { source, time, detail, 'detail-type': type } = read.data;
  const { FailedEntryCount = 0 } = await events.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: 'hotline',
          Source: source,
          DetailType: type,
          Time: new Date(time),
          Detail: JSON.stringify(detail),
        },
      ],
    }),
  );
  return FailedEntryCount === 0;
}

const isStreamPosition = (body: string): boolean =>
  z.looseObject({ DDBStreamBatchInfo: z.looseObject({}) }).safeParse(parsed(body)).success;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
