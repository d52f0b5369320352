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
 * two of sixty in a second is seen as a jerk. A plain page of the same height, without script, is what the machine itself
 * loses; work is the page's own time on its one thread for each frame.
 */
const JERK = 2_000 / 60;
/** Pixels of a frame: 3,600 in a second, fifty rows, faster than anybody reads. */
const STEP = 60;
/** Frames at an end after which no more pages are expected. */
const AT_END = 300;

const dataDir = mkdtempSync(join(tmpdir(), 'hotline-scroll-'));
const { HOTLINE_ASSEMBLY: assembly } = process.env;
const hotline = await startHotline({ port: 0, dataDir, warm: true, ...(assembly ? { assembly } : {}) });
const browser = await openBrowser();
try {
  await seedThousand(hotline);
  const { page, context } = await sitDown(browser, hotline.url, 'handler.04', { width: 1366, height: 768 });
  await page.locator('#request-row-0').waitFor();
  const rows = [await measured(page, 'down, the pages coming in', 1)];
  if ((await page.locator('#request-row-999').count()) === 0) throw new Error('the last row was not reached');
  rows.push(await measured(page, 'up again, all of it there', -1));
  const slow = await context.newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  rows.push(await measured(page, 'down, a processor four times slower', 1));
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const line = '<p style="margin:0;height:68px">Lò Văn Pá, tranh chấp đất đai</p>';
  await page.goto('about:blank');
  await page.setContent(line.repeat(1_000));
  rows.push(await measured(page, 'a plain page, down', 1));
  await context.close();
  printTable('A thousand requests in the worklist (1366 × 768, headless Chromium)', rows);
} finally {
  await browser.close();
  await hotline.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function measured(page: Page, what: string, way: 1 | -1): Promise<Row> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const work = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  const before = await work();
  const gaps = await frames(page, way);
  const worked = (await work()) - before;
  await devtools.detach();
  const late = gaps.filter((gap) => gap > JERK + 1).length;
  return {
    what,
    frames: gaps.length,
    'over 33 ms, %': Math.round((1000 * late) / gaps.length) / 10,
    '99 of 100, ms': Math.round(quantile(gaps, 0.99)),
    'longest, ms': Math.round(Math.max(...gaps)),
    'work, ms': Math.round((10_000 * worked) / gaps.length) / 10,
  };
}

/** Milliseconds between the frames while the list moves to its end, which goes further as pages come in. */
async function frames(page: Page, way: 1 | -1): Promise<number[]> {
  const script = `new Promise((done) => {
    const gaps = [];
    let last;
    let atEnd = 0;
    const next = (now) => {
      if (last !== undefined && atEnd === 0) gaps.push(now - last);
      last = now;
      const before = window.scrollY;
      window.scrollBy(0, ${way * STEP});
      atEnd = window.scrollY === before ? atEnd + 1 : 0;
      if (atEnd >= ${way === 1 ? AT_END : 1}) done(gaps);
      else requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  })`;
  return z.array(z.number()).parse(await page.evaluate(script));
}
