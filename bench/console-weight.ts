import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtConsole } from '../local/console/build.ts';
import { printTable } from './figures.ts';

const compressed = (file: string): number => gzipSync(readFileSync(file)).length;

/** Bytes over the wire, gzip, of what the page names: what a worklist's first load fetches before it can show itself. */
export function firstLoad(folder: string): { readonly script: number; readonly style: number } {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = (ending: string) =>
    [...page.matchAll(/(?:src|href)="\/console\/([^"]+)"/g)]
      .map(([, name = '']) => name)
      .filter((name) => name.endsWith(ending))
      .reduce((sum, name) => sum + compressed(join(folder, name)), 0);
  return { script: named('.js'), style: named('.css') };
}

/** The console's weight, and that of each page fetched later. */
export async function printConsoleWeight(): Promise<void> {
  const folder = await builtConsole();
  const { script, style } = firstLoad(folder);
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const later = readdirSync(join(folder, 'assets')).filter(
    (name) => name.endsWith('.js') && !page.includes(name),
  );
  printTable('Console (KB over the wire, gzip)', [
    { part: 'first load, JavaScript (limit 250)', KB: kilobytes(script) },
    { part: 'first load, styles', KB: kilobytes(style) },
    ...later.map((name) => ({
      part: `later: ${name.replace(/-[^-]+\.js$/, '')}`,
      KB: kilobytes(compressed(join(folder, 'assets', name))),
    })),
  ]);
}

const kilobytes = (bytes: number): number => Math.round(bytes / 100) / 10;
