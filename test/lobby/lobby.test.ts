import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskOf } from '../journeys/desk.ts';
import { type System, startedSystem } from '../system.ts';

// Nothing but the page itself may be asked for over the network.
const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A grey square of 8 by 8 points. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR42mPYAAUMlDEAMKIsAYKJkUQAAAAASUVORK5CYII=',
  'base64',
);

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

  it('texts the hotline, is answered with a code, and is told the code', async () => {
    await page.fill('#sms-text', 'Em o Soc Trang, chong danh, can luat su gap');
    await page.click('#sms-form button[type=submit]');

    const reply = page.locator('#sms-log .hotline').first();
    await reply.waitFor();
    const code = /\d{4}-\d{4}/.exec((await reply.textContent()) ?? '')?.[0] ?? 'no code';

    expect(code).toMatch(/^\d{4}-\d{4}$/);
  });

  it('shows where a request went and leads to it in the console of that centre', async () => {
    const opened = page.context().waitForEvent('page');
    await page.locator('#arrivals a').first().click();
    const desk = await opened;
    await desk.getByText('Em o Soc Trang, chong danh').waitFor();
    expect(await desk.locator('.who').textContent()).toContain('Người tiếp nhận 92');
    await desk.close();
  });

  it.each([
    ['as-handler', 'Người tiếp nhận 04'],
    ['as-lead', 'Trưởng trung tâm 04'],
    ['as-national', 'Cấp trung ương'],
  ])('opens the console signed in by the door %s', async (door, who) => {
    await page.selectOption('#centre', '04');
    const opened = page.context().waitForEvent('page');
    await page.click(`#${door}`);
    const desk = await opened;
    await desk.locator('.who', { hasText: who }).waitFor();
    await desk.close();
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

  it('sends a recording and a paper on Zalo, which the hotline fetches; says that its answers arrived and were seen', async () => {
    const logged = (what: RegExp) => system.log.filter((line) => what.test(line)).length;
    const left = async () =>
      (await (await fetch(`${system.url}/dev/files`)).text()).match(/\/lobby\//g)?.length;
    await page.click('#zalo-audio');
    await page.locator('#zalo-log .me', { hasText: 'ghi âm' }).waitFor();
    await page.click('#zalo-paper');
    await page.locator('#zalo-log .me', { hasText: 'PDF' }).waitFor();
    await page.setInputFiles('#zalo-file', { name: 'anh.png', mimeType: 'image/png', buffer: PICTURE });
    await page.locator('#zalo-log .me', { hasText: 'anh.png' }).waitFor();
    expect(await left()).toBe(3);
    await expect.poll(() => logged(/"code":"(media|attachment|file)\.stored"/), { timeout: 15_000 }).toBe(3);

    await page.click('#zalo-received');
    await expect.poll(() => logged(/receipt\.recorded.*delivered/), { timeout: 15_000 }).toBeGreaterThan(0);
    await page.click('#zalo-seen');
    await expect.poll(() => logged(/receipt\.recorded.*seen/), { timeout: 15_000 }).toBeGreaterThan(0);
  });

  it('serves the picture of Zalo’s form beside the console', async () => {
    const picture = await fetch(`${system.url}/console/zalo-form.png`);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(
      Buffer.from(await picture.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('shares a place on Zalo, answers by buttons to the end, and fills in the form for contact data', async () => {
    const replies = page.locator('#zalo-log .hotline');
    const answeredAfter = async (act: () => Promise<unknown>) => {
      const before = await replies.count();
      await act();
      await replies.nth(before).waitFor();
    };
    await page.selectOption('#zalo-user', 'new');
    await answeredAfter(async () => {
      await page.fill('#zalo-text', 'Tôi bị lừa bán mất miếng đất');
      await page.click('#zalo-form button[type=submit]');
    });
    await answeredAfter(() => page.selectOption('#zalo-place', { label: 'Cà Mau' }));
    const form = page.locator('#zalo-log details');
    // Who needs help, and whether it is safe to call: the first button of each answer is the plain yes.
    for (let turn = 0; turn < 6 && (await form.count()) === 0; turn += 1)
      await answeredAfter(() => replies.last().locator('.chat-buttons button').first().click());
    await form.locator('summary').click();
    await form.getByLabel('Họ và tên').fill('Nguyễn Thị Bưởi');
    await form.getByLabel('Số điện thoại').fill('0912 000 777');
    await form.getByRole('button', { name: 'Chia sẻ thông tin' }).click();
    await page.locator('#zalo-log .me', { hasText: 'Đã chia sẻ thông tin liên hệ' }).waitFor();
    const desk = await deskOf(system, 'handler.96');
    await desk.awaited(({ citizen }) => citizen.name === 'Nguyễn Thị Bưởi');
  });

  it('lets the next SMS fail, as the provider tells later', async () => {
    await page.selectOption('#sms-failure', { label: 'Số không tồn tại' });
    await page.fill('#sms-text', 'toi muon hoi them');
    await page.click('#sms-form button[type=submit]');
    await expect
      .poll(() => system.log.filter((line) => /receipt\.recorded.*failed/.test(line)).length, {
        timeout: 15_000,
      })
      .toBe(1);
    expect(await page.inputValue('#sms-failure')).toBe('');
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

  it('rings the handler on duty for a caller, who is joined by key 1', async () => {
    await page.selectOption('#duty-centre', '01');
    await page.click('#go-on-duty');
    await page.locator('#duty-state').getByText('Đang trực cho').waitFor();
    await page.click('[data-new-number] >> nth=0');
    await page.click('#dial');
    await page.locator('#prompt').getByText('Xin chào').waitFor();
    const onTheLine = page.locator('#prompt');
    await page.locator('#keypad [data-key="3"]').click();
    await onTheLine.getByText('biển số').waitFor();
    for (const key of ['2', '9']) await page.locator(`#keypad [data-key="${key}"]`).click();
    // A key between two prompts is lost, as on the telephone.
    await onTheLine.getByText('Có ai đang bị bắt').waitFor();
    await page.locator('#keypad [data-key="0"]').click();
    await page.getByRole('button', { name: 'Bỏ qua lời đọc' }).click();
    const phone = page.locator('#duty');
    await phone.getByRole('button', { name: 'Nghe máy' }).click();
    await phone.getByText('Bấm 1 để nhận').waitFor();
    await phone.getByRole('button', { name: 'Bấm 1' }).click();
    await chosen('Đang nói chuyện với cán bộ');
    await phone.getByRole('button', { name: 'Gác máy' }).click();
    await page.locator('#prompt').getByText('Cuộc nói chuyện đã xong').waitFor();
    await page.getByRole('button', { name: 'Bỏ qua lời đọc' }).click();
    await page.locator('#call-state').getByText('gác máy').waitFor();
  });

  it('rings the handler for a call made in the console, and then the citizen', async () => {
    const desk = await deskOf(system, 'handler.01');
    const [request] = await desk.all();
    await desk.act(request?.id ?? '', 'call', { confirmed: true, reason: 'Gọi thử' });
    const phone = page.locator('#duty');
    await phone.getByRole('button', { name: 'Nghe máy' }).click();
    await phone.getByRole('button', { name: 'Bấm 1' }).click();
    await phone.getByRole('button', { name: 'Người dân nghe máy' }).click();
    await phone.getByRole('button', { name: 'Gác máy' }).click();
    await expect
      .poll(async () => (await desk.read(request?.id ?? '')).timeline.map(({ outcome }) => outcome))
      .toContain('answered');
  });

  it.each([360, 768, 1024, 1440])('needs no sideways scrolling at %i px', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    for (const view of ['phone', 'sms', 'zalo', 'desks']) {
      await page.goto(`${system.url}/#${view}`);
      expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBe(0);
    }
  });

  it('never complained', () => {
    expect(complaints).toEqual([]);
  });
});
