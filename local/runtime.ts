import { z } from 'zod';
import { dynamoService } from './aws/dynamodb.ts';
import { awsEndpoint, type Client } from './aws/endpoint.ts';
import { eventsService } from './aws/eventbridge.ts';
import { secretsService } from './aws/secrets-manager.ts';
import { sqsService } from './aws/sqs.ts';
import { type Bus, createBus } from './bus/bus.ts';
import { readRules } from './bus/rules.ts';
import type { Clock } from './clock.ts';
import { devEndpoints } from './dev/dev.ts';
import { inboxHistory } from './dev/inbox-history.ts';
import type { Dynamo } from './engine/dynamo.ts';
import { ensureTable, readTables } from './engine/table.ts';
import { StartFailure } from './failure.ts';
import { jwtAuthorizer } from './gateway/authorizer.ts';
import { createGateway } from './gateway/gateway.ts';
import { type Route, readRoutes } from './gateway/routes.ts';
import { isLocalRequest } from './http/local-only.ts';
import type { Handle } from './http/server.ts';
import { readGrants } from './iam/grants.ts';
import { createGuard } from './iam/guard.ts';
import { readFunctions } from './lambda/definition.ts';
import { accessKeyOf, environmentOf } from './lambda/environment.ts';
import { readMappings } from './lambda/mappings.ts';
import { readPermissions } from './lambda/permissions.ts';
import { createPool } from './lambda/pool.ts';
import { lobbyFiles } from './lobby/files.ts';
import { simulate } from './lobby/simulators.ts';
import { standIns } from './providers/stand-ins.ts';
import { readQueues } from './queue/definition.ts';
import { type Poller, pollQueue } from './queue/poller.ts';
import { createQueues } from './queue/queues.ts';
import { watchQuiet } from './quiet.ts';
import { readSchedules, type Schedule, startClockwork } from './schedule/schedules.ts';
import type { Seed } from './seed.ts';
import { type Settings, secretsOf } from './settings.ts';
import { publicKey, type SigningKeys } from './signin/keys.ts';
import { signIn } from './signin/oidc.ts';
import { accessToken } from './signin/token.ts';
import { users } from './signin/users.ts';
import type { Store } from './store.ts';
import { relayStream, type StreamRelay } from './stream/relay.ts';
import type { Assembly } from './template/assembly.ts';
import { ofType, propertiesOf, refuseUnknownTypes } from './template/inventory.ts';
import type { Places } from './template/places.ts';
import { type Resource, resolveResources } from './template/resolve.ts';

export interface RuntimeSettings {
  readonly assembly: Assembly;
  readonly settings: Settings;
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: SigningKeys;
  readonly dynamo: Dynamo;
  readonly places: Places;
  /** The one origin a browser opens. */
  readonly localUrl: string;
  readonly providersUrl: string;
  readonly seeds: readonly Seed[];
  log(line: string): void;
}

export interface Running {
  readonly gateway: Handle;
  readonly aws: Handle;
  readonly providers: Handle;
  readonly tableName: string;
  /** Fills the table with what a first look needs and sets everything going; the AWS endpoint is to be open. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** How long /dev/clock waits for what it has set off. */
const longestSettling = 60_000;
/** So often a schedule that missed many turns is run at most: a timer may have made another one that is due as well. */
const mostTurns = 10;

/** Puts the local parts together as the template says. */
export async function runTemplate(runtime: RuntimeSettings): Promise<Running> {
  const { assembly, settings, store, clock, keys, dynamo, places, localUrl, providersUrl, seeds, log } = runtime;
  const resources = resolveResources(assembly, places);
  refuseUnknownTypes(resources);
  const guard = createGuard(readGrants(resources), places);
  const functions = readFunctions(resources, assembly);
  const mayInvoke = readPermissions(resources);
  const tables = readTables(resources);
  const [table, ...otherTables] = tables;
  if (!table || otherTables.length > 0) throw new StartFailure('The template is to have exactly one table.');
  await ensureTable(dynamo, table);

  const history = inboxHistory(store);
  const inboxes = new Set<string>();
  const queues = createQueues(store, clock, readQueues(resources), (queue, message) => {
    if (inboxes.has(queue)) history.keep(queue, message);
  });
  for (const name of queues.definitions.keys()) if (centreOfInbox(name) !== undefined) inboxes.add(name);

  const rules = readRules(resources);
  const buses = new Map<string, Bus>(
    [
      { name: 'default', arn: `arn:aws:events:${places.region}:${places.account}:event-bus/default` },
      ...busesOf(resources),
    ].map(({ name, arn }) => [name, createBus({ name, arn, rules, store, clock, queues, guard, log })]),
  );
  const orphan = rules.find(({ bus }) => !buses.has(bus));
  if (orphan)
    throw new StartFailure(`The rule ${orphan.name} is on the bus ${orphan.bus}, which is not there.`);

  const pool = createPool(functions, {
    clockOffset: clock.offset,
    log,
    environmentOf: (definition) =>
      environmentOf(definition, {
        region: places.region,
        awsUrl: places.awsUrl,
        replacements: {
          PUBLIC_URL: places.publicUrl,
          TWILIO_API_URL: settings.TWILIO_API_URL ?? providersUrl,
          ZALO_API_URL: settings.ZALO_API_URL ?? providersUrl,
          ZALO_OAUTH_URL: settings.ZALO_OAUTH_URL ?? providersUrl,
        },
      }),
  });
  const nameOf = new Map(functions.map(({ arn, name }) => [arn, name]));
  const invokeArn = (arn: string, event: unknown) => pool.invoke(nameOf.get(arn) ?? arn, event);

  const { queueMappings, streamMappings } = readMappings(resources, functions, queues, tables, guard);
  const routes = readRoutes(resources);
  for (const { key, functionArn } of routes)
    if (!nameOf.has(functionArn))
      throw new StartFailure(`The route ${key} leads to ${functionArn}, which is no function.`);
  const schedules = readSchedules(resources, rules);
  for (const schedule of schedules) refuseUninvocable(schedule);

  let writes = 0;
  const relays: StreamRelay[] = [];
  const pollers: Poller[] = [];
  const secrets = secretsOf(settings, keys.addressKey);
  const clients = new Map<string, Client>([
    [operator, 'operator'],
    ...functions.map((definition): [string, Client] => [
      accessKeyOf(definition),
      {
        caller: { role: definition.role },
        name: `${definition.role.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${definition.name}`,
      },
    ]),
  ]);
  const aws = awsEndpoint({
    clock,
    guard,
    log,
    clientOf: (accessKeyId) => clients.get(accessKeyId),
    services: {
      DynamoDB_20120810: dynamoService({
        dynamo,
        arnOf: (name) => tables.find((one) => one.name === name)?.arn,
        written() {
          writes++;
          for (const relay of relays) relay.wake();
        },
      }),
      AmazonSQS: sqsService(queues),
      AWSEvents: eventsService(buses, clock, places),
      secretsmanager: secretsService(secrets, places),
    },
  });
  const providers = standIns({
    store,
    clock,
    twilio: { accountSid: settings.TWILIO_ACCOUNT_SID, authTokens: [settings.TWILIO_AUTH_TOKEN] },
  });

  function refuseUninvocable({ name, invokedBy, functionArn }: Schedule): void {
    const refused =
      'ruleArn' in invokedBy
        ? !mayInvoke('events.amazonaws.com', invokedBy.ruleArn, functionArn)
        : guard.refusal({ role: invokedBy.role }, 'lambda:InvokeFunction', functionArn) !== undefined;
    if (refused)
      throw new StartFailure(
        `The schedule ${name} may not invoke ${functionArn}: the template gives it no permission.`,
      );
  }

  let clockwork: ReturnType<typeof startClockwork> | undefined;
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
  let clockTurn: Promise<unknown> = Promise.resolve();

  /** One after the other: each move of the clock sees what the one before has set off. */
  function advance(milliseconds: number): Promise<number> {
    const turn = clockTurn.then(async () => {
      await clock.advance(milliseconds);
      for (const poller of pollers) poller.wake();
      let again = (await clockwork?.runDue()) ?? [];
      await quiet.settle(longestSettling);
      for (let turns = 1; again.length > 0 && turns < mostTurns; turns++) {
        const before = writes;
        await clockwork?.run(again);
        await quiet.settle(longestSettling);
        if (writes === before) again = [];
      }
      return clock.now();
    });
    clockTurn = turn.catch(() => undefined);
    return turn;
  }

  const signInSettings = clientOf(resources, places, localUrl);
  const oidc = signIn({ ...signInSettings, issuer: places.issuer, keys, store });
  const authorize = jwtAuthorizer({ keys: [publicKey(keys)] });
  const poolIssuers = ofType(resources, 'AWS::Cognito::UserPool').map(
    ({ identity }) => `https://cognito-idp.${places.region}.amazonaws.com/${identity.ref}`,
  );
  const gateway = createGateway({
    routes: routes.map((route) => withLocalIssuer(route, poolIssuers, places.issuer)),
    authorize,
    clock,
    places,
    mayInvoke: (route) =>
      mayInvoke(
        'apigateway.amazonaws.com',
        `arn:aws:execute-api:${places.region}:${places.account}:${route.apiId}/$default/${route.method}/${route.segments.join('/')}`,
        route.functionArn,
      ),
    invoke: invokeArn,
    log,
  });
  const dev = devEndpoints({
    tokenFor: async (user) =>
      users.some(({ name }) => name === user)
        ? accessToken(keys, { user, issuer: places.issuer, clientId: signInSettings.clientId })
        : undefined,
    outbox: () => providers.outbox(),
    bus: () => [...buses.values()].flatMap((bus) => bus.log()),
    inbox: (centre) => (inboxes.has(inboxOf(centre)) ? history.of(inboxOf(centre)) : undefined),
    advance,
    simulate: (provider, body) =>
      simulate(
        { provider, body },
        {
          publicUrl: places.publicUrl,
          baseUrl: localUrl,
          fetch,
          now: () => new Date(clock.now()),
          secrets: {
            twilioAccountSid: settings.TWILIO_ACCOUNT_SID,
            twilioAuthToken: settings.TWILIO_AUTH_TOKEN,
            zaloAppId: settings.ZALO_APP_ID,
            zaloOaId: settings.ZALO_OA_ID,
            zaloSecretKey: settings.ZALO_OA_SECRET_KEY,
          },
        },
      ),
  });
  const lobby = await lobbyFiles();

  return {
    aws,
    providers: providers.handle,
    tableName: table.name,
    async gateway(request, response) {
      const path = request.url?.split('?')[0] ?? '/';
      const file = request.method === 'GET' || request.method === 'HEAD' ? lobby.get(path) : undefined;
      const own = file
        ? undefined
        : /^\/dev(\/|$)/.test(path)
          ? dev
          : path.startsWith('/oidc/')
            ? oidc
            : undefined;
      if (!file && !own) return gateway(request, response);
      if (!isLocalRequest(request)) {
        response.writeHead(403, { 'content-type': 'application/problem+json' });
        response.end('{"status":403,"title":"This address is for pages and tools of this machine only."}');
      } else if (own) await own(request, response);
      else {
        response.writeHead(200, file?.headers);
        response.end(request.method === 'HEAD' ? undefined : file?.body);
      }
    },
    async start() {
      const target = { endpoint: places.awsUrl, region: places.region, accessKeyId: operator, tableName: table.name };
      for (const seed of seeds) await seed(target);
      const around = { queues, region: places.region, invoke: pool.invoke, log };
      for (const mapping of streamMappings) relays.push(relayStream(mapping, { ...around, dynamo, store }));
      for (const mapping of queueMappings) pollers.push(pollQueue(mapping, around));
      clockwork = startClockwork(
        schedules,
        clock,
        (schedule, at) => invokeArn(schedule.functionArn, eventFor(schedule, at)),
        log,
      );
    },
    async stop() {
      await clockwork?.stop();
      await Promise.all(relays.map((relay) => relay.stop()));
      await Promise.all(pollers.map((poller) => poller.stop()));
      await Promise.all([...buses.values()].map((bus) => bus.stop()));
      await pool.stop();
    },
  };

  function eventFor({ invokedBy, input }: Schedule, at: number): unknown {
    if (input !== undefined) return JSON.parse(input);
    return {
      version: '0',
      id: crypto.randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: places.account,
      time: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
      region: places.region,
      resources: 'ruleArn' in invokedBy ? [invokedBy.ruleArn] : [],
      detail: {},
    };
  }
}

/** The access key id of whoever runs all of this. */
const operator = 'operator';

const inboxPrefix = 'hotline-inbox-';

function inboxOf(centre: string): string {
  return `${inboxPrefix}${centre}`;
}

function centreOfInbox(queue: string): string | undefined {
  return queue.startsWith(inboxPrefix) && !queue.endsWith('-dead')
    ? queue.slice(inboxPrefix.length)
    : undefined;
}

function busesOf(resources: readonly Resource[]): { name: string; arn: string }[] {
  return ofType(resources, 'AWS::Events::EventBus').map(({ identity }) => ({
    name: identity.ref,
    arn: identity.attributes.Arn ?? '',
  }));
}

/** The template names the user pool as the issuer; here the local sign-in is in its place. */
function withLocalIssuer(route: Route, poolIssuers: readonly string[], issuer: string): Route {
  if (!route.jwt || !poolIssuers.includes(route.jwt.issuer)) return route;
  return { ...route, jwt: { ...route.jwt, issuer } };
}

const clientSchema = z.object({
  CallbackURLs: z.array(z.string()).default([]),
  LogoutURLs: z.array(z.string()).default([]),
});

function clientOf(resources: readonly Resource[], _places: Places, localUrl: string) {
  const [client] = ofType(resources, 'AWS::Cognito::UserPoolClient');
  const { CallbackURLs, LogoutURLs } = client
    ? propertiesOf(client, clientSchema)
    : { CallbackURLs: [], LogoutURLs: [] };
  const here = [`${localUrl}/`, `${localUrl}/console/`];
  return {
    clientId: client?.identity.ref ?? 'local',
    redirectUris: [...new Set([...CallbackURLs, ...here])],
    logoutUris: [...new Set([...LogoutURLs, ...here])],
  };
}
