import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { type Hotline, type HotlineOptions, startHotline } from '../local/hotline.ts';

export interface System extends Hotline {
  readonly dataDir: string;
  /** What the functions and the local run logged, line by line. */
  readonly log: readonly string[];
}

/**
 * Starts the whole hotline from the synthesized template, on a free port and in a folder of its own.
 * Whoever starts it stops it: `stop` also takes the folder away.
 */
export async function startedSystem(options: Partial<HotlineOptions> = {}): Promise<System> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'hotline-data-'));
  const log: string[] = [];
  const hotline = await startHotline({
    port: 0,
    assembly: inject('assembly'),
    // Loading all code at once on a busy machine takes more than the second after which a webhook is spilled.
    warm: true,
    ...options,
    dataDir,
    log: (line) => log.push(line),
  });
  return {
    ...hotline,
    dataDir,
    log,
    async stop() {
      await hotline.stop();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A system for one test only. */
export async function systemOfThisTest(options: Partial<HotlineOptions> = {}): Promise<System> {
  const system = await startedSystem(options);
  onTestFinished(() => system.stop());
  return system;
}
