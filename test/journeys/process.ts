import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));

export interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  /** Resolves to the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/**
 * Starts a script of the project and waits until it says where it listens.
 * @throws Error with its last words where it ends before that
 */
export async function run(
  script: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Running> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: project,
    env: { ...process.env, NODE_NO_WARNINGS: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? ''));
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
      const address = /http:\/\/localhost:\d+/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    ended.then((how) => reject(new Error(`${script} ended (${how}): ${said}`)));
  });
  return { child, url, ended };
}

/** Kills at once, without a chance to tidy up; with its children where wanted, them first. */
export async function killHard({ child, ended }: Running, { withChildren = false } = {}): Promise<void> {
  const { pid } = child;
  if (pid === undefined) throw new Error('it never started');
  if (withChildren) {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/);
    for (const one of children.filter(Boolean)) process.kill(Number(one), 'SIGKILL');
  }
  child.kill('SIGKILL');
  await ended;
}

/** A data folder that goes with the test. */
export function folderOfThisTest(): string {
  const made = mkdtempSync(join(tmpdir(), 'hotline-survival-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Whatever a test leaves running is ended with it. */
export function ownedByThisTest(running: Running): Running {
  onTestFinished(async () => {
    running.child.kill('SIGKILL');
    await running.ended;
  });
  return running;
}
