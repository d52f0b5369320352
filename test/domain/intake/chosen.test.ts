import { expect, it } from 'vitest';
import { pureHotline } from './pure-hotline.ts';

it.each([
  ['1', '75', 'Người yêu cầu chọn: Thành phố Đồng Nai'],
  ['2', '80', 'Người yêu cầu chọn: Tỉnh Tây Ninh'],
  ['không biết', '75', 'Nơi cư trú: '],
])('of two places the answer %j leads to %s by "%s"', (answer, centre, basis) => {
  // Prepare
  const hotline = pureHotline();
  const talk = { channel: 'sms', address: 'tel:+84912345678', conversation: 'sms' } as const;
  const told = 'em làm ở Bình Phước, nhà ở Tân Châu Tây Ninh, bị nợ lương';
  const first = hotline.received({ ...talk, input: { kind: 'text', text: told } });
  // Act
  const { request } = hotline.received({ ...talk, input: { kind: 'text', text: answer } });
  // Assess
  expect(first.request).toMatchObject({ centre: '75', basis: { kind: 'residence' } });
  expect(request.centre).toBe(centre);
  expect(request.basis?.words).toContain(basis);
});
