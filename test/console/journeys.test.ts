import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { newNumber, post, sms, zaloText } from '../journeys/clients.ts';
import { type Desk, deskOf, type Listed } from '../journeys/desk.ts';
import { type System, startedSystem } from '../system.ts';
import { violations } from './axe.ts';
import { openBrowser, type Seat, sitDown } from './browser.ts';

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

/** Everybody who sat down, and every number and message of a citizen. */
const seats: Seat[] = [];
const told: string[] = [];

/** Somebody at a desk; whatever their page complained of fails the test, but for what was expected. */
async function seated(user: string, viewport?: { width: number; height: number }): Promise<Seat> {
  const seat = await sitDown(browser, system.url, user, viewport);
  seats.push(seat);
  onTestFinished(() => seat.context.close());
  return seat;
}

async function written(text: string): Promise<Listed> {
  const number = newNumber();
  told.push(number, number.replace('+84', '0'), number.slice(3), text);
  await post(system, sms(system, number, text));
  return desk.awaited(({ citizen }) => citizen.phone === number);
}

const row = ({ page }: Seat, code: string) => page.locator('.request', { hasText: code });

describe('from a message to the closed request', () => {
  it('with the keyboard alone, every page without a finding of axe', async () => {
    const { code } = await written('Em o Soc Trang, chong danh, can luat su gap');
    const seat = await seated('handler.92');
    const { page, complaints } = seat;
    await row(seat, code).waitFor();
    expect(await row(seat, code).textContent()).toMatch(
      /còn \d+ (phút|giờ|ngày).*Khẩn.*Hôn nhân và gia đình.*Bạo lực/,
    );
    expect(await violations(page)).toEqual([]);

    while ((await page.locator('.request:focus', { hasText: code }).count()) === 0)
      await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('Em o Soc Trang').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('c');
    await page.getByText('Tôi đang xử lý').waitFor();

    await page.keyboard.press('g');
    await page.keyboard.type('Đã gọi, hẹn 14 giờ');
    await page.getByRole('button', { name: 'Lưu ghi chú' }).click();
    await page.locator('.entry.note', { hasText: 'Đã gọi, hẹn 14 giờ' }).waitFor();
    expect(await page.getByLabel('Ghi chú nội bộ').inputValue()).toBe('');

    await page.getByRole('button', { name: 'Sửa thông tin' }).click();
    await page.getByLabel('Họ tên người cần giúp').fill('Thạch Thị Sa Rây');
    await page.getByLabel('Liên hệ lại có an toàn không').selectOption('safe');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu thông tin' }).click();
    await page.locator('.event', { hasText: 'Thạch Thị Sa Rây' }).waitFor();

    await page.getByRole('button', { name: 'Trả lời người dân' }).click();
    await page.getByLabel('Tin gửi người dân').fill('Cán bộ sẽ gọi lại lúc 14 giờ.');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.locator('.entry.us', { hasText: 'Cán bộ sẽ gọi lại lúc 14 giờ.' }).waitFor();

    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('d');
    await page.getByRole('radio', { name: 'Thụ lý' }).check();
    await page.getByText('Máy gợi ý').first().waitFor();
    await page.getByRole('radio', { name: /bạo lực gia đình/i }).check();
    await page.getByRole('group', { name: 'Có khó khăn về tài chính' }).getByRole('radio').first().check();
    await page.getByRole('group', { name: 'Hình thức trợ giúp' }).getByRole('radio').first().check();
    await page.getByLabel('Số trong Sổ thụ lý').fill('TT.TV.01.2026');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu quyết định' }).click();
    await page.locator('.request-head', { hasText: 'Đã thụ lý' }).waitFor();
    await page.locator('.event', { hasText: 'TT.TV.01.2026' }).waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Đóng yêu cầu' }).click();
    await page.getByLabel('Lý do đóng').fill('Đã hướng dẫn xong');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Đóng yêu cầu' }).click();
    await page.locator('.request-head', { hasText: 'Đã đóng' }).waitFor();
    expect(await page.locator('.request-head').textContent()).not.toContain('đang xử lý');
    await page.getByText('Nộp hồ sơ vụ việc.').waitFor();
    await page.getByRole('button', { name: 'Đã làm xong: Nộp hồ sơ vụ việc' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Đã kết thúc' }).click();
    await row(seat, code).waitFor();
    expect(await row(seat, code).textContent()).toMatch(/còn \d+ ngày.*Hôn nhân và gia đình/);
    expect(complaints).toEqual([]);
  });

  it('a walk-in is typed in and stands on the list', async () => {
    const { page, complaints } = await seated('handler.92');
    await page.keyboard.press('n');
    await page.getByLabel('Người dân trình bày').fill('Hỏi về tiền lương chưa được trả');
    await page.getByLabel('Họ tên').fill('Thạch Thị Sa Rây');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu yêu cầu' }).click();
    await page.getByText('Hỏi về tiền lương chưa được trả').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('two handlers', () => {
  it('race for one claim: one has it, the other is told kindly and keeps what was typed', async () => {
    const { id, code } = await written('Toi o Can Tho, bi chu no giu so do');
    const [one, other] = await Promise.all([seated('handler.92'), seated('lead.92')]);
    for (const { page } of [one, other]) {
      await page.goto(`${system.url}/console/requests/${id}`);
      await page.getByRole('button', { name: 'Nhận xử lý' }).waitFor();
    }
    await other.page.getByLabel('Ghi chú nội bộ').fill('Đang định gọi');
    await one.page.getByRole('button', { name: 'Nhận xử lý' }).click();
    await one.page.getByText('Tôi đang xử lý').waitFor();

    await other.page.getByRole('button', { name: 'Nhận xử lý' }).click();

    await other.page.getByText('handler.92 vừa nhanh tay hơn').waitFor();
    await other.page.getByText('handler.92 đang xử lý', { exact: true }).waitFor();
    expect(await other.page.getByLabel('Ghi chú nội bộ').inputValue()).toBe('Đang định gọi');
    expect((await desk.read(id)).assignee).toBe('handler.92');
    expect(code).toMatch(/^\d{4}-\d{4}$/);
    expect(other.complaints.filter((text) => !/409.*\/claim$/.test(text))).toEqual([]);
  });
});

describe('finding and leading', () => {
  it('a request is found by its code and by a name without accents', async () => {
    const { id, code } = await written('Toi o Can Tho hoi ve hop dong vay tien');
    const { version } = await desk.read(id);
    await desk.act(id, 'facts', { version, name: 'Trần Thị Ngọc Điệp' });
    const { page, complaints } = await seated('handler.92');
    await page.keyboard.press('/');
    for (const words of [code, 'tran thi ngoc diep']) {
      await page.getByLabel('Mã yêu cầu, số điện thoại hoặc họ tên').fill(words);
      await page.keyboard.press('Enter');
      await page.locator('.request', { hasText: code }).waitFor();
    }
    expect(page.url()).toBe(`${system.url}/console/search`);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('the national desk says why before it reads a centre’s request, and the centre sees it', async () => {
    const { id } = await written('Toi o Can Tho khieu nai viec bi tu choi tro giup');
    const { page } = await seated('national');
    await page.getByLabel('Trung tâm').selectOption('92');
    await page.locator('.request').first().waitFor();
    await page.goto(`${system.url}/console/requests/${id}`);
    await page.getByLabel('Lý do mở xem').fill('Người dân khiếu nại');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Mở xem' }).click();
    await page.getByText('khieu nai viec bi tu choi').waitFor();
    expect(JSON.stringify((await desk.read(id)).timeline)).toContain('Người dân khiếu nại');
  });

  it('a lead invites somebody, disables them and assigns a request', async () => {
    const { id } = await written('Toi o Can Tho hoi ve cap duong nuoi con');
    const { page, complaints } = await seated('lead.92');
    await page.getByRole('link', { name: 'Cán bộ' }).click();
    await page.getByRole('row', { name: /handler\.92/ }).waitFor();
    await page.getByRole('button', { name: 'Mời cán bộ' }).click();
    await page.getByLabel('Họ tên').fill('Lý Thị Mai');
    await page.getByLabel('Tên đăng nhập').fill('mai.92');
    await page.getByLabel('Thư điện tử').fill('mai@example.vn');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Mời cán bộ' }).click();
    await page.getByRole('button', { name: 'Khóa tài khoản của Lý Thị Mai' }).click();
    await page.getByRole('button', { name: 'Mở khóa tài khoản của Lý Thị Mai' }).waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('link', { name: 'Trung tâm' }).click();
    await page.getByLabel('Thứ Hai').fill('7h30-11h30, 13h30-17h');
    await page.getByRole('button', { name: 'Thêm câu trả lời' }).click();
    await page.getByLabel('Tên câu 1').fill('Hẹn gọi lại');
    await page.getByLabel('Nội dung câu 1').fill('Cán bộ sẽ gọi lại trong giờ làm việc.');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu cài đặt' }).click();
    await page.getByText('Đã lưu cài đặt.').waitFor();

    await page.goto(`${system.url}/console/requests/${id}`);
    await page.getByRole('button', { name: 'Giao cho người khác' }).click();
    await page.getByRole('combobox', { name: /^Giao cho/ }).selectOption('handler.92');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Giao cho người khác' }).click();
    await page.getByText('handler.92 đang xử lý', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('when something fails', () => {
  it('a lost network is said, and no typed note is lost', async () => {
    const { id } = await written('Toi o Can Tho hoi ve thua ke');
    const { page, context } = await seated('handler.92');
    await page.goto(`${system.url}/console/requests/${id}`);
    await page.getByLabel('Ghi chú nội bộ').fill('Bà cụ nghe kém, gọi con gái');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Lưu ghi chú' }).click();
    await page.getByText('Chưa gửi được vì mất kết nối').waitFor();
    await page.getByText('Mất kết nối. Danh sách có thể đã cũ').waitFor();
    expect(await violations(page)).toEqual([]);
    // Both are seen where the note was written, on a telephone too, and nothing is pushed off the screen.
    await page.setViewportSize({ width: 390, height: 844 });
    await page
      .getByRole('button', { name: 'Lưu ghi chú' })
      .evaluate((button) => button.scrollIntoView(false));
    for (const words of ['Chưa gửi được vì mất kết nối', 'Mất kết nối. Danh sách có thể đã cũ']) {
      const seen = await page.getByText(words).boundingBox();
      expect(seen?.y).toBeGreaterThanOrEqual(0);
      expect((seen?.y ?? 0) + (seen?.height ?? 0)).toBeLessThan(400);
    }
    const out = await page.getByRole('button', { name: 'Đăng xuất' }).boundingBox();
    expect((out?.x ?? 0) + (out?.width ?? 0)).toBeLessThanOrEqual(390);

    await context.setOffline(false);
    await page.getByRole('button', { name: 'Lưu ghi chú' }).click();

    await page.locator('.entry.note', { hasText: 'Bà cụ nghe kém' }).waitFor();
    expect((await desk.read(id)).timeline.filter(({ type }) => type === 'note')).toHaveLength(1);
  });

  it('a session that ends asks for a new sign-in and comes back to the same page with what was typed', async () => {
    const { id } = await written('Toi o Can Tho hoi ve tranh chap ranh gioi dat');
    const { page } = await seated('handler.92');
    await page.goto(`${system.url}/console/requests/${id}`);
    await page.getByLabel('Ghi chú nội bộ').fill('Hẹn gặp ngày mai');
    await page.route('**/api/**', (route) => route.fulfill({ status: 401, body: '{}' }));
    await page.route('**/oidc/oauth2/token', (route) => route.fulfill({ status: 400, body: '{}' }));
    await page.getByRole('button', { name: 'Lưu ghi chú' }).click();
    await page.getByRole('heading', { name: 'Phiên đăng nhập đã hết hạn' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.unrouteAll();

    await page.getByRole('button', { name: 'Đăng nhập lại' }).click();

    await page.waitForURL(`**/console/requests/${id}`);
    await page.getByText('tranh chap ranh gioi').waitFor();
    expect(await page.getByLabel('Ghi chú nội bộ').inputValue()).toBe('Hẹn gặp ngày mai');
  });

  it('what a citizen writes is text, whatever it looks like', async () => {
    const { id } = await written(
      'Toi o Can Tho <img src=x onerror="document.title=1"> <b>hoi</b> ve dat dai',
    );
    const { page, complaints } = await seated('handler.92');
    await page.goto(`${system.url}/console/requests/${id}`);
    await page.getByText('<b>hoi</b>').waitFor();
    expect(await page.locator('.said img, .said b').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

/** Parts of each row whose words lie over another part's. */
const covered = (page: Page, row: string) =>
  page.locator(row).evaluateAll((rows) =>
    rows.flatMap((one) => {
      const parts = [...one.children].map((part) => ({ part, box: part.getBoundingClientRect() }));
      return parts.flatMap(({ part, box }, index) =>
        parts
          .slice(index + 1)
          .filter(
            ({ box: other }) =>
              Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 &&
              Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 1,
          )
          .map((other) => `${part.className} × ${other.part.className}`),
      );
    }),
  );

/** Those whose words reach beyond the screen or their own frame. */
const outside = (page: Page, what: string) =>
  page
    .locator(what)
    .evaluateAll(
      (all, width) =>
        all
          .filter((one) => one.getBoundingClientRect().right > width || one.scrollWidth > one.clientWidth + 1)
          .map((one) => one.textContent),
      page.viewportSize()?.width ?? 0,
    );

describe('in either language', () => {
  it.each([
    [1024, 768, ['/', '/settings']],
    [390, 844, ['/', '/search', '/new', '/team', '/figures', '/settings']],
  ] as const)(
    'every place is in it and fits at %i × %i, and the choice stays',
    async (width, height, places) => {
      // Of a centre where nobody has entered words of their own.
      const { page, complaints } = await seated('lead.96', { width, height });
      await page.getByRole('heading', { name: 'Danh sách việc' }).waitFor();
      await page.getByRole('button', { name: /English/ }).click();
      await page.getByRole('heading', { name: 'Worklist' }).waitFor();
      expect(await page.evaluate('document.documentElement.lang')).toBe('en');
      await page.reload();
      for (const place of places) {
        await page.goto(`${system.url}/console${place}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        const words = await page.locator('.page, .places').allTextContents();
        // Names of people and provinces stay Vietnamese.
        expect(words.join(' '), place).not.toMatch(
          /Danh sách|Tìm kiếm|Nhập yêu cầu|Cán bộ|Số liệu|Cài đặt|Chưa/,
        );
        expect(await outside(page, '.place'), place).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'), place).toBe(
          0,
        );
        expect(await violations(page), place).toEqual([]);
      }
      await page.getByRole('button', { name: /Tiếng Việt/ }).click();
      await page.getByRole('heading', { name: 'Cài đặt trung tâm' }).waitFor();
      expect(await page.evaluate('document.documentElement.lang')).toBe('vi');
      expect(complaints).toEqual([]);
    },
  );
});

describe('on any PC', () => {
  it.each([
    [1024, 768],
    [390, 844],
  ])('needs no sideways scrolling at %i × %i, on the list and on a request', async (width, height) => {
    await post(system, zaloText('size', 'Con trai tôi 16 tuổi bị công an phường Ninh Kiều Cần Thơ tạm giữ'));
    const { page } = await seated('handler.92', { width, height });
    await page.locator('.request').first().waitFor();
    const sideways = () => page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(await sideways()).toBe(0);
    expect(await covered(page, '.request')).toEqual([]);
    expect(await outside(page, '.place')).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.locator('.request').first().click();
    await page.locator('#conversation').waitFor();
    expect(await sideways()).toBe(0);
    expect(await violations(page)).toEqual([]);
  });

  it('shows the list within 3 seconds on 1.6 Mbit/s with 150 ms, nothing cached', async () => {
    const { page, context } = await seated('handler.92');
    const network = await context.newCDPSession(page);
    await network.send('Network.setCacheDisabled', { cacheDisabled: true });
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 1_600_000 / 8,
      uploadThroughput: 1_600_000 / 8,
    });
    const begun = performance.now();
    await page.goto(`${system.url}/console/`, { waitUntil: 'commit' });
    await page.locator('.request').first().waitFor();
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});

describe('what a browser keeps and tells', () => {
  it('has no name, number or word of a citizen in an address, a title, the history or a store', () => {
    const traces = seats.flatMap((seat) => seat.traces);
    for (const kind of [
      /^POST .*\/api\/requests\/search$/,
      /^GET /,
      /^at /,
      /^title /,
      /^pushState /,
      /^draft:/,
    ])
      expect(traces.filter((line) => kind.test(line)).length, String(kind)).toBeGreaterThan(0);
    const marks = [
      ...told,
      ...[
        'Thạch Thị Sa Rây',
        'Trần Thị Ngọc Điệp',
        'tran thi ngoc diep',
        'Đã gọi, hẹn 14 giờ',
        'Bà cụ nghe kém',
      ],
      ...['Cán bộ sẽ gọi lại lúc 14 giờ.', 'Hỏi về tiền lương chưa được trả', 'Đã hướng dẫn xong'],
    ];
    const found = traces.filter((line) =>
      marks.some((mark) =>
        [mark, encodeURIComponent(mark), encodeURIComponent(mark).replaceAll('%20', '+')].some((spelling) =>
          line.toLowerCase().includes(spelling.toLowerCase()),
        ),
      ),
    );
    expect(found).toEqual([]);
  });
});
