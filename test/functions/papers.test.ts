import { DOMParser } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { directory } from '../../adapters/directory.ts';
import { LAW } from '../../domain/eligibility/law.ts';
import { type PaperGround, type PaperKind, paper } from '../../domain/papers/paper.ts';
import { mayMakeNotice } from '../../domain/papers/sender.ts';
import type { LegalAidRequest, RequestEvent } from '../../domain/request/request.ts';
import { docx } from '../../functions/papers/docx.ts';
import { print } from '../../functions/papers/print.ts';
import { aRequest } from '../domain/request/a-request.ts';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const event = (other: Partial<RequestEvent>): RequestEvent => ({
  requestId: aRequest().id,
  sequence: 1,
  at: '2026-11-23T01:00:00.000Z',
  by: 'citizen',
  type: 'contact',
  changes: {},
  publish: [],
  ...other,
});
const ground = (
  request: Partial<LegalAidRequest> = {},
  timeline: readonly RequestEvent[] = [],
  intended: PaperGround['intended'] = {},
): PaperGround => ({ request: aRequest(request), timeline, directory, now: NOW, intended });

const DOTS = '…';
/** The words of a DOCX, paragraph by paragraph, as a word processor would show them. */
async function words(kind: PaperKind, from: PaperGround): Promise<string> {
  const files = unzipSync(await docx(paper(kind, from)));
  const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array());
  const faults: unknown[] = [];
  const document = new DOMParser({ onError: (_, message) => faults.push(message) }).parseFromString(
    xml,
    'text/xml',
  );
  expect(faults).toEqual([]);
  // A tab is drawn as dots to the margin.
  for (const tab of [...document.getElementsByTagName('w:tab')].filter(
    ({ parentNode }) => parentNode?.nodeName === 'w:r',
  ))
    tab.appendChild(document.createTextNode(DOTS));
  return [...document.getElementsByTagName('w:p')].map((one) => one.textContent ?? '').join('\n');
}

const known: Partial<LegalAidRequest> = {
  facts: {
    name: 'Nguyễn Văn Trưởng',
    phone: '+84912345678',
    callerAddress: 'Bản Nà Tấu',
    relation: 'trưởng bản',
    forWhom: 'other',
    matter: 'family',
    categories: ['7e'],
    inNeed: { name: 'Giàng Thị Mỷ', birthYear: 1992, sex: 'female', ethnicGroup: 'Mông' },
  },
};

describe('the application (Mẫu 02)', () => {
  it('is filled with what is known, caller and person in need apart', async () => {
    const text = await words('application', ground(known, [event({ text: 'Chồng đánh, đuổi khỏi nhà' })]));
    for (const line of [
      'Mẫu số 02-TP-TGPL',
      'ĐƠN YÊU CẦU TRỢ GIÚP PHÁP LÝ',
      'Kính gửi: Trung tâm trợ giúp pháp lý nhà nước thành phố Cần Thơ',
      'Họ và tên người yêu cầu: Nguyễn Văn Trưởng',
      'Quan hệ với người được trợ giúp pháp lý: trưởng bản',
      'Họ và tên người được trợ giúp pháp lý: Giàng Thị Mỷ',
      'Ngày, tháng, năm sinh: năm 1992',
      'Giới tính: Nữ',
      'Dân tộc: Mông',
      'Số điện thoại: 0912345678',
      'Nạn nhân trong vụ việc bạo lực gia đình',
      'Lĩnh vực: Hôn nhân và gia đình',
      'Chồng đánh, đuổi khỏi nhà',
      'ngày 23 tháng 11 năm 2026',
    ])
      expect(text).toContain(line);
  });

  it('leaves open what is not known, and claims nothing', async () => {
    const text = await words('application', ground({ facts: {} }));
    for (const label of ['Họ và tên người yêu cầu', 'Diện người được trợ giúp pháp lý', 'Nội dung vụ việc'])
      expect(text).toMatch(new RegExp(`${label}: ${DOTS}\n`));
    expect(text).not.toContain('undefined');
    expect(text).not.toContain('null');
  });

  it('holds nothing of a voice that nobody has confirmed', async () => {
    const text = await words('application', ground(known, [event({ text: 'bí mật', toBeConfirmed: true })]));
    expect(text).not.toContain('bí mật');
  });
});

describe('the transfer notice (Mẫu 09)', () => {
  const opened = event({ sequence: 1, changes: { centre: '92' } });
  const moved = event({
    sequence: 2,
    type: 'transferred',
    reason: 'Vụ việc ở Hà Nội',
    changes: { centre: '01' },
  });

  it('after the transfer names both centres and the reason', async () => {
    const text = await words('transfer', ground({ centre: '01' }, [opened, moved]));
    expect(text).toContain('Về việc chuyển yêu cầu trợ giúp pháp lý');
    expect(text).toContain(
      'SỞ TƯ PHÁP THÀNH PHỐ CẦN THƠ\nTRUNG TÂM TRỢ GIÚP PHÁP LÝ NHÀ NƯỚC THÀNH PHỐ CẦN THƠ',
    );
    expect(text).toContain('Địa chỉ, điện thoại nơi chuyển đến: …');
    expect(text).toContain('Chuyển đến: Trung tâm trợ giúp pháp lý nhà nước thành phố Hà Nội');
    expect(text).toContain('Lý do: Vụ việc ở Hà Nội');
  });

  it.each([
    ['who passed it on', 'handler.92', '92', 1, true],
    ['a colleague', 'handler.92.b', '92', 1, false],
    ['who has gone to another centre since', 'handler.92', '48', 1, false],
    ['a day later', 'handler.92', '92', 25, false],
  ])('is made afterwards by %s', (_, username, centre, hours, may) => {
    const passed = event({
      ...moved,
      by: 'handler.92',
      publish: (['92', '01'] as const).map((code) => ({
        type: code === '01' ? 'request.routed' : 'request.changed',
        centre: code,
        urgency: 'normal',
        state: 'routed',
        channel: 'sms',
      })),
    });
    const now = Date.parse(passed.at) + hours * 3_600_000;
    expect(mayMakeNotice({ username, centre }, [opened, passed], now)).toBe(may);
    // Passed on once more by somebody else: it is theirs to tell.
    expect(mayMakeNotice({ username, centre }, [opened, passed, { ...passed, by: 'national' }], now)).toBe(
      false,
    );
  });

  it('before it takes what is intended, else leaves it open', async () => {
    const meant = await words('transfer', ground({}, [opened], { centre: '01', reason: 'Cư trú ở đó' }));
    expect(meant).toContain('Chuyển đến: Trung tâm trợ giúp pháp lý nhà nước thành phố Hà Nội');
    expect(meant).toContain('Lý do: Cư trú ở đó');
    expect(await words('transfer', ground({}, [opened]))).toContain(`Chuyển đến: ${DOTS}`);
  });
});

describe('the refusal notice (Mẫu 08)', () => {
  it('names the ground with its article and how to complain', async () => {
    const decision = {
      outcome: 'refused' as const,
      at: '2026-11-23T01:30:00.000Z',
      by: 'handler.92',
      ground: 'd',
      text: 'Việc đang được nơi khác giải quyết.',
    };
    const text = await words('refusal', ground({ ...known, state: 'refused', decision }));
    expect(text).toContain('Về việc từ chối thụ lý yêu cầu trợ giúp pháp lý');
    expect(text).toContain('Điều 30.3 điểm d Luật Trợ giúp pháp lý');
    expect(text).toContain('Việc đang được nơi khác giải quyết.');
    expect(text).toContain('khiếu nại với người đứng đầu tổ chức');
    expect(text).toContain('Người được trợ giúp pháp lý: Giàng Thị Mỷ');
  });

  it.each(LAW.refusalGrounds)(
    'with the prepared words of ground $code tells the way to complain once',
    async (row) => {
      const who = { at: '2026-11-23T01:30:00.000Z', by: 'handler.92' };
      const text = row.citizenText;
      const decision = { outcome: 'refused' as const, ground: row.code, text, ...who };
      const told = await words('refusal', ground({ ...known, state: 'refused', decision }));
      expect(told.match(/khiếu nại/g)).toHaveLength(1);
      expect(told).toContain(`Giải thích: ${text.split(' Nếu không đồng ý')[0]}`);
    },
  );

  it('of a case that was accepted says that it is not continued, with its number in the register', async () => {
    const who = { at: '2026-11-20T01:30:00.000Z', by: 'handler.92' };
    const made = event({
      type: 'decided',
      at: who.at,
      decision: { outcome: 'accepted', registerNumber: 'TT.TV.01.2026', ...who },
    });
    const decision = { outcome: 'refused' as const, ground: 'c', text: 'x', ...who };
    const refused = { ...known, state: 'refused' as const, decision };
    const text = await words('refusal', ground(refused, [made]));
    for (const line of [
      'Về việc không tiếp tục thực hiện vụ việc',
      'Số thụ lý: TT.TV.01.2026',
      'điểm c, Điều 37',
    ])
      expect(text).toContain(line);
    expect(text).not.toContain('Mẫu số 08');
    const reopened = event({ type: 'reopened', at: '2026-11-21T01:30:00.000Z' });
    expect(await words('refusal', ground(refused, [made, reopened]))).toContain('từ chối thụ lý');
  });

  it('leaves its number open, or has the one that a person has read in the book', async () => {
    expect(await words('refusal', ground(known))).toMatch(/Số: \.{20}\n/);
    const numbered = { ...ground(known), number: '12/TB-TGPL' };
    expect(await words('refusal', numbered)).toContain('Số: 12/TB-TGPL');
    expect(print(paper('transfer', numbered))).toContain('Số: 12/TB-TGPL');
    expect(print(paper('transfer', ground(known)))).toContain('Số: <span class="open">');
  });

  it('leaves the ground open where nobody has refused', async () => {
    expect(await words('refusal', ground(known))).toContain(`Lý do từ chối: ${DOTS}\n${DOTS}\n${DOTS}`);
  });
});

describe('hostile names', () => {
  const names = [
    ['markup', '<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['XML signs', `H'Hen & "Niê" ]]> <w:p>`, `H'Hen & "Niê" ]]> <w:p>`],
    ['control characters', 'Lò\u0000 Văn\u0007\u001B Pá\uFFFE', 'Lò Văn Pá'],
    ['half a character', 'Lan \uD83D', 'Lan '],
    ['decomposed letters', 'Nguyễn Hòa'.normalize('NFD'), 'Nguyễn Hòa'],
    ['other scripts', 'Thạch សុខ 李', 'Thạch សុខ 李'],
  ] as const;

  it.each(names)('%s stay words in the DOCX', async (_, name, shown) => {
    expect(await words('application', ground({ facts: { name } }))).toContain(
      `Họ và tên người yêu cầu: ${shown}`,
    );
  });

  it.each(names)('%s stay words on the page', (_, name) => {
    const page = print(paper('application', ground({ facts: { name } })));
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<w:p>');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is looked at
    expect(page).not.toMatch(/[\u0000-\u0008\u000B-\u001F]/);
  });
});

it('the page loads nothing and says its language', () => {
  const page = print(paper('application', ground(known)));
  expect(page).toMatch(/^<!doctype html><html lang="vi">/);
  expect(page).not.toMatch(/<(script|link|img|iframe)|src=|href=|@import|url\(/);
});
