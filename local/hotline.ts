import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Between } from './between.ts';
import { createClock } from './clock.ts';
import { connectDynamo } from './engine/dynamo.ts';
import { type Engine, startDynoxide } from './engine/dynoxide.ts';
import { reasonOf, StartFailure } from './failure.ts';
import { openServer } from './http/server.ts';
import { holdFolder } from './lock.ts';
import type { Seed } from './seed.ts';
import { readSettings } from './settings.ts';
import { openStore } from './store.ts';
import { readAssembly } from './template/assembly.ts';
import { synthesize } from './template/synthesize.ts';

export interface HotlineOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly dataDir: string;
  /** Forgets what the data folder holds. */
  readonly fresh?: boolean;
  /** The variables of DESIGN.md's "npm start" (providers, secrets, PUBLIC_URL, AWS_ENDPOINT_URL_DYNAMODB). */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A synthesized cloud assembly; left out, the CDK app is synthesized into the data folder. */
  readonly assembly?: string;
  /** What is put into the table before anything runs; left out, the handlers of every centre. */
  readonly seeds?: readonly Seed[];
  /** Loads every function before the first call. */
  readonly warm?: boolean;
  /** Lines of the functions and of the local run itself; left out, they are not kept. */
  readonly log?: (line: string) => void;
  /** What a campaign puts between the functions and their world (prove/). */
  readonly between?: Between;
}

export interface Hotline {
  /** `http://localhost:PORT` */
  readonly url: string;
  /** The local AWS endpoint, for tools; the access key id `operator` may do everything. */
  readonly awsUrl: string;
  readonly tableName: string;
  stop(): Promise<void>;
}

/** Requests under way have this long to be answered when the run is stopped. */
const patience = 5000;

/**
 * Starts the whole hotline from its synthesized template on this machine.
 *
 * @throws StartFailure with one sentence for whoever started it
 */
export async function startHotline(options: HotlineOptions): Promise<Hotline> {
  const { port, fresh = false, env = {}, log = () => undefined } = options;
  const settings = readSettings(env);
  const folder = resolve(options.dataDir);
  const undo: (() => unknown)[] = [];
  try {
    makeFolder(folder);
    undo.push(await holdFolder(folder));
    // Only what the local run itself puts there: DATA_DIR may be any folder.
    if (fresh)
      for (const part of ['table', 'state', 'assembly'])
        rmSync(join(folder, part), { recursive: true, force: true });
    const gateway = await openServer(port);
    undo.push(() => gateway.close(0));
    const aws = await openServer(0);
    undo.push(() => aws.close(0));
    const providers = await openServer(0);
    undo.push(() => providers.close(0));

    // The machine has two cores at least: the template's process has one, loading the rest of this one the other.
    const loading = import('./runtime.ts');
    const abandoned = new AbortController();
    undo.push(() => abandoned.abort());
    const startingEngine = settings.AWS_ENDPOINT_URL_DYNAMODB
      ? externalEngine(settings.AWS_ENDPOINT_URL_DYNAMODB)
      : startDynoxide(join(folder, 'table'), log);
    // Whichever of the two fails, the engine is not left behind.
    undo.push(async () => (await startingEngine).stop());
    const [assembly, engine] = await Promise.all([
      options.assembly ?? synthesize(join(folder, 'assembly'), abandoned.signal),
      startingEngine,
    ]);
    const store = openStore(join(folder, 'state'));
    undo.push(() => store.close());

    const url = `http://localhost:${gateway.port}`;
    const { runTemplate } = await loading;
    const real = {
      aws: `http://127.0.0.1:${aws.port}`,
      providers: `http://127.0.0.1:${providers.port}`,
      engine: engine.url,
    };
    const seen = options.between?.addresses(real) ?? real;
    const running = await runTemplate({
      assembly: readAssembly(assembly),
      settings,
      store,
      clock: createClock(store),
      dynamo: connectDynamo(seen.engine, region),
      places: {
        account,
        region,
        awsUrl: seen.aws,
        publicUrl: (settings.PUBLIC_URL ?? url).replace(/\/$/, ''),
        issuer: `${url}/oidc`,
      },
      localUrl: url,
      providersUrl: seen.providers,
      used: options.between?.used,
      handOn: options.between?.handOn,
      fresh,
      seeds: options.seeds,
      log,
    });
    undo.push(() => running.stop());
    aws.serve(running.aws);
    providers.serve(running.providers);
    await Promise.all([running.start(), options.warm ? running.warm() : undefined]);
    gateway.serve(running.gateway, running.upgrade);
    writeFileSync(join(folder, AWS_ADDRESS), `${real.aws}\n`);

    return {
      url,
      awsUrl: real.aws,
      tableName: running.tableName,
      async stop() {
        await gateway.close(patience);
        await unwind(undo);
      },
    };
  } catch (error) {
    await unwind(undo);
    throw error;
  }
}

/** The file of the data folder that tells tools (`npm run redrive`) where the local AWS endpoint is. */
export const AWS_ADDRESS = 'aws-endpoint';

const account = '000000000000';
const region = 'ap-southeast-1';

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new StartFailure(
      `The data folder ${folder} cannot be made (${reasonOf(error)}); set DATA_DIR to another one.`,
    );
  }
}

async function externalEngine(url: string): Promise<Engine> {
  try {
    await fetch(url, { method: 'POST', signal: AbortSignal.timeout(5000) });
  } catch {
    throw new StartFailure(`Nothing answers at AWS_ENDPOINT_URL_DYNAMODB (${url}).`);
  }
  return { url, stop: async () => undefined };
}

/** Undoes the steps of the start in reverse, each whatever became of the others. */
async function unwind(steps: (() => unknown)[]): Promise<void> {
  for (const step of steps.splice(0).reverse()) {
    try {
      await step();
    } catch {
      // What could not be undone ends with the process.
    }
  }
}
