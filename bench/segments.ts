import { segments } from '../domain/outbound/sms-text.ts';
import type { Hotline } from '../local/hotline.ts';
import { eventually, outbox } from '../test/journeys/backstage.ts';
import { newNumber, post, sms } from '../test/journeys/clients.ts';
import { printTable, type Row } from './figures.ts';

/** What people write, one person each, in order. */
const TALKS: readonly (readonly string[])[] = [
  ['toi muon hoi ve thua ke', 'toi o Ha Noi', 'khong', 'co', '1', 'Nguyen Van Mau', 'cam on'],
  ['Em o Soc Trang, bi chong danh, can luat su gap', 'khong'],
  ['con toi 12 tuoi bi xam hai', 'o Ca Mau', 'co'],
  ['toi muon ly hon o Quang Binh', '1', 'khong', 'co', '2', '2'],
  ['STOP'],
];

/** The answers that go out by SMS in usual talks, with what each costs. */
export async function printSegments(hotline: Hotline): Promise<void> {
  const rows: Row[] = [];
  for (const talk of TALKS) {
    const phone = newNumber();
    for (const [index, text] of talk.entries()) {
      await post(hotline, sms(hotline, phone, text));
      const reply = await eventually(
        async () => (await outbox(hotline)).filter(({ to }) => to === phone)[index]?.text,
        `the answer to "${text}"`,
      );
      rows.push({ 'to the message': text, segments: segments(reply), letters: reply.length, answer: reply });
    }
  }
  printTable('SMS answers of usual talks (GSM-7: 160 letters in one segment)', rows);
}
