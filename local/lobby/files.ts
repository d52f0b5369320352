import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface LobbyFile {
  body: Uint8Array;
  headers: Record<string, string>;
}

// No inline script or style anywhere in the page, and nothing from another origin.
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // The local S3, which a link to a citizen's file leads to, has a port of its own.
  "img-src 'self' http://127.0.0.1:*",
  "media-src 'self' http://127.0.0.1:*",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const page = (name: string) => fileURLToPath(new URL(`./page/${name}`, import.meta.url));

/**
 * The lobby's files by path: `/`, `/lobby/main.js`, `/lobby/page.css`, `/lobby/icon.svg`.
 * Scripts and styles are bundled once by esbuild (about 50 ms); serve each for GET with its headers.
 */
export async function lobbyFiles(): Promise<ReadonlyMap<string, LobbyFile>> {
  const bundle = await build({
    entryPoints: { main: page('main.ts'), page: page('page.css') },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: '/',
    write: false,
    logLevel: 'silent',
  });
  const bundled = (ending: string) =>
    bundle.outputFiles.find((file) => file.path.endsWith(ending))?.contents ?? new Uint8Array();
  return new Map([
    ['/', file('text/html; charset=utf-8', await readFile(page('index.html')))],
    ['/lobby/main.js', file('text/javascript; charset=utf-8', bundled('main.js'))],
    ['/lobby/page.css', file('text/css; charset=utf-8', bundled('page.css'))],
    ['/lobby/icon.svg', file('image/svg+xml', await readFile(page('icon.svg')))],
  ]);
}

function file(contentType: string, body: Uint8Array): LobbyFile {
  return {
    body,
    headers: {
      'content-type': contentType,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cache-control': 'no-cache',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  };
}
