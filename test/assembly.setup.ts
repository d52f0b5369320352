import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../local/template/synthesize.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the cloud assembly that every started system of this run reads. */
    assembly: string;
  }
}

/** Synthesizes the CDK app once for all test files; HOTLINE_ASSEMBLY names a ready one while tests are written. */
export default async function setup(project: TestProject): Promise<() => void> {
  const ready = process.env.HOTLINE_ASSEMBLY;
  const folder = ready ?? mkdtempSync(join(tmpdir(), 'hotline-assembly-'));
  if (ready === undefined) await synthesize(folder);
  project.provide('assembly', folder);
  return () => {
    if (ready === undefined) rmSync(folder, { recursive: true, force: true });
  };
}
