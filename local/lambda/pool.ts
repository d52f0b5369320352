import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { transformSync } from 'esbuild';
import type { FunctionDefinition } from './definition.ts';
import type { Invocation, Outcome, WorkerSettings } from './worker.ts';

export interface Pool {
  /**
   * Runs a function as Lambda would; resolves to what its handler returned, as JSON gives it back.
   *
   * @throws FunctionFailure when it throws, ends its thread or exceeds its timeout
   */
  invoke(name: string, event: unknown): Promise<unknown>;
  /** The same by the function's ARN. */
  invokeArn(arn: string, event: unknown): Promise<unknown>;
  /** Starts the function's thread before it is called. */
  warm(name: string): Promise<void>;
  running(): number;
  stop(): Promise<void>;
}

export class FunctionFailure extends Error {
  override name = 'FunctionFailure';
}

interface Surroundings {
  readonly clockOffset: SharedArrayBuffer;
  readonly filesPort?: number | undefined;
  /** The environment that Lambda itself gives a function, and what points its SDK at the local endpoint. */
  environmentOf(definition: FunctionDefinition): Record<string, string>;
  log(line: string): void;
}

interface Thread {
  readonly worker: Worker;
  readonly pending: Map<string, { resolve(value: unknown): void; reject(error: Error): void }>;
  readonly ready: Promise<void>;
  /** A call has outlived its time here: no new ones, and it ends with the last of the others. */
  retired: boolean;
}

const longestLoading = 10_000;

/**
 * One thread for each function, which takes all of its calls: a process of its own for every concurrent call, as in
 * the cloud, would cost more than two cores have. A thread that ends or hangs is replaced.
 */
export function createPool(definitions: readonly FunctionDefinition[], surroundings: Surroundings): Pool {
  const { clockOffset, environmentOf, filesPort, log } = surroundings;
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  const threads = new Map<string, Thread>();
  const all = new Set<Thread>();
  const code = compiledWorker();
  let stopping = false;

  function threadOf(definition: FunctionDefinition): Thread {
    const current = threads.get(definition.name);
    if (current && !current.retired) return current;
    const settings: WorkerSettings = {
      file: definition.file,
      handler: definition.handler,
      name: definition.name,
      arn: definition.arn,
      memoryMegabytes: definition.memoryMegabytes,
      clockOffset,
      ...(filesPort === undefined ? {} : { filesPort }),
    };
    const worker = new Worker(code, {
      workerData: settings,
      env: environmentOf(definition),
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    const pending: Thread['pending'] = new Map();
    const ready = new Promise<void>((resolve) => {
      // Lambda gives the loading of the code ten seconds.
      const tooLong = setTimeout(() => worker.terminate(), longestLoading);
      const loaded = () => {
        clearTimeout(tooLong);
        resolve();
      };
      worker.once('message', loaded);
      worker.once('exit', loaded);
    });
    const thread: Thread = { worker, pending, ready, retired: false };
    for (const stream of [worker.stdout, worker.stderr])
      createInterface({ input: stream }).on('line', (line) => log(`${definition.name}: ${line}`));
    worker.on('message', (outcome: Outcome | { ready: true }) => {
      if ('ready' in outcome) return;
      const call = pending.get(outcome.id);
      if (!call) return;
      if ('error' in outcome) {
        log(`${definition.name}: ${outcome.error.stack || outcome.error.message}`);
        call.reject(new FunctionFailure(`${outcome.error.type}: ${outcome.error.message}`));
      } else call.resolve(JSON.parse(outcome.value));
    });
    worker.on('error', (error) => {
      if (!stopping) log(`${definition.name}: ${error.stack ?? error.message}`);
    });
    worker.on('exit', () => {
      thread.retired = true;
      all.delete(thread);
      for (const { reject } of pending.values())
        reject(new FunctionFailure('The function ended without an answer'));
    });
    threads.set(definition.name, thread);
    all.add(thread);
    return thread;
  }

  async function invoke(name: string, event: unknown): Promise<unknown> {
    const definition = byName.get(name);
    if (!definition) throw new Error(`There is no function ${name}`);
    if (stopping) throw new FunctionFailure('The local run is stopping');
    const thread = threadOf(definition);
    // Loading the code is not on the call's time, as in the cloud.
    await thread.ready;
    const { timeoutMilliseconds } = definition;
    const call: Invocation = {
      id: randomUUID(),
      event: JSON.stringify(event),
      deadline: Date.now() + timeoutMilliseconds,
    };
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        if (thread.retired && !all.has(thread)) {
          reject(new FunctionFailure('The function could not be started'));
          return;
        }
        thread.pending.set(call.id, { resolve, reject });
        timer = setTimeout(() => {
          thread.retired = true;
          reject(
            new FunctionFailure(`The function did not answer within ${timeoutMilliseconds / 1000} seconds`),
          );
        }, timeoutMilliseconds);
        thread.worker.postMessage(call);
      });
    } finally {
      clearTimeout(timer);
      thread.pending.delete(call.id);
      if (thread.retired && thread.pending.size === 0) void thread.worker.terminate();
    }
  }

  return {
    invoke,
    invokeArn: (arn, event) =>
      invoke(definitions.find((definition) => definition.arn === arn)?.name ?? arn, event),
    async warm(name) {
      const definition = byName.get(name);
      if (definition) await threadOf(definition).ready;
    },
    running: () => [...all].reduce((sum, { pending }) => sum + pending.size, 0),
    async stop() {
      stopping = true;
      await Promise.all([...all].map(({ worker }) => worker.terminate()));
    },
  };
}

/** As a data: address, which a thread loads without a file and without a loader. */
function compiledWorker(): URL {
  const source = readFileSync(new URL('worker.ts', import.meta.url), 'utf8');
  const { code } = transformSync(source, { loader: 'ts', format: 'esm', target: 'node20' });
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
