import { buildBackstage } from './backstage.ts';
import type { Between } from './between.ts';
import type { Clock } from './clock.ts';
import type { Dynamo } from './engine/dynamo.ts';
import { readTables } from './engine/table.ts';
import { StartFailure } from './failure.ts';
import { buildFront } from './front.ts';
import { createCrowd } from './gateway/crowd.ts';
import type { Handle, Upgrade } from './http/server.ts';
import { readGrants } from './iam/grants.ts';
import { createGuard } from './iam/guard.ts';
import { telling } from './iam/uses.ts';
import { readFunctions } from './lambda/definition.ts';
import { environmentOf } from './lambda/environment.ts';
import { readPermissions } from './lambda/permissions.ts';
import { createPool } from './lambda/pool.ts';
import { standIns } from './providers/stand-ins.ts';
import { type Seed, seed } from './seed.ts';
import { type Settings, secretsOf } from './settings.ts';
import { localAccounts } from './signin/accounts.ts';
import { signingKeys } from './signin/keys.ts';
import type { Store } from './store.ts';
import type { Assembly } from './template/assembly.ts';
import { refuseUnknownTypes } from './template/inventory.ts';
import type { Places } from './template/places.ts';
import { resolveResources } from './template/resolve.ts';

export interface RuntimeSettings {
  readonly assembly: Assembly;
  readonly settings: Settings;
  readonly store: Store;
  readonly clock: Clock;
  readonly dynamo: Dynamo;
  readonly places: Places;
  /** The one origin a browser opens. */
  readonly localUrl: string;
  readonly providersUrl: string;
  readonly used?: Between['used'] | undefined;
  readonly handOn?: Between['handOn'] | undefined;
  readonly fresh: boolean;
  readonly seeds?: readonly Seed[] | undefined;
  log(line: string): void;
}

export interface Running {
  readonly gateway: Handle;
  readonly upgrade: Upgrade | undefined;
  readonly aws: Handle;
  readonly providers: Handle;
  readonly tableName: string;
  /** Fills the table with what a first look needs and sets everything going; the AWS endpoint is to be open. */
  start(): Promise<void>;
  /** Loads every function, so that no first caller waits for it. */
  warm(): Promise<void>;
  stop(): Promise<void>;
}

/** Puts the local parts together as the template says. */
export async function runTemplate(runtime: RuntimeSettings): Promise<Running> {
  const { assembly, settings, store, clock, dynamo, places, localUrl, providersUrl, log } = runtime;
  const resources = resolveResources(assembly, places);
  refuseUnknownTypes(resources);
  const plain = createGuard(readGrants(resources), places);
  const guard = runtime.used ? telling(plain, runtime.used) : plain;
  const functions = readFunctions(resources, assembly);
  const mayInvoke = readPermissions(resources);
  const [table, ...otherTables] = readTables(resources);
  if (!table || otherTables.length > 0) throw new StartFailure('The template is to have exactly one table.');
  const keys = await signingKeys(store);

  const replacements = {
    PUBLIC_URL: places.publicUrl,
    LIVE_API_URL: places.awsUrl,
    TWILIO_API_URL: settings.TWILIO_API_URL ?? providersUrl,
    ZALO_API_URL: settings.ZALO_API_URL ?? providersUrl,
    ZNS_API_URL: settings.ZALO_API_URL ?? providersUrl,
    WEBHOOK_REACH: settings.WEBHOOK_REACH,
    ZALO_OAUTH_URL: settings.ZALO_OAUTH_URL ?? providersUrl,
  };
  const pool = createPool(functions, {
    clockOffset: clock.offset,
    // A stand-in of one's own for Zalo may have real addresses of files.
    filesPort: settings.ZALO_API_URL === undefined ? Number(new URL(providersUrl).port) : undefined,
    environmentOf: (definition) => environmentOf(definition, { ...places, replacements }),
    log,
  });
  const crowd = createCrowd(pool.invokeArn);
  const accounts = localAccounts(store);
  const shared = { accounts, resources, functions, places, store, clock, mayInvoke, pool, crowd, log };
  const secrets = secretsOf(settings, keys.addressKey);
  const providers = standIns({
    store,
    clock,
    twilio: { accountSid: settings.TWILIO_ACCOUNT_SID, authTokens: [settings.TWILIO_AUTH_TOKEN] },
    zaloOaId: settings.ZALO_OA_ID,
  });
  const backstage = await buildBackstage({
    ...shared,
    table,
    fresh: runtime.fresh,
    secrets,
    dynamo,
    guard,
    handOn: runtime.handOn,
    mail: providers.mail,
  });
  return {
    upgrade: backstage.live?.upgrade,
    gateway: await buildFront({ ...shared, settings, localUrl, keys, backstage, standIns: providers }),
    aws: backstage.aws,
    providers: providers.handle,
    tableName: table.name,
    start: () => backstage.start(runtime.seeds ?? [seed]),
    async warm() {
      await Promise.all(functions.map(({ name }) => pool.warm(name)));
    },
    stop: backstage.stop,
  };
}
