import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHotline } from '../local/hotline.ts';
import { openBrowser, sitDown } from '../test/console/browser.ts';
import { newNumber, post, sms, zaloText } from '../test/journeys/clients.ts';
import { deskOf } from '../test/journeys/desk.ts';

process.env.TZ = 'UTC';
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** Takes the pictures of docs/console at the three sizes the console is made for, and docs/lobby.png: `npm run pictures`. */
const SIZES = [
  ['desk', 1440, 900],
  ['office', 1024, 768],
  ['phone', 390, 844],
] as const;

const MESSAGES = [
  'Em o Soc Trang, chong danh, can luat su gap',
  'Toi o Can Tho, hang xom lan chiem ranh gioi dat, xa chua giai quyet',
  'Con toi 16 tuoi bi cong an quan Ninh Kieu Can Tho tam giu tu hom qua',
  'Cong ty o Can Tho no luong 3 thang khong tra',
  'Ong toi la thuong binh o Hau Giang, hoi ve tro cap',
  'Toi o Can Tho muon hoi thu tuc ly hon',
] as const;

const pictures = join(import.meta.dirname, '../docs/console');
const dataDir = mkdtempSync(join(tmpdir(), 'hotline-pictures-'));
const { HOTLINE_ASSEMBLY: assembly } = process.env;
const hotline = await startHotline({ port: 0, dataDir, warm: true, ...(assembly ? { assembly } : {}) });
const browser = await openBrowser();
try {
  mkdirSync(pictures, { recursive: true });
  for (const text of MESSAGES) await post(hotline, sms(hotline, newNumber(), text));
  await post(
    hotline,
    zaloText('picture', 'Con dâu tôi ở Sóc Trăng bị lừa bán sang nước ngoài, xin giúp gia đình tôi'),
  );
  const desk = await deskOf(hotline, 'handler.92');
  const beaten = await desk.awaited(({ facts }) => JSON.stringify(facts).includes('violence'));
  await desk.act(beaten.id, 'claim', { version: beaten.version });
  await desk.act(beaten.id, 'notes', { text: 'Đã gọi lúc 9 giờ, không ai nghe máy. Gọi lại lúc 14 giờ.' });
  await lobby();
  for (const [name, width, height] of SIZES) {
    const { page, context } = await sitDown(browser, hotline.url, 'handler.92', { width, height });
    const picture = (of: string) => page.screenshot({ path: join(pictures, `${of}-${name}.png`) });
    await page.locator('.request').nth(3).waitFor();
    await picture('worklist');
    await page.goto(`${hotline.url}/console/requests/${beaten.id}`);
    await page.locator('#links, #understood').first().waitFor();
    await page.waitForLoadState('networkidle');
    await picture('request');
    await page.getByRole('button', { name: 'Quyết định' }).click();
    await page.getByRole('radio', { name: 'Thụ lý' }).check();
    await page.getByText('Máy gợi ý').first().waitFor();
    await picture('decision');
    await context.close();
    const lead = await sitDown(browser, hotline.url, 'lead.92', { width, height });
    for (const place of ['team', 'settings', 'figures']) {
      await lead.page.goto(`${hotline.url}/console/${place}`);
      await lead.page.waitForLoadState('networkidle');
      await lead.page.screenshot({ path: join(pictures, `${place}-${name}.png`) });
    }
    await lead.context.close();
  }
} finally {
  await browser.close();
  await hotline.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** The lobby while a call is put through: the handler's telephone rings. */
async function lobby(): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  await page.goto(hotline.url);
  await page.fill('#sms-text', MESSAGES[0]);
  await page.click('#sms-form button[type=submit]');
  await page.selectOption('#duty-centre', '01');
  await page.click('#go-on-duty');
  await page.locator('#duty-state').getByText('Đang trực cho').waitFor();
  await page.click('#dial');
  await page.locator('#prompt').getByText('Xin chào').waitFor();
  await page.locator('#keypad [data-key="3"]').click();
  await page.locator('#prompt').getByText('biển số').waitFor();
  for (const key of ['2', '9']) await page.locator(`#keypad [data-key="${key}"]`).click();
  // A key between two questions is nobody's: the next has to be asked before it is answered.
  await page.locator('#prompt').getByText('bị bắt').waitFor();
  await page.locator('#keypad [data-key="0"]').click();
  await page.getByRole('button', { name: 'Bỏ qua lời đọc' }).click();
  await page.locator('#duty').getByRole('button', { name: 'Nghe máy' }).waitFor();
  await page.locator('#sms-log .hotline').first().waitFor();
  await page.screenshot({ path: join(import.meta.dirname, '../docs/lobby.png'), fullPage: true });
  await page.close();
}
