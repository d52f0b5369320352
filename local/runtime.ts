import { clientsOf, operator } from './aws/clients.ts';
import { dynamoService } from './aws/dynamodb.ts';
import { awsEndpoint } from './aws/endpoint.ts';
import { eventsService } from './aws/eventbridge.ts';
import { secretsService } from './aws/secrets-manager.ts';
import { sqsService } from './aws/sqs.ts';
import { type Bus, createBus } from './bus/bus.ts';
import { readRules } from './bus/rules.ts';
import type { Clock } from './clock.ts';
import { devEndpoints } from './dev/dev.ts';
import { inboxHistory, inboxOf, isInbox } from './dev/inbox-history.ts';
import type { Dynamo } from './engine/dynamo.ts';
import { ensureTable, readTables } from './engine/table.ts';
import { StartFailure } from './failure.ts';
import { jwtAuthorizer } from './gateway/authorizer.ts';
import { createGateway } from './gateway/gateway.ts';
import { type Route, readRoutes } from './gateway/routes.ts';
import { oneOrigin } from './http/one-origin.ts';
import type { Handle } from './http/server.ts';
import { readGrants } from './iam/grants.ts';
import { createGuard } from './iam/guard.ts';
import { readFunctions } from './lambda/definition.ts';
import { environmentOf } from './lambda/environment.ts';
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
import { scheduledEvent } from './schedule/event.ts';
import { fastForward } from './schedule/fast-forward.ts';
import { readSchedules, type Schedule, startClockwork } from './schedule/schedules.ts';
import type { Seed } from './seed.ts';
import { type Settings, secretsOf } from './settings.ts';
import { readClient } from './signin/client.ts';
import { publicKey, type SigningKeys } from './signin/keys.ts';
import { signIn } from './signin/oidc.ts';
import { accessToken } from './signin/token.ts';
import { users } from './signin/users.ts';
import type { Store } from './store.ts';
import { relayStream, type StreamRelay } from './stream/relay.ts';
import type { Assembly } from './template/assembly.ts';
import { ofType, refuseUnknownTypes } from './template/inventory.ts';
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

/** Puts the local parts together as the template says. */
export async function runTemplate(runtime: RuntimeSettings): Promise<Running> {
  const { assembly, settings, store, clock, keys, dynamo, places, localUrl, providersUrl, seeds, log } =
    runtime;
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
  const queues = createQueues(store, clock, readQueues(resources), (queue, message) => {
    if (isInbox(queue)) history.keep(queue, message);
  });

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
  const clients = clientsOf(functions);
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
  const advance = fastForward({
    clock,
    clockwork: () => clockwork,
    quiet,
    wake() {
      for (const poller of pollers) poller.wake();
    },
    writes: () => writes,
  });

  const client = readClient(resources, localUrl);
  const oidc = signIn({ ...client, issuer: places.issuer, keys, store });
  const authorize = jwtAuthorizer({ keys: [publicKey(keys)] });
  const poolIssuers = ofType(resources, 'AWS::Cognito::UserPool').map(
    ({ identity }) => `https://cognito-idp.${places.region}.amazonaws.com/${identity.ref}`,
  );
  const api = createGateway({
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
        ? accessToken(keys, { user, issuer: places.issuer, clientId: client.clientId })
        : undefined,
    outbox: () => providers.outbox(),
    bus: () => [...buses.values()].flatMap((bus) => bus.log()),
    inbox: (centre) => (queues.definitions.has(inboxOf(centre)) ? history.of(inboxOf(centre)) : undefined),
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
  return {
    aws,
    providers: providers.handle,
    tableName: table.name,
    gateway: oneOrigin({ files: await lobbyFiles(), own: { dev, oidc }, api }),
    async start() {
      const target = {
        endpoint: places.awsUrl,
        region: places.region,
        accessKeyId: operator,
        tableName: table.name,
      };
      for (const seed of seeds) await seed(target);
      const around = { queues, region: places.region, invoke: pool.invoke, log };
      for (const mapping of streamMappings) relays.push(relayStream(mapping, { ...around, dynamo, store }));
      for (const mapping of queueMappings) pollers.push(pollQueue(mapping, around));
      clockwork = startClockwork(
        schedules,
        clock,
        (schedule, at) => invokeArn(schedule.functionArn, scheduledEvent(schedule, at, places)),
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
