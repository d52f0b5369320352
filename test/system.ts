import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { type Hotline, type HotlineOptions, startHotline } from '../local/hotline.ts';
import type { Use } from '../local/iam/uses.ts';

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
  const uses = new Set<string>();
  const hotline = await startHotline({
    port: 0,
    assembly: inject('assembly'),
    // Loading all code at once on a busy machine takes more than the second after which a webhook is spilled.
    warm: true,
    ...options,
    between: {
      addresses: (real) => real,
      ...options.between,
      used(use) {
        uses.add(lineOf(use));
        options.between?.used?.(use);
      },
    },
    dataDir,
    log: (line) => log.push(line),
  });
  return {
    ...hotline,
    dataDir,
    log,
    async stop() {
      await hotline.stop();
      writeFileSync(join(inject('uses'), randomUUID()), [...uses].join('\n'));
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Objects and connections have names of their own; what is granted are all of them. */
const lineOf = ({ role, action, resource }: Use): string =>
  `${role} ${action} ${resource.replace(/^(arn:aws:s3:::[^/]+\/).*/, '$1*').replace(/(@connections\/).*/, '$1*')}`;

/** A system for one test only. */
export async function systemOfThisTest(options: Partial<HotlineOptions> = {}): Promise<System> {
  const system = await startedSystem(options);
  onTestFinished(() => system.stop());
  return system;
}
