import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { attachmentId } from '../domain/media/files.ts';
import { readGrants } from '../local/iam/grants.ts';
import { unused } from '../local/iam/uses.ts';
import { readAssembly } from '../local/template/assembly.ts';
import { resolveResources } from '../local/template/resolve.ts';
import { bus, inbox, outbox, raw } from '../test/journeys/backstage.ts';
import type { Model } from './model.ts';
import type { SystemUnderTest } from './system.ts';
import { everyItem } from './table.ts';
import { readTemplates } from './template.ts';
import type { Watched } from './watch.ts';

/** One promise, what was looked at, and what breaks it; empty where it holds. */
export interface Finding {
  readonly promise: string;
  readonly looked: string;
  readonly broken: readonly string[];
}

const event = z.looseObject({
  requestId: z.string(),
  sequence: z.number(),
  type: z.string(),
  providerEventId: z.string().optional(),
  messageId: z.string().optional(),
  providerMessageId: z.string().optional(),
  outcome: z.string().optional(),
  attachments: z.array(z.looseObject({ url: z.string().optional() })).optional(),
  file: z.looseObject({ attachmentId: z.string() }).optional(),
  changes: z.record(z.string(), z.unknown()),
});
type Event = z.infer<typeof event>;

const stored = z.looseObject({ id: z.string(), sequence: z.number(), centre: z.string().nullable() });

export interface Evidence {
  readonly findings: readonly Finding[];
  readonly requests: number;
  readonly contacts: number;
  readonly sent: number;
}

/** Looks at everything from outside, when all is quiet. */
export async function examine(
  system: SystemUnderTest,
  model: Model,
  watched: Watched,
  assembly: string,
): Promise<Evidence> {
  const items = await everyItem(system.awsUrl(), system.tableName());
  const requests = items.flatMap(({ request }) => (request === undefined ? [] : [stored.parse(request)]));
  const events = items.flatMap((item) =>
    String(item.sk).startsWith('EVENT#') ? [event.parse(item.event)] : [],
  );
  const templates = readTemplates(assembly);
  // Mails are notices to centres and stand in no timeline.
  const sent = (await outbox(system)).filter(({ channel }) => channel !== 'mail');
  return {
    requests: requests.length,
    contacts: events.filter(({ type }) => type === 'contact').length,
    sent: sent.length,
    findings: [
      keptOnce(model, events),
      filesKept(model, events),
      await delivered(system, requests),
      sentOnce(events, sent),
      rebuilt(requests, events),
      {
        promise: 'Nothing that the bus is owed is left in the outbox',
        looked: `${events.length} timeline events`,
        broken: items.flatMap(({ pk, sk, outbox: mark }) => (mark === undefined ? [] : [`${pk} ${sk}`])),
      },
      {
        promise: 'Every dead-letter queue of the template rings an alarm on its first message',
        looked: `${templates.deadLetterQueues} queues that no function reads`,
        broken: templates.deafQueues,
      },
      granted(system),
      await quiet(system, model, watched),
    ],
  };
}

export function keptOnce({ acknowledged }: Pick<Model, 'acknowledged'>, events: readonly Event[]): Finding {
  const times = new Map<string, number>();
  for (const { providerEventId: id } of events) if (id) times.set(id, (times.get(id) ?? 0) + 1);
  return {
    promise: 'Every acknowledged contact is in exactly one timeline, once',
    looked: `${acknowledged.size} acknowledged contacts`,
    broken: [
      ...[...acknowledged.keys()]
        // What came beside a turn that was answered bears a name of its own, and its file tells whether it is there.
        .filter((id) => !id.endsWith(':aside') && !times.has(id))
        .map((id) => `lost: ${id}`),
      ...[...times].filter(([, count]) => count > 1).map(([id, count]) => `${count} times: ${id}`),
    ],
  };
}

/** By what the media function wrote down last of each file of an acknowledged event. */
export function filesKept({ files }: Pick<Model, 'files'>, events: readonly Event[]): Finding {
  const outcomes = new Map<string, string>();
  for (const { requestId, file, outcome = '' } of events.toSorted((a, b) => a.sequence - b.sequence))
    if (file !== undefined) outcomes.set(`${requestId} ${file.attachmentId}`, outcome);
  const ends = new Map<string, string[]>();
  for (const one of events)
    for (const [index, { url }] of (one.attachments ?? []).entries())
      if (url !== undefined)
        ends.set(url, [
          ...(ends.get(url) ?? []),
          outcomes.get(`${one.requestId} ${attachmentId(one, index)}`) ?? '',
        ]);
  const broken = [...files].flatMap((url) => {
    const end = ends.get(url);
    if (end === undefined) return [`in no timeline: ${url}`];
    return end.includes('stored') ? [] : [`${end.join(', ') || 'waiting'}: ${url}`];
  });
  return {
    promise: 'Every file that an acknowledged event brought is stored',
    looked: `${files.size} pictures and recordings`,
    broken,
  };
}

async function delivered(
  system: SystemUnderTest,
  requests: readonly z.infer<typeof stored>[],
): Promise<Finding> {
  const inboxes = new Map<string, ReadonlySet<string>>();
  for (const centre of new Set(requests.flatMap((request) => request.centre ?? [])))
    inboxes.set(
      centre,
      new Set(
        (await inbox(system, centre)).flatMap((item) =>
          item['detail-type'] === 'request.routed' ? [item.detail.requestId] : [],
        ),
      ),
    );
  return inTheInboxes(requests, inboxes);
}

/** @param inboxes the requests that each centre was told of */
export function inTheInboxes(
  requests: readonly Pick<z.infer<typeof stored>, 'id' | 'centre'>[],
  inboxes: ReadonlyMap<string, ReadonlySet<string>>,
): Finding {
  const broken = requests.flatMap(({ id, centre }) => {
    if (centre === null) return [`nowhere: ${id}`];
    return inboxes.get(centre)?.has(id) ? [] : [`not in the inbox of ${centre}: ${id}`];
  });
  return {
    promise: 'Every request is with a centre and was delivered to its inbox',
    looked: `${requests.length} requests, ${inboxes.size} inboxes`,
    broken,
  };
}

/** What a provider took under an id that no timeline knows was sent by an attempt that heard no answer. */
export function sentOnce(events: readonly Event[], sent: readonly { id?: unknown; to: string }[]): Finding {
  const outcomes = events.filter(({ type, messageId }) => type === 'message' && messageId !== undefined);
  const ends = new Map<string, string[]>();
  for (const { requestId, messageId = '', outcome = '' } of outcomes)
    if (/^sent/.test(outcome)) {
      const key = `${requestId} ${messageId}`;
      ends.set(key, [...(ends.get(key) ?? []), outcome]);
    }
  const known = new Set(outcomes.map(({ providerMessageId }) => providerMessageId));
  const marked = [...ends.values()].flat().filter((outcome) => outcome === 'sent-possibly-twice').length;
  // An attempt whose answer was lost and that nobody repeated successfully stands as such, too.
  const unsure = outcomes.filter(({ outcome }) =>
    ['postponed', 'waiting', 'refused'].includes(outcome ?? ''),
  ).length;
  const unknown = sent.filter(({ id }) => !known.has(String(id)));
  return {
    promise: 'Nothing was sent twice without a mark',
    looked: `${sent.length} messages the providers took, ${marked} marked as possibly sent twice, ${unknown.length} under an id nobody heard`,
    broken: [
      ...[...ends].filter(([, all]) => all.length > 1).map(([key, all]) => `${key}: ${all.join(', ')}`),
      ...(unknown.length > marked + unsure
        ? [`${unknown.length} messages went out unheard, ${marked + unsure} are marked`]
        : []),
    ],
  };
}

/** Folds each timeline's deltas and compares with the request as it is stored. */
export function rebuilt(requests: readonly z.infer<typeof stored>[], events: readonly Event[]): Finding {
  const broken: string[] = [];
  const byRequest = new Map<string, Event[]>();
  for (const one of events) byRequest.set(one.requestId, [...(byRequest.get(one.requestId) ?? []), one]);
  for (const { id, sequence, updatedAt: _, ...request } of requests) {
    const timeline = (byRequest.get(id) ?? []).toSorted((one, other) => one.sequence - other.sequence);
    const gaps = timeline.some((one, index) => one.sequence !== index + 1);
    if (gaps || timeline.length !== sequence) broken.push(`gaps in the timeline of ${id}`);
    const folded = Object.assign({}, ...timeline.map(({ changes }) => changes));
    for (const name of Object.keys(request)) {
      const [now, then]: [unknown, unknown] = [Reflect.get(request, name), folded[name]];
      // What is empty from the beginning needs no change to be so.
      if (!isDeepStrictEqual(now ?? null, then ?? null)) broken.push(`${id}: ${name} differs`);
    }
  }
  for (const id of byRequest.keys())
    if (!requests.some((request) => request.id === id)) broken.push(`a timeline without a request: ${id}`);
  return {
    promise: 'The table agrees with a rebuild from the timelines',
    looked: `${requests.length} requests, ${events.length} events`,
    broken,
  };
}

async function quiet(system: SystemUnderTest, { marks }: Model, watched: Watched): Promise<Finding> {
  const centres = await inboxesOf(system);
  const places: [string, string][] = [
    ['the log', system.log.join('\n')],
    ['the bus', await raw(system, '/dev/bus')],
    ['events on their way', watched.events.join('\n')],
    ['queue attributes', watched.queueAttributes.join('\n')],
    ['addresses', [...watched.addresses].join('\n')],
  ];
  for (const centre of centres)
    places.push([`the inbox of ${centre}`, await raw(system, `/dev/inbox/${centre}`)]);
  return {
    promise: 'No name, number or word of a citizen in logs, on the bus, in queues or in addresses',
    looked: `${system.log.length} lines, ${watched.events.length} calls to the bus, ${watched.queueAttributes.length} to queues, ${watched.addresses.size} addresses, ${centres.length} inboxes`,
    broken: places.flatMap(([place, text]) =>
      marks
        .filter((mark) => text.toLowerCase().includes(mark.toLowerCase()))
        .map((mark) => `${mark} in ${place}`),
    ),
  };
}

/** What is granted but not used by a campaign, and why it stays. */
const KEPT: readonly [RegExp, string][] = [
  [/ kms:/, 'asked of the key by the services themselves'],
  [/ logs:/, 'the local run keeps the log without asking'],
  [/ dynamodb:(ListStreams|DescribeStream|GetRecords|GetShardIterator)/, 'asked by the mapping at its start'],
  [/ sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes)/, 'asked by the mapping at its start'],
];

/** What the template does not grant was refused, and is in the log. */
function granted({ uses, log }: SystemUnderTest): Finding {
  return {
    promise: 'Nothing was done that is not granted',
    looked: `${uses.size} kinds of use`,
    broken: log.filter((line) => line.includes('AccessDenied')),
  };
}

/** What the template grants and nobody did: each action by its role, on how many resources. */
export function idleGrants({ uses }: Pick<SystemUnderTest, 'uses'>, assembly: string): string[] {
  const places = {
    account: '000000000000',
    region: 'ap-southeast-1',
    awsUrl: 'http://127.0.0.1',
    publicUrl: 'http://127.0.0.1',
    issuer: 'http://127.0.0.1',
  };
  const grants = readGrants(resolveResources(readAssembly(assembly), places));
  const used = [...uses].map((line) => {
    const [role = '', action = '', resource = ''] = line.split(' ');
    return { role, action, resource };
  });
  const idle = unused(grants, used)
    .filter(({ role, action, resource }) =>
      KEPT.every(([pattern]) => !pattern.test(`${role} ${action} ${resource}`)),
    )
    .map(({ role, action, resource }) => {
      const who = role
        .split('/')
        .at(-1)
        ?.replace(/Role[0-9A-F]{8}$/, '');
      return `${who} ${action} on ${resource.split(':').slice(5).join(':')}`;
    });
  return [...new Set(idle)].sort();
}

async function inboxesOf(system: SystemUnderTest): Promise<string[]> {
  const seen = (await bus(system)).flatMap(({ detail }) => detail.centre ?? []);
  return [...new Set([...seen, 'national'])];
}
