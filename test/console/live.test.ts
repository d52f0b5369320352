import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { backOff } from '../../console/src/live/back-off.ts';
import { newNumber, post, sms } from '../journeys/clients.ts';
import { type Desk, deskOf, type Listed } from '../journeys/desk.ts';
import { type System, startedSystem } from '../system.ts';
import { violations } from './axe.ts';
import { openBrowser, sitDown } from './browser.ts';

describe('trying again', () => {
  it.each([
    [0, 0, 500],
    [0, 1, 1_000],
    [1, 1, 2_000],
    [5, 0, 16_000],
    [6, 1, 60_000],
    [500, 1, 60_000],
  ])('after %i failures, chance %d: %i ms', (failures, chance, ms) =>
    expect(backOff(failures, chance)).toBe(ms),
  );
});

let system: System;
let browser: Browser;
let desk: Desk;
beforeAll(async () => {
  [system, browser] = await Promise.all([startedSystem(), openBrowser()]);
  desk = await deskOf(system, 'handler.92');
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

async function written(text: string): Promise<Listed> {
  const number = newNumber();
  await post(system, sms(system, number, text));
  return desk.awaited(({ citizen }) => citizen.phone === number);
}

/** Counts the notes that the page plays. */
const LISTENING = `window.notesPlayed = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...at) { window.notesPlayed += 1; return start.apply(this, at); };`;
const notesPlayed = (page: Page) => page.evaluate('window.notesPlayed');

/** Tells whether the page's own connection stands. */
const WATCHING = `const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(...how) { super(...how); this.addEventListener('open', () => { window.connected = true; }); }
};`;

/** Milliseconds: far less than the clock by which lists are asked for. */
const AT_ONCE = 4_000;

describe('changes on the screen', () => {
  it('an urgent SMS is seen and heard at once; muted it is only seen, and that is remembered; a note appears by itself', async () => {
    const { page, context, complaints } = await sitDown(browser, system.url, 'handler.92');
    onTestFinished(() => context.close());
    await page.addInitScript(LISTENING);
    const connected = page.waitForEvent('websocket');
    await page.reload();
    await connected;
    await page.getByRole('heading', { level: 1 }).click();

    const beaten = await written('Em o Soc Trang, chong danh, can luat su gap');
    await page.locator('.request', { hasText: beaten.code }).waitFor({ timeout: AT_ONCE });
    await page.getByText(`Có yêu cầu khẩn mới: Hôn nhân và gia đình, mã ${beaten.code}`).waitFor();
    expect(await page.title()).toMatch(/^▲ 1 · /);
    expect(await notesPlayed(page)).toBe(2);
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Tắt tiếng báo việc khẩn' }).click();
    await page.reload();
    await page.locator('.request', { hasText: beaten.code }).waitFor();
    const mute = page.getByRole('button', { name: 'Tắt tiếng báo việc khẩn' });
    expect(await mute.getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('heading', { level: 1 }).click();
    const again = await written('Toi o Can Tho bi chong danh gay tay, so lam');
    await page.getByText(`mã ${again.code}`).waitFor({ timeout: AT_ONCE });
    expect(await notesPlayed(page)).toBe(0);

    await page.locator('.request', { hasText: again.code }).click();
    await page.locator('#conversation').waitFor();
    await desk.act(again.id, 'notes', { text: 'Đã gọi, chị ấy đang ở nhà mẹ đẻ' });
    await page.locator('.entry.note', { hasText: 'nhà mẹ đẻ' }).waitFor({ timeout: AT_ONCE });
    expect(complaints).toEqual([]);
  });

  it('a cut connection is said, lists are asked for by the clock meanwhile, and it comes back by itself', {
    // What it waits for takes up to half a minute by itself.
    timeout: 60_000,
  }, async () => {
    let wire: WebSocketRoute | undefined;
    let cut = false;
    const { page, context } = await sitDown(browser, system.url, 'handler.92');
    onTestFinished(() => context.close());
    await page.routeWebSocket(/\/live\?ticket=/, (route) => {
      wire = route;
      if (cut) void route.close();
      else route.connectToServer();
    });
    await page.reload();
    await page.locator('.request').first().waitFor();
    await expect.poll(() => wire !== undefined).toBe(true);
    cut = true;
    await wire?.close();
    await page.getByText('Danh sách tự cập nhật 10 giây một lần').waitFor();
    const polled = await written('Toi o Can Tho, cong an bat giu con toi');
    await page.locator('.request', { hasText: polled.code }).waitFor({ timeout: 11_000 });

    cut = false;
    await page
      .getByText('Danh sách tự cập nhật 10 giây một lần')
      .waitFor({ state: 'detached', timeout: 15_000 });
    const pushed = await written('Toi o Can Tho, hoi ve thua ke');
    await page.locator('.request', { hasText: pushed.code }).waitFor({ timeout: AT_ONCE });
  });

  it('an idle connection says that it is still there before the gateway’s ten minutes are over', async () => {
    const { page, context, complaints } = await sitDown(browser, system.url, 'handler.92');
    onTestFinished(() => context.close());
    await written('Toi o Can Tho, hoi ve giay khai sinh');
    const said: string[] = [];
    let opened = 0;
    await page.routeWebSocket(/\/live\?ticket=/, (route) => {
      opened += 1;
      const server = route.connectToServer();
      route.onMessage((message) => {
        said.push(String(message));
        server.send(message);
      });
    });
    await page.addInitScript(WATCHING);
    await page.clock.install();
    await page.reload();
    await page.locator('.request').first().waitFor();
    await expect.poll(() => page.evaluate('window.connected')).toBe(true);
    await page.clock.fastForward('09:30');
    await expect.poll(() => said).toEqual(['{"action":"ping"}']);
    await page.clock.fastForward('09:30');
    await expect.poll(() => said.length).toBe(2);
    expect(opened).toBe(1);
    const pushed = await written('Toi o Can Tho, hoi ve cong chung');
    await page.locator('.request', { hasText: pushed.code }).waitFor({ timeout: AT_ONCE });
    expect(complaints).toEqual([]);
  });
});
