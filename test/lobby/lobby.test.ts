import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type System, startedSystem } from '../system.ts';

// Nothing but the page itself may be asked for over the network.
const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What a person sees and does in the lobby of a running system, in a real browser. */
describe('the lobby', () => {
  let system: System;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    system = await startedSystem();
    browser = await playwright.launch({
      executablePath: await chromium.executablePath(),
      args: [...chromium.args, ...QUIET],
    });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
    });
    await page.goto(system.url);
  });

  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  const chosen = (text: string) => page.getByText(text).first().waitFor();

  it('says that the system runs', () => chosen('Hệ thống chạy tốt'));

  it('texts the hotline, is answered with a code, and the request stands in the centre of Cần Thơ', async () => {
    await page.fill('#sms-text', 'Em o Soc Trang, chong danh, can luat su gap');
    await page.click('#sms-form button[type=submit]');

    const reply = page.locator('#sms-log .hotline').first();
    await reply.waitFor();
    const code = /\d{4}-\d{4}/.exec((await reply.textContent()) ?? '')?.[0] ?? 'no code';

    await page.selectOption('#centre', '92');
    const request = page.locator('#requests button', { hasText: code });
    await request.waitFor();
    expect(await request.textContent()).toContain('Khẩn');
  });

  it('shows where a request went and opens it there', async () => {
    await page.locator('#arrivals button').first().click();
    await page.locator('#detail .timeline').getByText('Em o Soc Trang').first().waitFor();
    await page.getByRole('button', { name: 'Nhận xử lý' }).click();
    await page.getByRole('button', { name: 'Trả lại danh sách' }).waitFor();
    await page.locator('#requests button[aria-current]', { hasText: 'handler.92' }).waitFor();
  });

  it('keeps a half-written note when somebody else was faster, and says so', async () => {
    await page.getByRole('button', { name: 'Trả lại danh sách' }).click();
    const claim = page.getByRole('button', { name: 'Nhận xử lý' });
    await claim.waitFor();
    await page.fill('#note', 'Đang gọi lại');
    const id = await page.locator('#requests button[aria-current]').getAttribute('data-id');
    await claimAs('lead.92', id ?? '');

    await claim.click();

    await chosen('Hiện do lead.92 xử lý');
    expect(await page.inputValue('#note')).toBe('Đang gọi lại');
    await page.getByRole('button', { name: 'Lưu ghi chú' }).click();
    await page.locator('#detail .timeline').getByText('Đang gọi lại').waitFor();
  });

  it('writes on Zalo and gets buttons to answer with', async () => {
    await page.fill('#zalo-text', 'Con trai tôi 16 tuổi bị công an huyện Mường Nhé tạm giữ');
    await page.click('#zalo-form button[type=submit]');
    const answer = page.locator('#zalo-log .chat-buttons button').first();
    await answer.waitFor();
    const replies = await page.locator('#zalo-log .hotline').count();

    await answer.click();

    await page.locator('#zalo-log .hotline').nth(replies).waitFor();
  });

  it('calls, answers with words and keys, and leaves a message', async () => {
    await page.click('[data-new-number] >> nth=0');
    await page.click('#dial');
    await page.locator('#prompt').getByText('Xin chào').waitFor();
    await page.keyboard.press('0');
    const skip = page.getByRole('button', { name: 'Bỏ qua lời đọc' });
    await page.locator('#prompt').getByText('lời nhắn sau tiếng bíp').waitFor();
    await skip.click();
    await chosen('Đang ghi lời nhắn');
    await page.click('#keypad [data-key="#"]');
    await page.locator('#prompt').getByText('Đã nhận lời nhắn').waitFor();

    await page.click('#hang-up');

    await page.locator('#call-state').getByText('gác máy').waitFor();
    await page.click('.transcript summary');
    expect(await page.locator('#transcript').textContent()).toContain('Đã nhận lời nhắn');
  });

  it.each([360, 768, 1024, 1440])('needs no sideways scrolling at %i px', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    for (const view of ['phone', 'sms', 'zalo', 'worklist']) {
      await page.goto(`${system.url}/#${view}`);
      expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBe(0);
    }
  });

  it('never complained, but for the conflict it was told of', () => {
    expect(complaints.filter((text) => !/409.*\/claim$/.test(text))).toEqual([]);
  });

  async function claimAs(user: string, id: string): Promise<void> {
    const ask = async (path: string, init?: RequestInit): Promise<unknown> =>
      (await fetch(system.url + path, init)).json();
    const post = (body: object) => ({ method: 'POST', body: JSON.stringify(body) });
    const token = z
      .object({ access_token: z.string() })
      .parse(await ask('/dev/token', post({ user }))).access_token;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const { version } = z
      .object({ version: z.number() })
      .parse(await ask(`/api/requests/${id}`, { headers }));
    await ask(`/api/requests/${id}/claim`, { ...post({ version }), headers });
  }
});
