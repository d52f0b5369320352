import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { startHotline } from '../local/hotline.ts';
import { openBrowser, sitDown } from '../test/console/browser.ts';
import { seedThousand } from '../test/console/thousand.ts';
import { printTable, quantile, type Row } from './figures.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/**
 * How smoothly a list of a thousand requests scrolls: `npx tsx bench/console-scroll.ts`. A frame that comes later than
 * two of sixty in a second is seen as a jerk. Standing still is what the machine itself loses.
 */
const JERK = 2_000 / 60;
/** Pixels of a frame: 3,600 in a second, fifty rows, faster than anybody reads. */
const STEP = 60;
/** Frames counted where nothing moves. */
const STILL = 300;

const dataDir = mkdtempSync(join(tmpdir(), 'hotline-scroll-'));
const { HOTLINE_ASSEMBLY: assembly } = process.env;
const hotline = await startHotline({ port: 0, dataDir, warm: true, ...(assembly ? { assembly } : {}) });
const browser = await openBrowser();
try {
  await seedThousand(hotline);
  const { page, context } = await sitDown(browser, hotline.url, 'handler.04', { width: 1366, height: 768 });
  await page.locator('#request-row-0').waitFor();
  const rows: Row[] = [row('standing still', await frames(page, 'still'))];
  rows.push(row('down, the pages coming in', await frames(page, 'down')));
  if ((await page.locator('#request-row-999').count()) === 0) throw new Error('the last row was not reached');
  rows.push(row('up again, all of it there', await frames(page, 'up')));
  const slow = await context.newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  rows.push(row('standing still, a processor four times slower', await frames(page, 'still')));
  rows.push(row('down, a processor four times slower', await frames(page, 'down')));
  printTable('A thousand requests in the worklist (1366 × 768, headless Chromium)', rows);
} finally {
  await browser.close();
  await hotline.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Milliseconds between the frames while the list moves to its end, which may come nearer as pages come in. */
async function frames(page: Page, way: 'still' | 'down' | 'up'): Promise<number[]> {
  const script = `new Promise((done) => {
    const gaps = [];
    let last;
    let waited = 0;
    const next = (now) => {
      if (last !== undefined) gaps.push(now - last);
      last = now;
      const before = window.scrollY;
      if ('${way}' !== 'still') window.scrollBy(0, ${way === 'up' ? -STEP : STEP});
      waited = window.scrollY === before ? waited + 1 : 0;
      const end = '${way}' === 'up' ? window.scrollY === 0 : waited >= ${STILL};
      if (end) done('${way}' === 'down' ? gaps.slice(0, -${STILL}) : gaps);
      else requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  })`;
  return z.array(z.number()).parse(await page.evaluate(script));
}

function row(what: string, gaps: readonly number[]): Row {
  const late = gaps.filter((gap) => gap > JERK + 1).length;
  return {
    what,
    frames: gaps.length,
    'over 33 ms, %': Math.round((1000 * late) / gaps.length) / 10,
    '99 of 100, ms': Math.round(quantile(gaps, 0.99)),
    'longest, ms': Math.round(Math.max(...gaps)),
  };
}
