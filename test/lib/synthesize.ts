import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, vi } from 'vitest';
import { z } from 'zod';
import cdk from '../../cdk.json' with { type: 'json' };
import { bundle } from '../../lib/bundle.ts';
import { readConfiguration } from '../../lib/configuration.ts';
import { addHotline, FUNCTIONS } from '../../lib/hotline-app.ts';

export const FUNCTIONS_FOLDER = join(import.meta.dirname, '../../functions');

const template = z.object({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
  Outputs: z
    .record(
      z.string(),
      z.looseObject({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }),
    )
    .default({}),
});

export type Templates = Record<string, z.infer<typeof template>>;

let bundled: string | undefined;
afterAll(() => {
  if (bundled !== undefined) rmSync(bundled, { recursive: true });
});

/**
 * Synthesizes the app as bin/hotline.ts does; the functions are bundled once a test file.
 * @param configuration settings by name; `today` is fixed when left out
 * @param options `change`: what a test spoils before the synthesis; `linted`: whether CDK's own checks run
 * (2.5 of 4.5 s), as they do in `npm run synth`
 * @returns the templates by the name of their stack
 * @throws Error with everything they and cdk-nag find, warnings too
 */
export function synthesize(
  configuration: Record<string, unknown> = {},
  { change, linted = false }: { change?: (app: App) => void; linted?: boolean } = {},
): Templates {
  vi.stubEnv('CDK_VALIDATION', String(linted));
  const outdir = mkdtempSync(join(tmpdir(), 'hotline-assembly-'));
  bundled ??= bundle(FUNCTIONS_FOLDER, FUNCTIONS);
  const app = new App({ context: cdk.context, analyticsReporting: false, outdir });
  const settings: Record<string, unknown> = { today: '2026-11-22', ...configuration };
  try {
    addHotline(
      app,
      readConfiguration((name) => settings[name]),
      bundled,
    );
    change?.(app);
    app.synth();
    return Object.fromEntries(
      ['HotlineData', 'Hotline', 'HotlineCentres', 'HotlineConsole'].map((name) => {
        const file = readFileSync(join(outdir, `${name}.template.json`), 'utf8');
        return [name, template.parse(JSON.parse(file))];
      }),
    );
  } finally {
    vi.unstubAllEnvs();
    rmSync(outdir, { recursive: true });
  }
}
