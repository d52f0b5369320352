import { describe, expect, it } from 'vitest';
import { saysUnsafe } from '../../../domain/conversation/answers.ts';

describe('a person who may be watched says so anywhere in a message', () => {
  it.each([
    'toi bi danh o Vinh, dung goi lai, chong toi xem dien thoai',
    'Xin đừng gọi lại số này',
    'chồng em hay kiểm tra điện thoại',
    'me chong giu may, nhan tin nho thoi dung goi nhe',
    'không được gọi điện đâu nha',
  ])('%s', (text) => {
    expect(saysUnsafe(text)).toBe(true);
  });

  it.each([
    'xin goi lai cho toi',
    'đúng rồi, gọi lại giúp em',
    'toi mat dien thoai, chong toi mua may moi',
    'cong an xem giay to cua toi',
    'hàng xóm không gọi được ai',
  ])('not: %s', (text) => {
    expect(saysUnsafe(text)).toBe(false);
  });
});
