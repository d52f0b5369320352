import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';

// Nothing but the page itself may be asked for over the network.
const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** In one process the browser ends with the first context that is closed; a desk's browser minds origins and policies. */
const UNLIKE_A_DESK = ['--single-process', '--disable-web-security', '--allow-running-insecure-content'];

export const openBrowser = async (): Promise<Browser> =>
  playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((flag) => !UNLIKE_A_DESK.includes(flag)), ...QUIET],
  });

export interface Seat {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the page and of the console; a broken content security policy is one. */
  readonly complaints: string[];
  /** What a browser keeps or tells of its own accord: addresses, titles, entries of the history, what is stored. */
  readonly traces: string[];
}

/** Runs in the page before anything else; drafts are the one thing a tab keeps of a citizen, until they are sent. */
const TRACING = `
  const wrap = (owner, name, told) => {
    const real = owner[name];
    owner[name] = function (...given) { __trace(told(this, ...given)); return real.apply(this, given); };
  };
  for (const name of ['pushState', 'replaceState'])
    wrap(History.prototype, name, (_, state, title, url) => name + ' ' + JSON.stringify([state, title, String(url)]));
  wrap(Storage.prototype, 'setItem', (store, key, value) =>
    store === sessionStorage && key.startsWith('draft:') ? key : key + ' ' + value);
  const title = Object.getOwnPropertyDescriptor(Document.prototype, 'title');
  Object.defineProperty(document, 'title', {
    get() { return title.get.call(document); },
    set(value) { __trace('title ' + value); title.set.call(document, value); },
  });
`;

/** Somebody sits down at a PC of their own and signs in. */
export async function sitDown(
  browser: Browser,
  url: string,
  user: string,
  viewport = { width: 1440, height: 900 },
): Promise<Seat> {
  const context = await browser.newContext({ viewport, locale: 'vi-VN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  const traces: string[] = [];
  await context.exposeFunction('__trace', (line: string) => traces.push(line));
  await context.addInitScript(TRACING);
  page.on('request', (request) => traces.push(`${request.method()} ${request.url()}`));
  page.on('websocket', (socket) => traces.push(socket.url()));
  page.on('framenavigated', (frame) => traces.push(`at ${frame.url()}`));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  await page.goto(`${url}/console/?login_hint=${user}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, context, complaints, traces };
}
