import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../local/template/synthesize.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the cloud assembly that every started system of this run reads. */
    assembly: string;
    /** Folder where every started system leaves what its roles did (test/last/grants.test.ts). */
    uses: string;
    /** Whether only some of the tests were asked for. */
    filtered: boolean;
  }
}

/** Words behind `run` that are no options: names of files or of tests. */
const filtered = (): boolean =>
  process.argv.slice(2).some((word) => word !== 'run' && word !== 'vitest' && !word.startsWith('-'));

/** Synthesizes the CDK app once for all test files; HOTLINE_ASSEMBLY names a ready one while tests are written. */
export default async function setup(project: TestProject): Promise<() => void> {
  const ready = process.env.HOTLINE_ASSEMBLY;
  const folder = ready ?? mkdtempSync(join(tmpdir(), 'hotline-assembly-'));
  if (ready === undefined) await synthesize(folder);
  project.provide('assembly', folder);
  const uses = mkdtempSync(join(tmpdir(), 'hotline-uses-'));
  project.provide('uses', uses);
  project.provide('filtered', filtered());
  return () => {
    rmSync(uses, { recursive: true, force: true });
    if (ready === undefined) rmSync(folder, { recursive: true, force: true });
  };
}
