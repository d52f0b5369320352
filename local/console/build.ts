import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = [
  'console/src',
  'console/public',
  'console/index.html',
  'console/vite.config.ts',
  'package-lock.json',
];
const KEPT = join(project, 'node_modules/.cache/console');

/**
 * Builds the console with Vite (about two seconds), unless exactly this state of its sources was built before.
 *
 * @returns the folder with `index.html` and `assets/`
 * @throws Error with the builder's last words
 */
export async function builtConsole(): Promise<string> {
  const ready = join(KEPT, fingerprint());
  if (isFolder(ready)) return ready;
  mkdirSync(KEPT, { recursive: true });
  const making = mkdtempSync(join(KEPT, 'making-'));
  try {
    await build(making);
    // Whoever built the same at the same time was first: theirs is as good.
    if (!isFolder(ready)) renameSync(making, ready);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return ready;
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesOf(join(project, source))) {
      // The API's types are left out: they weigh nothing in what is built.
      if (file.endsWith('.d.ts')) continue;
      hash.update(`${file.slice(project.length)}\n`).update(readFileSync(file));
    }
  }
  return hash.digest('hex').slice(0, 24);
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

async function build(folder: string): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      'node_modules/vite/bin/vite.js',
      'build',
      'console',
      '--outDir',
      folder,
      '--emptyOutDir',
      '--logLevel',
      'warn',
    ],
    { cwd: project, env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`The console could not be built: ${said.trim().split('\n').at(-1) ?? ''}`);
}
