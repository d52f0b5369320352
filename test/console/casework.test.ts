import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tone } from '../../local/providers/files.ts';
import { dialled } from '../exchange/caller.ts';
import { eventually, moveClock } from '../journeys/backstage.ts';
import {
  newNumber,
  newSid,
  newZaloUser,
  post,
  signedByTwilio,
  signedByZalo,
  sms,
  zaloText,
} from '../journeys/clients.ts';
import { type Desk, deskOf, type Full, requestOf } from '../journeys/desk.ts';
import { roster } from '../journeys/roster.ts';
import { type System, startedSystem } from '../system.ts';
import { violations } from './axe.ts';
import { openBrowser, type Seat, sitDown } from './browser.ts';
import { seedThousand } from './thousand.ts';

let system: System;
let browser: Browser;
let desk: Desk;
let seat: Seat;
let page: Page;

beforeAll(async () => {
  [system, browser] = await Promise.all([startedSystem(), openBrowser()]);
  desk = await deskOf(system, 'lead.92');
  seat = await sitDown(browser, system.url, 'lead.92');
  page = seat.page;
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

interface Told {
  readonly text?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly urgent?: boolean;
  readonly matter?: string;
}

/** Somebody at the door of the centre in Cần Thơ. */
const walkIn = async (told: Told = {}): Promise<Full> =>
  requestOf(await desk.call('POST', '/api/requests', { text: 'Tôi ở Cần Thơ hỏi về đất đai', ...told }));

async function open({ id }: Pick<Full, 'id'>): Promise<void> {
  await page.goto(`${system.url}/console/requests/${id}`);
  await page.locator('#conversation').waitFor();
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const inDialog = (name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true });
const told = (full: Full, type: string) => full.timeline.filter((entry) => entry.type === type);

/** The request as the API has it, once it fits. */
const become = ({ id }: Pick<Full, 'id'>, fits: (full: Full) => boolean) =>
  eventually(async () => {
    const full = await desk.read(id);
    return fits(full) ? full : undefined;
  }, 'what the console asked for');

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** The beginning by which an MP4 is known; there is nothing to see in it. */
const MP4 = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp41', 'latin1');

/** The request that went to another centre. */
let transferred = '';

describe('papers', () => {
  it('are a DOCX with the name in it and a page to print, both noted on the timeline', async () => {
    const request = await walkIn({ name: 'Thạch Thị Sa Rây' });
    await open(request);
    for (const [paper, title] of [
      ['Đơn yêu cầu trợ giúp pháp lý', 'ĐƠN YÊU CẦU TRỢ GIÚP PHÁP LÝ'],
      ['Thông báo chuyển yêu cầu', 'CHUYỂN'],
      ['Thông báo từ chối', 'TỪ CHỐI'],
    ] as const) {
      const coming = page.waitForEvent('download');
      await button(`Tải tệp Word: ${paper}`).click();
      const file = await coming;
      expect(file.suggestedFilename()).toMatch(/^[a-z-]+-\d{4}-\d{4}\.docx$/);
      const parts = unzipSync(await readFile(await file.path()));
      const words = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
      expect(words).toContain('Thạch Thị Sa Rây');
      expect(words.toUpperCase()).toContain(title);
    }
    await button('Xem và in: Đơn yêu cầu trợ giúp pháp lý').click();
    await page.getByRole('heading', { name: 'ĐƠN YÊU CẦU TRỢ GIÚP PHÁP LÝ' }).waitFor();
    expect(await page.locator('article').textContent()).toContain('Thạch Thị Sa Rây');
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('header, nav').filter({ visible: true }).count()).toBe(0);
    await page.emulateMedia({ media: 'screen' });
    expect(told(await desk.read(request.id), 'paper').map(({ outcome }) => outcome)).toEqual([
      'docx',
      'docx',
      'docx',
      'print',
    ]);
    await page.getByRole('link', { name: 'Về yêu cầu' }).click();
    await page.locator('.event', { hasText: 'Thông báo từ chối' }).waitFor();
  });
});

/** What stands out among what can be done. */
const outstanding = () => page.locator('.request-side [data-variant=filled]').allInnerTexts();

describe('what stands out', () => {
  it('after a refusal is its notice, and the closing once that is made', async () => {
    const request = await walkIn({ name: 'Thạch Thị Sa Rây' });
    const { version } = request;
    await desk.act(request.id, 'decision', {
      version,
      outcome: 'refused',
      ground: 'a',
      text: 'Chưa rõ việc.',
    });
    await open(request);
    await button('Lập thông báo từ chối').waitFor();
    expect(await outstanding()).toEqual(['Lập thông báo từ chối']);
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Số thông báo').fill('12/TB');
    await button('Lập thông báo từ chối').click();
    await page.getByText('Số: 12/TB').waitFor();
    await page.getByRole('link', { name: 'Về yêu cầu' }).click();
    await page.getByText('Gửi thông báo từ chối đã lập').waitFor();
    expect(await outstanding()).toEqual(['Đóng yêu cầu']);
  });

  it('after an acceptance is the law’s next term; the number in the register is in the head', async () => {
    const request = await walkIn();
    await desk.act(request.id, 'decision', {
      version: request.version,
      outcome: 'accepted',
      categoryCode: '2',
      form: 'representation',
      registerNumber: 'TT.TV.09.2026',
    });
    await open(request);
    await page.locator('.request-head', { hasText: 'Số thụ lý TT.TV.09.2026' }).waitFor();
    expect(await outstanding()).toEqual(['Đã làm xong']);
    await page.getByRole('link', { name: /^Cử người/ }).click();
    expect(await page.locator('#clocks:target').count()).toBe(1);
    expect(await violations(page)).toEqual([]);
  });
});

describe('a call', () => {
  it('to whom a call is unsafe is made only with a reason, and the banner says so first', async () => {
    await desk.call('PUT', '/api/handlers/lead.92', { phone: '0912 345 678' });
    const request = await walkIn({ phone: newNumber(), urgent: true });
    await desk.act(request.id, 'facts', { version: request.version, safeContact: 'unsafe' });
    await open(request);
    await page.getByText('KHÔNG GỌI, KHÔNG NHẮN TIN vào số này').waitFor();
    await button('Gọi cho người dân').click();
    await page.getByRole('dialog').getByText('KHÔNG GỌI, KHÔNG NHẮN TIN').waitFor();
    expect(await inDialog('Vẫn gọi').isDisabled()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Vì sao vẫn gọi').fill('Chị nhắn: gọi được từ 9 giờ');
    await inDialog('Vẫn gọi').click();
    await page.locator('.event', { hasText: 'Chị nhắn: gọi được từ 9 giờ' }).waitFor();
    const [call] = told(await desk.read(request.id), 'call');
    expect(call).toMatchObject({ outcome: 'requested', reason: 'Chị nhắn: gọi được từ 9 giờ' });
  });

  it('to whom it is safe needs one word only', async () => {
    const request = await walkIn({ phone: newNumber(), urgent: true });
    await desk.act(request.id, 'facts', { version: request.version, safeContact: 'safe' });
    await open(request);
    expect(await page.getByText('KHÔNG GỌI').count()).toBe(0);
    await button('Gọi cho người dân').click();
    await inDialog('Gọi').click();
    await page.locator('.event', { hasText: 'Cuộc gọi' }).waitFor();
    expect(told(await desk.read(request.id), 'call')).toHaveLength(1);
    await page.locator('.request-head', { hasText: 'Tôi đang xử lý' }).waitFor();
  });

  it('is not the only way to take a request up: a text does, and says so', async () => {
    const request = await walkIn({ phone: newNumber() });
    await open(request);
    await button('Trả lời người dân').click();
    await page.getByLabel('Tin gửi người dân').fill('Xin mời ông/bà tới trung tâm sáng mai.');
    await button('Gửi').click();
    await page.getByText('Yêu cầu này do bạn xử lý.').waitFor();
    await page.locator('.request-head', { hasText: 'Tôi đang xử lý' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe('a call that is answered', () => {
  it('is shown to who took it on the telephone, wherever their page stands, and says that the two have talked', async () => {
    await roster(system, '92', { 'lead.92': '+84901000092' });
    await page.goto(`${system.url}/console/`);
    await page.locator('.request').first().waitFor();
    const phone = await dialled(system, newNumber());
    for (const keys of ['3', '65', '2', '1', '1', '2']) await phone.press(keys);
    const ringing = phone.ringing();
    await ringing?.pickUp();
    await ringing?.press('1');
    await page.getByText('nay do bạn xử lý').waitFor();
    expect(await violations(page)).toEqual([]);
    await button('Mở xem').click();
    await page.locator('.event', { hasText: 'cán bộ đã nghe máy' }).waitFor();
    expect(await page.locator('.entry.citizen').first().textContent()).toContain('Gọi tới');
    await phone.talked(95);
    await page.locator('.entry.citizen', { hasText: 'Đã nói chuyện với cán bộ' }).waitFor();
    expect(await page.getByText('Liên hệ mà chưa nói gì').count()).toBe(0);
    await roster(system, '92', {}, false);
  });
});

describe('terms, looks and facts', () => {
  it('a term of the law is started and met, and who has looked is shown', async () => {
    const request = await walkIn();
    await open(request);
    await button('Bắt đầu một hạn').click();
    await page.getByLabel('Hạn nào').selectOption('complaint-head');
    await page.getByLabel('Ghi chú (không bắt buộc)').fill('Nhận đơn khiếu nại');
    expect(await violations(page)).toEqual([]);
    await inDialog('Bắt đầu một hạn').click();
    await button('Đã làm xong: Người đứng đầu tổ chức giải quyết khiếu nại').click();
    await page.locator('.event', { hasText: 'đã xong' }).waitFor();
    const clocks = z
      .array(z.looseObject({ kind: z.string(), metAt: z.string().optional() }))
      .parse((await desk.read(request.id)).clocks);
    expect(clocks.find(({ kind }) => kind === 'complaint-head')?.metAt).toBeDefined();
    await button('Hiện danh sách').click();
    await page.locator('.looks li').first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('places, signals and categories are set by hand and read in words', async () => {
    const request = await walkIn();
    await open(request);
    await button('Sửa thông tin').click();
    await page.getByLabel('Nơi xảy ra vụ việc').selectOption({ label: 'Cà Mau' });
    await page.getByLabel('Bạo lực', { exact: true }).check();
    await page.getByLabel('Người thuộc hộ nghèo', { exact: true }).check();
    await page.getByLabel('Căn cứ khó khăn tài chính').selectOption({ label: 'Người thuộc hộ cận nghèo' });
    expect(await violations(page)).toEqual([]);
    await button('Lưu thông tin').click();
    const event = page.locator('.event', { hasText: 'Đã sửa thông tin' });
    await event.waitFor();
    const words = await event.textContent();
    for (const part of ['Cà Mau', 'Bạo lực', 'Người thuộc hộ nghèo', 'Người thuộc hộ cận nghèo'])
      expect(words).toContain(part);
    expect((await desk.read(request.id)).facts).toMatchObject({
      casePlace: { province: '96' },
      signals: ['violence'],
      categories: ['2'],
      financialProof: 'near-poor',
    });
  });
});

describe('decisions', () => {
  const write = (label: string, text: string) => () => page.getByLabel(label).fill(text);
  const pick = (label: string, value: string) => () => page.getByLabel(label).selectOption(value);
  let other: Full;
  it.each([
    ['Trả lời ngay', 'answered', [write('Nội dung đã trả lời', 'Nộp đơn tại xã')]],
    ['Giới thiệu nơi khác', 'referred', [write('Giới thiệu đến nơi nào', 'Phòng công chứng số 1')]],
    ['Từ chối', 'refused', [pick('Căn cứ từ chối', 'c')]],
    ['Người dân rút yêu cầu', 'withdrawn', [write('Người dân rút yêu cầu vì sao', 'Đã tự giải quyết')]],
    ['Trùng yêu cầu khác', 'duplicate', [() => page.getByLabel('Mã của yêu cầu kia').fill(other.code)]],
    ['Không phải yêu cầu', 'void', [pick('Vì sao không phải yêu cầu', 'prank')]],
  ] as const)('%s', async (words, outcome, answers) => {
    other ??= await walkIn();
    const request = await walkIn();
    await open(request);
    await button('Quyết định').click();
    await page.getByRole('radio', { name: words }).check();
    for (const answer of answers) await answer();
    await button('Lưu quyết định').click();
    await page.locator('.event', { hasText: words }).waitFor();
    expect(await desk.read(request.id)).toMatchObject({ state: outcome, decision: { outcome } });
  });

  it('what was begun is there again, no words cross from one outcome to another, and an edited refusal stays', async () => {
    const request = await walkIn();
    await open(request);
    const written = page.getByRole('dialog').getByRole('textbox');
    await button('Quyết định').click();
    await page.getByRole('radio', { name: 'Trả lời ngay' }).check();
    await written.fill('Nộp đơn tại xã');
    await page.getByRole('radio', { name: 'Từ chối' }).check();
    const ground = page.getByLabel('Căn cứ từ chối');
    await ground.selectOption('a');
    const prepared = await written.inputValue();
    await ground.selectOption('b');
    expect(await written.inputValue()).not.toBe(prepared);
    await written.fill('Bác xem lại giúp giấy này.');
    await ground.selectOption('c');
    expect(await written.inputValue()).toBe('Bác xem lại giúp giấy này.');
    await page.getByRole('radio', { name: 'Người dân rút yêu cầu' }).check();
    expect(await written.inputValue()).toBe('');
    await page.getByRole('radio', { name: 'Trả lời ngay' }).check();
    expect(await written.inputValue()).toBe('Nộp đơn tại xã');

    await page.getByRole('radio', { name: 'Thụ lý' }).check();
    await page.getByText('Còn thiếu: diện, hình thức trợ giúp, số trong Sổ thụ lý.').waitFor();
    await page.getByLabel(/chọn diện/i).selectOption('2');
    await page.getByLabel('Số trong Sổ thụ lý').fill('TT.TV.07.2026');
    await page.keyboard.press('Escape');
    await button('Sửa thông tin').click();
    await page.getByLabel('Họ tên người cần giúp').fill('Lê Văn Tám');
    await page.getByLabel('Điện thoại').fill('0912 còn ba số nữa');
    await button('Lưu thông tin').click();
    const unread = page.getByRole('dialog').getByText('Chưa đọc được số điện thoại');
    await unread.waitFor();
    await page.keyboard.press('Escape');
    await button('Quyết định').click();
    expect(await page.getByLabel('Số trong Sổ thụ lý').inputValue()).toBe('TT.TV.07.2026');
    expect(await unread.count()).toBe(0);
    await page.reload();
    await button('Quyết định').click();
    expect(await page.getByLabel('Số trong Sổ thụ lý').inputValue()).toBe('TT.TV.07.2026');
    await page.getByText('Còn thiếu: hình thức trợ giúp.').waitFor();
    await page.keyboard.press('Escape');
    await button('Sửa thông tin').click();
    await page.getByText('nội dung điền dở lần trước').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Điện thoại').fill('0912 345 678');
    await button('Lưu thông tin').click();
    await become(request, ({ citizen }) => citizen.phone === '+84912345678');
    await button('Sửa thông tin').click();
    expect(await page.getByText('nội dung điền dở lần trước').count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  it('papers are asked for; what has ended is reopened; another centre gets it with a reason', async () => {
    const request = await walkIn();
    await open(request);
    await button('Yêu cầu giấy tờ').click();
    await page.getByLabel('Giấy tờ cần bổ sung').fill('Căn cước công dân');
    await inDialog('Lưu và chờ giấy tờ').click();
    await page.locator('.event', { hasText: 'Căn cước công dân' }).waitFor();
    const { version } = await become(request, ({ state }) => state === 'waiting');
    await desk.act(request.id, 'close', { version, reason: 'Không đến nữa' });
    await button('Mở lại').click();
    await page.getByLabel('Lý do mở lại').fill('Đã mang giấy tờ tới');
    await inDialog('Mở lại').click();
    await become(request, ({ state }) => state === 'claimed');
    await button('Chuyển trung tâm khác').click();
    await page.getByLabel('Chuyển tới').selectOption({ label: 'Cà Mau' });
    await page.getByLabel('Lý do').fill('Đất ở Cà Mau');
    await inDialog('Chuyển').click();
    await page.getByText('Đã chuyển tới Cà Mau').waitFor();
    // The notice for the citizen, made by who has passed it on: the request itself is gone from here.
    await page.locator('.sheet-of-paper', { hasText: 'Đất ở Cà Mau' }).waitFor();
    await page.getByText('Về danh sách việc').waitFor();
    const there = await deskOf(system, 'handler.96');
    expect(await there.read(request.id)).toMatchObject({ centre: '96', transfers: 1 });
    transferred = request.id;
    // It is another centre's now: nothing remembered of it is shown.
    await page.goBack();
    await page.getByText('Không có yêu cầu này ở trung tâm của bạn').waitFor();
    expect(await page.locator('#conversation').count()).toBe(0);
  });
});

describe('what belongs together', () => {
  it('is suggested by a name without its marks, with the reason, and picked as a duplicate by a person', async () => {
    const [first, again] = [
      await walkIn({ name: 'Danh Thị Út Mười', matter: 'land' }),
      await walkIn({ name: 'danh thi ut muoi', matter: 'land' }),
    ];
    await open(again);
    const links = page.locator('section', { has: page.locator('#links') });
    await links.getByText('cùng họ tên, cùng loại việc').waitFor();
    expect(await links.textContent()).toContain(first.code);
    expect((await desk.read(again.id)).links).toEqual([]);
    await button('Quyết định').click();
    await page.getByRole('radio', { name: 'Trùng yêu cầu khác' }).check();
    await page.getByRole('radio', { name: new RegExp(first.code) }).check();
    expect(await violations(page)).toEqual([]);
    await button('Lưu quyết định').click();
    await become(
      again,
      ({ state, links: joined }) => state === 'duplicate' && JSON.stringify(joined).includes(first.id),
    );
  });

  it('is linked by its code and unlinked again', async () => {
    const [one, other] = [await walkIn(), await walkIn()];
    await open(one);
    await button('Nối với yêu cầu khác').click();
    await page.getByLabel('Mã của yêu cầu kia').fill(other.code);
    await page.getByLabel('Lý do').fill('Cùng thửa đất');
    await inDialog('Nối với yêu cầu khác').click();
    await become(other, ({ links }) => JSON.stringify(links).includes(one.id));
    await button(`Bỏ nối với yêu cầu ${other.code}`).click();
    await become(other, ({ links }) => JSON.stringify(links) === '[]');
  });

  it('and what does not is split off', async () => {
    const number = newNumber();
    await post(system, sms(system, number, 'Toi o Can Tho hoi ve dat dai'));
    const { id } = await desk.awaited(({ citizen }) => citizen.phone === number);
    await post(system, sms(system, number, 'Em la con gai, hoi viec luong cua em'));
    await become({ id }, (full) => told(full, 'contact').length === 2);
    await open({ id });
    await button('Tách sang yêu cầu mới').click();
    await page.getByLabel('Em la con gai').check();
    await page.getByLabel('Lý do').fill('Người khác dùng chung số');
    expect(await violations(page)).toEqual([]);
    await inDialog('Tách').click();
    await page.getByText('Đã tách sang yêu cầu khác.').waitFor();
    const [split] = told(await desk.read(id), 'split');
    expect(split?.other).toMatchObject({ code: expect.stringMatching(/^\d{4}-\d{4}$/) });
  });
});

describe('the conversation', () => {
  it('plays a recording through a link of ours, and notes who listened', async () => {
    const from = newNumber();
    const CallSid = newSid('CA');
    const call = { CallSid, From: from, To: '+842471088888', CallStatus: 'ringing' };
    await post(system, signedByTwilio(system, '/twilio/voice', call));
    const left = await fetch(`${system.url}/dev/files/twilio`, {
      method: 'POST',
      headers: { 'content-type': 'audio/wav' },
      body: new Uint8Array(tone(1)),
    });
    const { url } = z.object({ url: z.string() }).parse(await left.json());
    const recording = {
      CallSid,
      RecordingUrl: url,
      RecordingSid: url.split('/').at(-1) ?? '',
      RecordingStatus: 'completed',
      RecordingDuration: '1',
    };
    await post(system, signedByTwilio(system, '/twilio/voice/recording', recording));
    await post(system, signedByTwilio(system, '/twilio/voice/status', { ...call, CallStatus: 'completed' }));
    const national = await deskOf(system, 'national');
    await moveClock(system, 'PT11M');
    const { id } = await national.awaited(({ citizen }) => citizen.phone === from, '?centre=national');
    await eventually(
      async () => JSON.stringify((await national.read(id)).timeline).includes('"stored"'),
      'the recording to be stored',
    );
    const { page: above, context, complaints } = await sitDown(browser, system.url, 'national');
    await above.locator(`#request-${id}`).getByText('Cần gọi lại').waitFor();
    await above.goto(`${system.url}/console/requests/${id}`);
    await above.getByText(/^Gọi lại cho người dân, đã gọi 0 lần/).waitFor();
    await above.getByRole('button', { name: /^Nghe / }).click();
    await expect
      .poll(() => above.locator('audio').evaluate((audio: { readyState: number }) => audio.readyState >= 2))
      .toBe(true);
    expect(await violations(above)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
    expect(JSON.stringify((await national.read(id)).timeline)).toContain('listened');
  });

  it('shows a picture and plays a video from Zalo through links of ours; a shared number that is not theirs is taken back', async () => {
    const user = newZaloUser();
    await post(system, zaloText(user, 'toi o Can Tho, bi lua ban dat'));
    const { id } = await desk.awaited(({ citizen }) => citizen.zaloUserId === user);
    const keep = async (bytes: Buffer, type: string) => {
      const kept = await fetch(`${system.url}/dev/files/zalo`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: new Uint8Array(bytes),
      });
      return z.object({ url: z.string() }).parse(await kept.json()).url;
    };
    const tell = (event: object) => post(system, signedByZalo({ sender: { id: user }, ...event }));
    for (const [kind, url] of [
      ['image', await keep(PNG, 'image/png')],
      ['video', await keep(MP4, 'video/mp4')],
    ] as const)
      await tell({
        event_name: `user_send_${kind}`,
        message: { msg_id: randomUUID(), attachments: [{ type: kind, payload: { thumbnail: url, url } }] },
      });
    const phone = newNumber();
    await tell({ event_name: 'user_submit_info', info: { name: 'Lan', phone: phone.replace('+', '') } });
    await become({ id }, ({ timeline, citizen }) => {
      const files = JSON.stringify(timeline.flatMap(({ attachments }) => attachments ?? []));
      return files.match(/"stored"/g)?.length === 2 && citizen.phone === phone;
    });
    await open({ id });
    await button('Mở Ảnh').click();
    const picture = page.getByRole('img', { name: 'Ảnh' });
    await expect.poll(() => picture.evaluate((one: { naturalWidth: number }) => one.naturalWidth)).toBe(1);
    await button('Mở Video').click();
    const video = page.locator('video');
    await video.waitFor();
    const [src, image] = [await video.getAttribute('src'), await picture.getAttribute('src')];
    const film = await fetch(src ?? '');
    expect([film.status, film.headers.get('content-type')]).toEqual([200, 'video/mp4']);
    expect(await violations(page)).toEqual([]);
    const looks = told(await desk.read(id), 'file').map(({ outcome }) => outcome);
    expect(looks).toEqual(expect.arrayContaining(['viewed', 'listened']));
    await moveClock(system, 'PT3M');
    for (const url of [src, image]) expect((await fetch(url ?? '')).status).toBe(403);

    await button('Bỏ số điện thoại này').click();
    await page.getByLabel('Vì sao số này không phải của người đó').fill('Số của hàng xóm');
    expect(await violations(page)).toEqual([]);
    await inDialog('Bỏ số này').click();
    await page.getByText('Đã bỏ số điện thoại.').waitFor();
    expect((await desk.read(id)).citizen).not.toHaveProperty('phone');
    await button('Bỏ số điện thoại này').waitFor({ state: 'detached' });
  });

  it('marks the words that led to what was understood, each with what it was taken for', async () => {
    const number = newNumber();
    await post(system, sms(system, number, 'Toi o Can Tho, bi chong danh, muon ly hon'));
    const { id } = await desk.awaited(({ citizen }) => citizen.phone === number);
    await open({ id });
    const marks = page.locator('.said mark');
    expect(await marks.evaluateAll((all) => all.map((one) => one.title))).toEqual(
      expect.arrayContaining([expect.stringContaining('Bạo lực'), expect.stringContaining('Nơi chốn')]),
    );
    expect((await marks.allTextContents()).join(' ')).toContain('danh');
  });
});

describe('for whoever leads', () => {
  it('figures of the centre, day by day, in words', async () => {
    await page.getByRole('link', { name: 'Số liệu' }).click();
    await page.getByRole('heading', { name: 'Số liệu' }).waitFor();
    await page.locator('.totals', { hasText: 'Yêu cầu đến' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe('a centre of its own', () => {
  it('enters days off, who answers the telephone, and where notices go', async () => {
    await page.getByRole('link', { name: 'Trung tâm', exact: true }).click();
    await button('Thêm ngày').click();
    await page.getByLabel('Ngày 1', { exact: true }).fill('2027-02-04');
    await page.getByLabel('Thêm cán bộ trực').selectOption('handler.92');
    await page.getByLabel(/^1\. .*: số điện thoại/).fill('0912 000 111');
    await page.getByLabel('Thêm cán bộ trực').selectOption('lead.92');
    await page.getByLabel(/^2\. .*: số điện thoại/).fill('0912 345 678');
    await page
      .getByRole('button', { name: /lên trước$/ })
      .nth(1)
      .click();
    await page.getByLabel('Địa chỉ webhook').fill('https://example.vn/thong-bao');
    await page.getByLabel('Mã người dùng Zalo').fill('2468013579');
    expect(await violations(page)).toEqual([]);
    await button('Lưu cài đặt').click();
    await page.getByText('Đã lưu cài đặt.').waitFor();
    const { json } = await desk.call('GET', '/api/centres/92');
    expect(json).toMatchObject({
      settings: {
        exceptions: [{ date: '2027-02-04', hours: [] }],
        roster: [
          { username: 'lead.92', phone: '+84912345678' },
          { username: 'handler.92', phone: '+84912000111' },
        ],
        notify: { webhook: { url: 'https://example.vn/thong-bao' }, zaloUserId: '2468013579' },
      },
    });
  });

  it('hands over all that somebody has; the national desk moves them', async () => {
    const handler = await deskOf(system, 'handler.92');
    const body = { text: 'Tôi ở Cần Thơ hỏi về lương' };
    const { id } = requestOf(await handler.call('POST', '/api/requests', body));
    const { version, assignee } = await desk.read(id);
    if (assignee === undefined) await handler.act(id, 'claim', { version });
    await page.getByRole('link', { name: 'Cán bộ' }).click();
    const row = page.getByRole('row', { name: /handler\.92/ });
    await row.getByRole('button', { name: /^Giao lại việc/ }).click();
    await page.getByLabel('Giao cho').selectOption('lead.92');
    expect(await violations(page)).toEqual([]);
    await inDialog('Giao lại').click();
    await page.getByText('Đã giao lại 1 việc.').waitFor();
    expect((await desk.read(id)).assignee).toBe('lead.92');

    const { page: above, context } = await sitDown(browser, system.url, 'national');
    await above.getByRole('link', { name: 'Cán bộ' }).click();
    await above.getByLabel('Trung tâm').selectOption('92');
    const theirs = above.getByRole('row', { name: /handler\.92/ });
    await theirs.getByRole('button', { name: /^Sửa thông tin của/ }).click();
    await above.getByRole('dialog').getByLabel('Trung tâm').selectOption({ label: 'Cà Mau' });
    expect(await violations(above)).toEqual([]);
    await above.getByRole('button', { name: 'Lưu', exact: true }).click();
    await theirs.waitFor({ state: 'detached' });
    expect((await handler.call('GET', '/api/me')).json).toMatchObject({ centre: '96' });
    await context.close();
  });
});

describe('a thousand requests', () => {
  it('of the table, asked for page by page, are in the page only as far as they are seen', async () => {
    await seedThousand(system);
    const { page: list, context, complaints } = await sitDown(browser, system.url, 'handler.04');
    await list.locator('#request-row-0').waitFor();
    await list.getByRole('button', { name: /^Mới/ }).filter({ hasText: '1000' }).waitFor();
    const shown = () => list.locator('.request').count();
    for (let at = 0; at < 60 && (await list.locator('#request-row-999').count()) === 0; at += 1) {
      await list.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)');
      await list.evaluate('new Promise((next) => requestAnimationFrame(() => setTimeout(next, 60)))');
      expect(await shown()).toBeLessThan(45);
    }
    expect(await list.locator('#request-row-999').count()).toBe(1);
    expect(await list.locator('[aria-posinset="1000"]').count()).toBe(1);
    // Rows that are still being measured may push the page back once.
    await eventually(async () => {
      await list.keyboard.press('Home');
      return list.locator('#request-row-0').isVisible();
    }, 'the first row again');
    expect(complaints).toEqual([]);
    await context.close();
  });
});

it('nothing was complained of', () => {
  // Told of the transfer, the page may ask once more for what is another centre's now.
  const gone = new RegExp(`404.*/api/requests/${transferred}([?]ask=reason|/suggestion)$`);
  const unreadable = /400.*\/facts$/;
  expect(seat.complaints.filter((text) => !gone.test(text) && !unreadable.test(text))).toEqual([]);
});
