import { describe, expect, it } from 'vitest';
import { type Directory, NATIONAL, openCentre } from '../../../domain/routing/directory.ts';
import { provinceAt } from '../../../domain/routing/point.ts';
import { type RoutingFacts, route } from '../../../domain/routing/route.ts';

const directory: Directory = {
  centres: [
    { code: '01', name: 'Trung tâm Hà Nội', provinces: ['01'] },
    { code: '42', name: 'Trung tâm Hà Tĩnh', provinces: ['42'] },
    { code: '44', name: 'Trung tâm số 1 Quảng Trị', provinces: ['44'], formerProvinces: ['45'] },
    { code: '44-2', name: 'Trung tâm số 2 Quảng Trị', provinces: ['44'], formerProvinces: ['44'] },
    { code: '48', name: 'Trung tâm Đà Nẵng', provinces: ['48'] },
    {
      code: '48-2',
      name: 'Trung tâm Quảng Nam',
      provinces: ['48'],
      formerProvinces: ['49'],
      closedOn: '2026-07-01',
      successor: '48',
    },
    { code: '79', name: 'Trung tâm TP. Hồ Chí Minh', provinces: ['79'] },
    { code: NATIONAL, name: 'Cấp trung ương', provinces: [] },
  ],
};
const place = (province: string, sure = true, formerProvince?: string) => ({
  province,
  sure,
  words: `nơi ${province}`,
  ...(formerProvince === undefined ? {} : { formerProvince }),
});

/** Facts, centre, basis, confidence. */
const TABLE: Array<
  [label: string, facts: Omit<RoutingFacts, 'transfers'> & { transfers?: number }, string, string, string]
> = [
  ['nothing known', {}, NATIONAL, 'unknown', 'none'],
  ['chosen beats the case', { chosenProvince: '01', casePlace: place('79') }, '01', 'chosen', 'sure'],
  [
    'chosen among two places, the centre of the former province named',
    { chosenProvince: '44', casePlace: place('79'), residence: place('44', true, '44') },
    '44-2',
    'chosen',
    'sure',
  ],
  ['the case beats the residence', { casePlace: place('79'), residence: place('42') }, '79', 'case', 'sure'],
  [
    'an unsure case yields to a sure residence',
    { casePlace: place('79', false), residence: place('42') },
    '42',
    'residence',
    'sure',
  ],
  [
    'only unsure: the national desk until confirmed',
    { casePlace: place('79', false) },
    NATIONAL,
    'case',
    'likely',
  ],
  ['residence', { residence: place('42') }, '42', 'residence', 'sure'],
  ['a shared location', { location: { latitude: 10.7769, longitude: 106.7009 } }, '79', 'location', 'sure'],
  [
    'residence beats location',
    { residence: place('42'), location: { latitude: 10.7769, longitude: 106.7009 } },
    '42',
    'residence',
    'sure',
  ],
  [
    'a location abroad says nothing',
    { location: { latitude: 48.85, longitude: 2.35 } },
    NATIONAL,
    'unknown',
    'none',
  ],
  ['an earlier request', { earlierCentre: '42', phone: '+842437334309' }, '42', 'earlier', 'sure'],
  ['a landline is only likely', { phone: '+842437334309' }, NATIONAL, 'landline', 'likely'],
  ['a mobile says nothing', { phone: '+84912345678' }, NATIONAL, 'unknown', 'none'],
  ['a former province with its own centre', { casePlace: place('44', true, '44') }, '44-2', 'case', 'sure'],
  ['and the other one', { casePlace: place('44', true, '45') }, '44', 'case', 'sure'],
  ['a province with two centres, the former one unknown', { chosenProvince: '44' }, '44', 'chosen', 'sure'],
  [
    'a closed centre is followed to its successor',
    { casePlace: place('48', true, '49') },
    '48',
    'case',
    'sure',
  ],
  [
    'before its last day it still serves',
    { casePlace: place('48', true, '49'), on: '2026-06-30' },
    '48-2',
    'case',
    'sure',
  ],
  ['a province no row serves', { chosenProvince: '99' }, NATIONAL, 'unknown', 'none'],
  ['one transfer', { casePlace: place('79'), transfers: 1 }, '79', 'case', 'sure'],
  [
    'a second transfer: the national desk',
    { casePlace: place('79'), transfers: 2 },
    NATIONAL,
    'unknown',
    'sure',
  ],
  [
    'the national decision ends it',
    { assigned: { centre: '01', reason: 'gần người nhà' }, casePlace: place('79'), transfers: 3 },
    '01',
    'assigned',
    'sure',
  ],
];

describe('route', () => {
  it.each(TABLE)('%s', (_, facts, centre, kind, confidence) => {
    const got = route({ transfers: 0, ...facts }, directory);
    expect({ centre: got.centre, kind: got.basis.kind, confidence: got.confidence }).toEqual({
      centre,
      kind,
      confidence,
    });
    expect(got.basis.words.length).toBeGreaterThan(5);
  });

  it('says why in words', () => {
    const words = 'Thị xã Thuận An cũ, nay thuộc TP. Hồ Chí Minh';
    expect(
      route({ casePlace: { province: '79', sure: true, words }, transfers: 0 }, directory).basis.words,
    ).toBe(`Nơi xảy ra vụ việc: ${words}`);
    expect(
      route(
        { phone: '02733 872 111', transfers: 0 },
        { centres: [{ code: '82', name: 'x', provinces: ['82'] }] },
      ),
    ).toEqual({
      centre: NATIONAL,
      basis: {
        kind: 'landline',
        words: 'Mã vùng điện thoại cố định: Tiền Giang cũ, nay thuộc Đồng Tháp (cần xác nhận)',
      },
      confidence: 'likely',
      suggested: '82',
    });
  });
});

describe('openCentre', () => {
  it('ends a circle and an unknown code at the national desk', () => {
    const circle: Directory = {
      centres: [
        { code: 'a', name: 'a', provinces: [], closedOn: '2026-01-01', successor: 'b' },
        { code: 'b', name: 'b', provinces: [], closedOn: '2026-01-01', successor: 'a' },
      ],
    };
    expect(openCentre('a', circle)).toBe(NATIONAL);
    expect(openCentre('zz', circle)).toBe(NATIONAL);
  });
});

describe('provinceAt', () => {
  it.each([
    ['Hà Nội, hồ Hoàn Kiếm', 21.0287, 105.8524, '01'],
    ['TP. Hồ Chí Minh, chợ Bến Thành', 10.7725, 106.698, '79'],
    ['Vũng Tàu, today TP. Hồ Chí Minh', 10.36, 107.08, '79'],
    ['Đà Lạt, today Lâm Đồng', 11.94, 108.44, '68'],
    ['Kon Tum, today Quảng Ngãi', 14.35, 108.0, '51'],
    ['Phú Quốc, today An Giang', 10.22, 103.97, '91'],
    ['Nha Trang, close to the sea: a coast is no border', 12.245, 109.18, '56'],
    ['Paris', 48.85, 2.35, null],
    ['the sea', 12.0, 112.0, null],
    ['no number', Number.NaN, 105, null],
  ])('%s', (_, latitude, longitude, province) => {
    expect(provinceAt(latitude, longitude)).toBe(province);
  });

  it('asks close to another province, all along a line across the border', () => {
    // From Hà Nội into Bắc Ninh along 21.06° N: first one, then null, then the other, never straight over.
    const seen: Array<string | null> = [];
    for (let longitude = 105.95; longitude < 106.1; longitude += 0.001) {
      const province = provinceAt(21.06, longitude);
      if (seen.at(-1) !== province) seen.push(province);
    }
    expect(seen.length).toBeGreaterThanOrEqual(3);
    seen.forEach((province, i) => {
      if (i > 0) expect([seen[i - 1], province]).toContain(null);
    });
  });
});
