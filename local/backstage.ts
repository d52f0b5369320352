import { clientsOf, operator } from './aws/clients.ts';
import { cognitoService } from './aws/cognito.ts';
import { dynamoService } from './aws/dynamodb.ts';
import { awsEndpoint } from './aws/endpoint.ts';
import { eventsService } from './aws/eventbridge.ts';
import { bucketsOf, isForS3, s3Endpoint } from './aws/s3.ts';
import { secretsService } from './aws/secrets-manager.ts';
import { isForSes, sesEndpoint } from './aws/ses.ts';
import { sqsService } from './aws/sqs.ts';
import type { Between, Invoke } from './between.ts';
import { type Bus, createBuses } from './bus/bus.ts';
import { readRules } from './bus/rules.ts';
import type { Clock } from './clock.ts';
import { type InboxHistory, inboxHistory, isInbox } from './dev/inbox-history.ts';
import type { Dynamo } from './engine/dynamo.ts';
import { dropTable, ensureTable, type TableDefinition } from './engine/table.ts';
import type { Crowd } from './gateway/crowd.ts';
import { createLive, type Live, readLive } from './gateway/live.ts';
import type { Handle } from './http/server.ts';
import type { Guard } from './iam/guard.ts';
import type { FunctionDefinition } from './lambda/definition.ts';
import { readMappings } from './lambda/mappings.ts';
import type { MayInvoke } from './lambda/permissions.ts';
import type { Pool } from './lambda/pool.ts';
import type { StandIns } from './providers/stand-ins.ts';
import { readQueues } from './queue/definition.ts';
import { type Poller, pollQueue } from './queue/poller.ts';
import { createQueues, type Queues } from './queue/queues.ts';
import { watchQuiet } from './quiet.ts';
import { scheduledEvent } from './schedule/event.ts';
import { fastForward } from './schedule/fast-forward.ts';
import { type Clockwork, readSchedules, startClockwork } from './schedule/schedules.ts';
import type { Seed } from './seed.ts';
import type { LocalAccounts } from './signin/accounts.ts';
import type { Store } from './store.ts';
import { ageOf } from './stream/mapping.ts';
import { relayStream, type StreamRelay } from './stream/relay.ts';
import type { Places } from './template/places.ts';
import type { Resource } from './template/resolve.ts';
import { createTurns } from './turns.ts';

/** Comes when it is called (`POST /dev/synthetic`): nobody at this machine waits for a citizen who is none. */
const BY_HAND = 'hotline-synthetic';

export interface BackstageSettings {
  readonly resources: readonly Resource[];
  readonly functions: readonly FunctionDefinition[];
  readonly table: TableDefinition;
  /** Whether the table is to be forgotten first. */
  readonly fresh: boolean;
  readonly secrets: ReadonlyMap<string, string>;
  readonly places: Places;
  readonly store: Store;
  readonly clock: Clock;
  readonly dynamo: Dynamo;
  readonly guard: Guard;
  readonly mayInvoke: MayInvoke;
  readonly pool: Pool;
  readonly crowd: Crowd;
  readonly handOn?: Between['handOn'] | undefined;
  readonly accounts: LocalAccounts;
  /** Keeps a mail that SES was asked to send. */
  readonly mail: StandIns['mail'];
  log(line: string): void;
}

export interface Backstage {
  /** The AWS endpoint of the functions. */
  readonly aws: Handle;
  /** The WebSocket API, where the template has one. */
  readonly live: Live | undefined;
  readonly queues: Queues;
  readonly history: InboxHistory;
  readonly buses: readonly Bus[];
  /** Moves the clock; resolves to the new time when everything that became due has run. */
  advance(milliseconds: number): Promise<number>;
  /** Fills the table and sets everything going; the AWS endpoint is to be open. */
  start(seeds: readonly Seed[]): Promise<void>;
  stop(): Promise<void>;
}

/** What a stop waits for functions that were fed, in milliseconds. */
const longestBatch = 10_000;

/** Milliseconds that the work behind waits while many wait for their answers: two cores have to do for everything. */
const standingBack = 1000;
/** Batches of queues that are worked on at once: all of them together are a multiple of what the relay has to write. */
const CONSUMERS = 3;
/** Milliseconds after which a batch is worked on beside slower ones. */
const consumersPatience = 5000;

/** Everything that moves by itself: stream, bus, queues, schedules, and the endpoint that functions speak to. */
export async function buildBackstage(settings: BackstageSettings): Promise<Backstage> {
  const { resources, functions, table, places, store, clock, dynamo, guard, mayInvoke, pool, log } = settings;
  if (settings.fresh) await dropTable(dynamo, table);
  await ensureTable(dynamo, table);
  const history = inboxHistory(store);
  const queues = createQueues(store, clock, readQueues(resources), (queue, message) => {
    if (isInbox(queue)) history.keep(queue, message);
  });
  const rules = readRules(resources);
  const buses = createBuses(resources, { rules, store, clock, queues, guard, log }, places);
  const { queueMappings, streamMappings } = readMappings(resources, functions, queues, [table], guard);
  const schedules = readSchedules(resources, rules, { mayInvoke, guard }).filter(
    ({ name }) => name !== BY_HAND,
  );

  const relays: StreamRelay[] = [];
  const pollers: Poller[] = [];
  let clockwork: Clockwork | undefined;
  let writes = 0;

  const clients = clientsOf(functions);
  const dynamodb = dynamoService({
    dynamo,
    arnOf: (name) => (name === table.name ? table.arn : undefined),
    written() {
      writes++;
      for (const relay of relays) relay.wake();
    },
  });
  const clientOf = (accessKeyId: string) => clients.get(accessKeyId);
  const s3 = s3Endpoint({
    store,
    clock,
    guard,
    log,
    clientOf,
    region: places.region,
    buckets: bucketsOf(resources),
  });
  const ses = sesEndpoint({ guard, places, clientOf, keep: settings.mail });
  const json = awsEndpoint({
    clock,
    guard,
    log,
    clientOf,
    services: new Map([
      ['DynamoDB_20120810', dynamodb],
      ['AmazonSQS', sqsService(queues)],
      ['AWSEvents', eventsService(buses, clock, places)],
      ['secretsmanager', secretsService(settings.secrets, places)],
      [
        'AWSCognitoIdentityProviderService',
        cognitoService(
          settings.accounts,
          (pool) => `arn:aws:cognito-idp:${places.region}:${places.account}:userpool/${pool}`,
        ),
      ],
    ]),
  });

  const liveApi = readLive(resources);
  const live =
    liveApi &&
    createLive({ api: liveApi, clock, places, guard, mayInvoke, clientOf, invoke: pool.invokeArn, log });
  const aws: Handle = (request, response) =>
    live?.isFor(request)
      ? live.manage(request, response)
      : isForSes(request)
        ? ses(request, response)
        : isForS3(request)
          ? s3(request, response)
          : json(request, response);

  const quiet = watchQuiet(
    [
      { busy: () => pollers.some((poller) => poller.busy()) },
      { busy: () => [...buses.values()].some((bus) => bus.busy()) },
      { busy: () => pool.running() > 0 },
    ],
    async () => {
      await Promise.all(relays.map((relay) => relay.drained()));
    },
  );
  const advance = fastForward({
    clock,
    clockwork: () => clockwork,
    quiet,
    wake() {
      for (const poller of pollers) poller.wake();
    },
    writes: () => writes,
  });

  return {
    aws,
    live,
    queues,
    history,
    buses: [...buses.values()],
    advance,
    async start(seeds) {
      const { region, awsUrl: endpoint } = places;
      for (const seed of seeds)
        await seed({ endpoint, region, accessKeyId: operator, tableName: table.name });
      const { handOn } = settings;
      const run = (name: string, event: unknown) =>
        handOn ? handOn(name, event, pool.invoke) : pool.invoke(name, event);
      // A centre has what came in within five seconds, also where it goes on coming: nothing stands back twice.
      const relayed = async (name: string, event: unknown) => {
        await settings.crowd.calm(Math.max(0, standingBack - ageOf(event)));
        return run(name, event);
      };
      for (const mapping of streamMappings)
        relays.push(relayStream(mapping, { queues, region, invoke: relayed, log, dynamo, store }));
      const turns = createTurns(CONSUMERS, consumersPatience);
      const stoodBack = async (name: string, event: unknown) => {
        await settings.crowd.calm(standingBack);
        return run(name, event);
      };
      for (const mapping of queueMappings) {
        // What was spilled has come in from a citizen and is not yet on its way: it takes no turns with what follows.
        const spilled = queues.definitions.get(mapping.queue)?.fifo === true;
        const invoke: Invoke = (name, event) =>
          spilled ? stoodBack(name, event) : turns(() => stoodBack(name, event));
        pollers.push(pollQueue(mapping, { queues, region, invoke, log }));
      }
      clockwork = startClockwork(
        schedules,
        clock,
        (schedule, at) => pool.invokeArn(schedule.functionArn, scheduledEvent(schedule, at, places)),
        log,
      );
    },
    async stop() {
      live?.close();
      const ended = Promise.all([
        clockwork?.stop(),
        ...relays.map((relay) => relay.stop()),
        ...pollers.map((poller) => poller.stop()),
        ...[...buses.values()].map((bus) => bus.stop()),
      ]);
      await Promise.race([ended, pause(longestBatch)]);
      // What is still under way fails now, and its messages are there at the next start.
      await pool.stop();
      await ended;
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
