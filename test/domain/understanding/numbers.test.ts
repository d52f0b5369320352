import { describe, expect, it } from 'vitest';
import { provinceByLandline } from '../../../domain/understanding/landline.ts';
import { provinceByPlate } from '../../../domain/understanding/plates.ts';
import { FORMER_PROVINCES, PROVINCES, provinceName } from '../../../domain/understanding/provinces.ts';

describe('plates', () => {
  it.each([
    ['29', '01'],
    ['43', '48'],
    ['92', '48'],
    ['59', '79'],
    ['61', '79'],
    ['99', '24'],
    ['80', undefined],
    ['00', undefined],
    ['', undefined],
    ['abc', undefined],
  ])('%s → %s', (plate, code) => {
    expect(provinceByPlate(plate)?.code).toBe(code);
  });
});

describe('landlines', () => {
  it.each([
    ['+842373123456', '38', 'Thanh Hóa'],
    ['0237 3123 456', '38', 'Thanh Hóa'],
    ['84 24 3733 4309', '01', 'Hà Nội'],
    ['028.3930.5557', '79', 'Hồ Chí Minh'],
    ['0211 3861 234', '25', 'Vĩnh Phúc'],
    ['+84912345678', undefined, undefined],
    ['113', undefined, undefined],
    ['+33142345678', undefined, undefined],
    ['', undefined, undefined],
  ])('%s → %s', (phone, code, former) => {
    const found = provinceByLandline(phone);
    expect([found?.code, found?.formerName]).toEqual([code, former]);
  });
});

describe('provinces', () => {
  it('are 34, made of 63, all with names in both languages', () => {
    expect(PROVINCES).toHaveLength(34);
    expect(FORMER_PROVINCES).toHaveLength(63);
    for (const former of FORMER_PROVINCES) expect(provinceName(former.today)).not.toBeNull();
    expect(provinceName('75')?.fullName).toBe('Thành phố Đồng Nai');
    expect(provinceName('92')).toEqual({
      code: '92',
      name: 'Cần Thơ',
      fullName: 'Thành phố Cần Thơ',
      nameEnglish: 'Can Tho',
      fullNameEnglish: 'Can Tho City',
    });
    expect(provinceName('00')).toBeNull();
  });
});
