import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { StartFailure } from '../failure.ts';

export interface Engine {
  /** Where it speaks the DynamoDB protocol. */
  readonly url: string;
  stop(): Promise<void>;
}

const readyWithin = 10_000;

/**
 * The watcher reads a pipe that only the parent holds: it ends when the parent does, also on kill -9, and takes the
 * engine with it. `exec` gives the engine the shell's own pid, so the parent sees the engine's exit and no wrapper's.
 */
const dieWithParent =
  'exec 3<&0 </dev/null; ( cat <&3 >/dev/null; kill -9 $$ 2>/dev/null ) & exec 3<&-; exec "$@"';

/**
 * Starts the embedded DynamoDB engine over a file in `folder` and restarts it whenever it dies.
 *
 * @throws StartFailure when it is not installed for this platform or cannot read its file
 */
export async function startDynoxide(folder: string, log: (line: string) => void): Promise<Engine> {
  const binary = dynoxideBinary();
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let stopping = false;
  let child = await run();

  async function run(): Promise<ChildProcess> {
    const started = spawn(
      'sh',
      [
        '-c',
        dieWithParent,
        'engine',
        binary,
        'serve',
        '--port',
        String(port),
        '--db-path',
        join(folder, 'table.db'),
      ],
      { stdio: ['pipe', 'ignore', 'pipe'] },
    );
    let said = '';
    started.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
    });
    const state = { exited: false };
    started.once('exit', () => {
      state.exited = true;
      started.stdin.destroy();
    });
    started.stdin.on('error', () => undefined);
    const deadline = Date.now() + readyWithin;
    while (!(await answers(url))) {
      if (state.exited)
        throw new StartFailure(`The database in ${folder} cannot be opened: ${firstSentence(said)}`);
      if (Date.now() > deadline) {
        started.kill('SIGKILL');
        throw new StartFailure(`The database engine did not answer within ${readyWithin / 1000} seconds.`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const restart = () => {
      if (stopping) return;
      log(`The database engine ended (${firstSentence(said)}); it is started again.`);
      run().then(
        (next) => {
          child = next;
          if (stopping) next.kill('SIGTERM');
        },
        () => setTimeout(restart, 1000),
      );
    };
    if (state.exited) restart();
    else started.once('exit', restart);
    return started;
  }

  return {
    url,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const impatient = setTimeout(() => child.kill('SIGKILL'), 3000);
      await ended;
      clearTimeout(impatient);
    },
  };
}

function dynoxideBinary(): string {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new StartFailure(
      `There is no embedded database engine for ${process.platform}-${process.arch}; start a DynamoDB-compatible server and set AWS_ENDPOINT_URL_DYNAMODB to its address.`,
    );
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    throw new StartFailure(
      'The database engine @dynoxide/linux-x64 is not installed; run "npm ci" again without leaving out optional packages.',
    );
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: 'POST', body: '{}', signal: AbortSignal.timeout(1000) });
    return true;
  } catch {
    return false;
  }
}

function firstSentence(said: string): string {
  const line = said.trim().split('\n').at(0) ?? '';
  return (line.replace(/^error: /i, '').split('. ')[0] || 'no reason given').replace(/\.$/, '');
}
