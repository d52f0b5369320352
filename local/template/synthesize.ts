import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StartFailure } from '../failure.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** Mail is kept here and leaves for nowhere (local/aws/ses.ts): a name that cannot exist stands for the sender. */
const LOCAL_CONTEXT = JSON.stringify({ mailFrom: 'duong-day@hotline.invalid' });

/**
 * Synthesizes the CDK app into a folder, in a process of its own: the CDK takes seconds and 200 MB that the local run
 * does not need afterwards. An aborted one is ended at once.
 *
 * @throws StartFailure with the app's own last words
 */
export async function synthesize(folder: string, signal?: AbortSignal): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/hotline.ts'], {
    cwd: project,
    // Validating the templates takes 6 of 9 seconds; it belongs to deploying and to the tests of the templates.
    env: { ...process.env, CDK_OUTDIR: folder, CDK_VALIDATION: 'false', CDK_CONTEXT_JSON: LOCAL_CONTEXT },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(signal && { signal }),
  });
  child.on('error', () => undefined);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code === 0) return folder;
  const reason = said.split('\n').find((line) => /error/i.test(line)) ?? said.trim().split('\n').at(-1) ?? '';
  throw new StartFailure(
    `The template could not be synthesized: ${reason.trim()} (run "npm run synth" to see all of it)`,
  );
}
