import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { EngineSocket } from './engine-socket.ts';
import type { FaultProxy } from './proxy.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

/** How often a start is tried. */
const STARTS = 5;

export interface SystemSettings {
  readonly dataDir: string;
  readonly assembly: string;
  readonly seed: string;
  readonly aws: FaultProxy;
  readonly providers: FaultProxy;
  readonly engine: EngineSocket;
}

/** The running system, which is killed and started again on the same port and folder. */
export interface SystemUnderTest {
  readonly url: string;
  /** The real AWS endpoint, where the operator's tools call. */
  awsUrl(): string;
  tableName(): string;
  /** Every line the functions and the local run wrote. */
  readonly log: readonly string[];
  /** What was done to batches, by kind. */
  readonly batchFaults: ReadonlyMap<string, number>;
  /** What roles did and were allowed to do. */
  readonly uses: ReadonlySet<string>;
  /** Ends that nobody brought about. */
  readonly crashes: readonly string[];
  start(): Promise<void>;
  /** SIGKILL, without a word before; with its engine where wanted. */
  kill(withEngine: boolean): Promise<void>;
}

export async function systemUnderTest(settings: SystemSettings): Promise<SystemUnderTest> {
  const { dataDir, assembly, seed, aws, providers, engine } = settings;
  const port = await freePort();
  const log: string[] = [];
  const batchFaults = new Map<string, number>();
  const uses = new Set<string>();
  let child: ChildProcess | undefined;
  let awsUrl = '';
  let tableName = '';
  const crashes: string[] = [];
  let starts = 0;

  /** Undisturbed by the campaign itself, but who runs it may have put something of their own before the engine. */
  async function startOnce(): Promise<void> {
    starts += 1;
    const args = [String(port), dataDir, assembly, `${seed}-${starts}`, aws.url, providers.url, engine.url];
    const started = spawn(process.execPath, ['--import', 'tsx', 'prove/system-process.ts', ...args], {
      cwd: project,
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    let errors = '';
    started.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-4000);
      log.push(chunk.toString());
    });
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: started.stdout }).on('line', (line) => {
        const [word = '', ...rest] = line.split(' ');
        if (word === 'ready') resolve();
        hear(word, rest.join(' '));
      });
      started.once('exit', (code, signal) => {
        if (signal !== 'SIGKILL') crashes.push(`${code ?? signal}: ${errors}`);
        reject(new Error(`the system ended (${code ?? signal}): ${errors}`));
      });
    });
  }

  function hear(word: string, said: string): void {
    switch (word) {
      case 'log':
        log.push(said);
        return;
      case 'use':
        uses.add(said);
        return;
      case 'aws':
        awsUrl = said;
        aws.leadsTo(said);
        return;
      case 'providers':
        providers.leadsTo(said);
        return;
      case 'engine':
        engine.leadsTo(said);
        return;
      case 'ready':
        tableName = said;
        return;
      case 'fault': {
        const kind = said.split(' ').slice(0, -1).join(' ');
        batchFaults.set(kind, (batchFaults.get(kind) ?? 0) + 1);
      }
    }
  }

  return {
    url: `http://localhost:${port}`,
    awsUrl: () => awsUrl,
    tableName: () => tableName,
    log,
    batchFaults,
    uses,
    crashes,
    async start() {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await startOnce();
        } catch (error) {
          if (attempt === STARTS) throw error;
          log.push(`start ${attempt} failed: ${String(error)}`);
        }
      }
    },
    async kill(withEngine) {
      const running = child;
      if (running?.pid === undefined || running.exitCode !== null) return;
      const ended = new Promise((resolve) => running.once('exit', resolve));
      if (withEngine) for (const one of childrenOf(running.pid)) process.kill(one, 'SIGKILL');
      running.kill('SIGKILL');
      await ended;
    },
  };
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map(Number);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
