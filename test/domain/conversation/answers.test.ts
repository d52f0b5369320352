import { describe, expect, it } from 'vitest';
import { forOneself, isStop, START_WORDS, yesOrNo } from '../../../domain/conversation/answers.ts';

describe('yes or no', () => {
  it.each([
    ...[
      '1',
      'có',
      'Có',
      'CO',
      'co',
      'dạ có',
      'có ạ',
      'đúng',
      'Đúng rồi',
      'dung',
      'dung roi',
      'vâng',
      'vâng ạ',
    ],
    ...[
      'dạ',
      'da',
      'dạ vâng',
      'ừ',
      'u',
      'uh',
      'ukm',
      'ok',
      'Oke',
      'phải',
      'an toàn',
      'an toan',
      'được',
      'gấp',
    ],
    ...['có, gấp lắm', 'có gấp', 'khẩn cấp', 'yes', 'Yes.', 'có!', 'phải rồi em', '  có  ', 'có, an toàn'],
  ])('%j is a yes', (text) => {
    expect(yesOrNo(text)).toBe(true);
  });

  it.each([
    ...[
      '2',
      'không',
      'Không',
      'KHONG',
      'ko',
      'k',
      'kh',
      'hok',
      'hông',
      'hem',
      'không ạ',
      'dạ không',
      'da ko',
    ],
    ...['không có', 'không an toàn', 'ko an toan', 'ko an toàn đâu', 'chưa', 'không gấp', 'no', 'không được'],
    ...['không, chồng tôi giữ điện thoại', 'không phải', 'có lẽ không an toàn'],
    // "Do not", which without its mark looks like "right".
    ...[
      'đừng',
      'Đừng gọi',
      'đừng gọi lại',
      'dung goi',
      'dung goi lai',
      'dạ đừng gọi',
      'dung nhan tin',
      'thôi đừng',
    ],
  ])('%j is a no', (text) => {
    expect(yesOrNo(text)).toBe(false);
  });

  it.each([
    ...['', '3', 'alo', 'tôi ở Cần Thơ', 'là sao', 'chồng tôi hay xem điện thoại'],
    // A yes with a reservation is asked again: to be taken for safe is worse than to be asked twice.
    ...['có, nhưng chồng hay xem', 'co nguoi xem dien thoai', 'có lẽ không', 'có không'],
    'có ai đó nói với tôi rằng việc này gấp',
  ])('%j is neither', (text) => {
    expect(yesOrNo(text)).toBeNull();
  });
});

describe('for whom', () => {
  it.each([
    ...['1', 'cho tôi', 'của tôi', 'hỏi cho mình', 'cua em', 'cho ban than', 'tôi', 'mình', 'việc của tui'],
    ...['giúp tôi với', 'giup em', 'hỗ trợ cho tôi', 'cho chính tôi.', 'cho con'],
  ])('%j is for oneself', (text) => {
    expect(forOneself(text)).toBe(true);
  });

  it.each([
    ...['2', 'người khác', 'giúp người khác', 'hỏi giúp', 'hỏi hộ', 'cho mẹ tôi', 'cho ba', 'cho anh trai'],
    ...['cho hàng xóm', 'cho chồng', 'hoi ho nguoi ta'],
  ])('%j is for somebody else', (text) => {
    expect(forOneself(text)).toBe(false);
  });

  it.each(['', '3', 'là sao', 'hồ sơ ở xã', 'không biết'])('%j says neither', (text) => {
    expect(forOneself(text)).toBeNull();
  });
});

describe('an end to messages', () => {
  it.each([
    ...[
      'STOP',
      'stop',
      'Stop.',
      ' stop ',
      'HUY',
      'hủy',
      'Huỷ!',
      'từ chối',
      'TUCHOI',
      'dừng',
      'Dừng!',
      'ngừng',
    ],
    ...['UNSUBSCRIBE', 'STOPALL', 'END', 'QUIT', 'CANCEL', 'REVOKE', 'OPTOUT', 'dừng nhắn'],
    ...['không nhận tin nữa', 'Đừng nhắn tin nữa', 'dung nhan nua', 'xin đừng gửi tin nhắn nữa ạ'],
    ...['STOP TGPL', 'HUY TGPL', 'Từ chối TGPL', 'DUNG TGPL', 'STOP ALL', '"STOP"', '“HỦY”.', 'Dừng lại'],
  ])('%j', (text) => {
    expect(isStop(text, true)).toBe(true);
  });

  it.each([
    // "Đúng" (right) is the commonest of answers and one letter's mark away from "dừng" (stop).
    ...[
      'đúng',
      'dung',
      'Đúng rồi',
      'đừng',
      'đừng gọi',
      'stop calling me',
      'hủy hợp đồng',
      'từ chối trả tiền',
      'dung lai',
      'dung nhan tin',
      'không nhận tin được',
      'huy tgpl giup toi',
    ],
    ...['', 'toi bi ngung tro cap'],
  ])('not %j', (text) => {
    expect(isStop(text, true)).toBe(false);
  });

  it.each([
    ['dừng', true, true],
    ['DUNG', true, true],
    ['DUNG.', false, true],
    ['dung', false, true],
    ['dung nhan tin', false, true],
    ['không nhận tin', true, false],
    ['Dung', true, false],
    ['đúng', false, false],
  ])('%j where a yes or no was asked (%s): %s', (text, asked, stops) => {
    expect(isStop(text, asked)).toBe(stops);
  });

  it.each(['start', 'unstop', 'bat dau', 'mo lai', 'start.', 'bat dau!', '"start"', 'start tgpl'])(
    '%j resumes',
    (text) => {
      expect(START_WORDS.test(text)).toBe(true);
    },
  );
});
