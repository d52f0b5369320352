import { describe, expect, it } from 'vitest';
import { understand } from '../../../domain/understanding/understand.ts';

/** `91` sure, `91?` likely, `ask` none; the traps of data/geo/SOURCES.md and of DOMAIN.md, section 4. */
const FACTS: Array<[text: string, province: string, why: string]> = [
  ['Em ở Châu Đốc', '91', 'an old district of one province'],
  ['Huế', '46', 'an answer of one word'],
  ['gia lai', '52', 'an answer without diacritics, and no interest (lãi)'],
  ['Đồng Nai ạ', '75', 'a polite answer'],
  ['Tôi ở Thị xã Thuận An, Bình Dương', '79', 'old district and old province'],
  ['Em ở Mỏ Cày', '86', 'a district split long ago'],
  ['nhà ở Chương Mỹ, Hà Tây cũ', '01', 'a province that ended in 2008'],
  ['hồi đó kêu là Minh Hải, nay là Đầm Dơi', '96', 'a province that ended in 1996'],
  ['Gia đình tôi đi kinh tế mới vào Sông Bé', 'ask', 'Sông Bé lies in two provinces of today'],
  ['Tui ở Châu Thành', 'ask', 'Châu Thành in five provinces'],
  ['Má tui ở Châu Thành Bến Tre', '86', 'the old province settles Châu Thành'],
  ['Tôi ở Châu Thành, Long An', '80', 'and here'],
  ['e o QN bi no luong', 'ask', 'QN: three provinces'],
  ['DN co tro giup mien phi ko a', 'ask', 'DN: three provinces'],
  ['E o HG', 'ask', 'HG: two provinces'],
  ['em ở Đức Hoà LA', '80', 'initials behind a place of that province'],
  ['em ở Tân Thành', 'ask', 'Tân Thành in thirteen provinces'],
  ['phường Tân An', 'ask', 'Tân An in eleven'],
  ['em o tan an long an', '80', 'with its old province certain'],
  ['Xã Thái Bình, tỉnh Tuyên Quang', '08', 'a ward named like a former province'],
  ['Phường Phú Thọ TP.HCM', '79', 'and here'],
  ['phường Hoà Bình, Hải Phòng', '31', 'and here'],
  ['Tôi ở xã Quảng Phú', 'ask', 'a unit word wins over a bare reading'],
  ['xa quang binh, nha toi bi lay dat', 'ask', 'Quảng Bình and Quang Bình fold into one'],
  ['toi o quang binh', 'ask', 'also without the unit word'],
  ['Nhà tôi ở huyện Quảng Ninh, tỉnh Quảng Bình cũ', '44', 'a district named like a province'],
  ['em o phu yen son la', '14', 'Phù Yên in Sơn La, not Phú Yên'],
  ['tui o thanh hoa long an', '80', 'Thạnh Hóa in Long An, not Thanh Hóa'],
  ['Em lấy chồng về đảo Hà Nam, Quảng Yên', '22', 'Hà Nam is an island here'],
  ['Em ở Kỳ Sơn Hòa Bình', '25', 'a district gone before 2025, the province decides'],
  ['Tam Nông, Phú Thọ', '25', 'Tam Nông lies in two provinces'],
  ['Tôi ở An Lão', 'ask', 'An Lão in Hải Phòng and Bình Định'],
  ['phường Hòa Khánh Bắc', '48', 'a ward of one province'],
  ['Trọ ở P.5 Q.11', '79', 'numbered districts were in Sài Gòn only'],
  ['em ở ngõ chín mươi lăm thanh xuân hà nội', '01', 'speech without punctuation'],
  ['Anh Bình Định nợ tôi 35 triệu', 'ask', 'a person'],
  ['Em là Hà Giang, em đang ở Cầu Giấy', '01', 'a person, and a place'],
  ['Toi la Tran Van Quang Ninh, o Hai Duong', '31', 'a full name'],
  ['Nhà tôi đường Điện Biên Phủ, quận Bình Thạnh', '79', 'a street'],
  ['Nhà em đường Hải Phòng, phường Thạc Gián', '48', 'a street and a ward of one province'],
  ['Em đi xe khách Hà Giang bị lật ở đèo Thung Khe Hoà Bình', '25', 'a bus line'],
  ['anh trai em bị công an Bình Chánh giữ', '79', 'no `nh` inside Bình Chánh (Nhơn Trạch)'],
  ['E wê Nghệ An, đag làm cty may ở Bến Cát', '79', 'work place beats home town'],
  ['Vợ tui bỏ lên Sài Gòn, tui ở Hồng Dân Bạc Liêu', '96', 'where somebody went'],
  ['chồng em làm ở Sài Gòn, em ở Ba Tri nuôi con', '86', 'where somebody else works'],
  ['năm 1966 tôi mở đường ở Quảng Bình. Nay tôi ở Quỳnh Lưu, Nghệ An', '40', 'places of the past'],
  ['Công trường ở Bắc Ninh, tôi thì quê Cao Bằng', '24', 'the place of the case beats the home'],
  [
    'công ty môi giới ở Hà Nội. Nhà tôi ở Can Lộc',
    '42?',
    'a broker there, a home here: either may act, asked',
  ],
  ['chau o Tuong Duong nghe an', '40', 'cháu ở, not Châu Ổ'],
  ['ở Krông Pắk', '66', 'a name of Tây Nguyên'],
  ["Nhà em ở M'Drak", '66', 'apostrophe, other letters'],
  ['o m drak', '66', 'and with a blank'],
  ['Phan Rang - Tháp Chàm', '56', 'a hyphen'],
  ['brvt có trung tâm không ạ', '79', 'initials everyone knows'],
];

describe('places', () => {
  it.each(FACTS)('%s → %s (%s)', (text, wanted) => {
    const { province, candidates } = understand(text);
    const got = province === null ? 'ask' : `${province.code}${province.sure ? '' : '?'}`;
    if (wanted === 'ask') expect(province?.sure ?? false).toBe(false);
    else if (wanted.endsWith('?')) {
      expect(province?.sure).toBe(false);
      expect(candidates).toContain(wanted.slice(0, 2));
    } else expect(got).toBe(wanted);
  });

  it('offers the candidates by likelihood, with none when sure', () => {
    expect(understand('em ở Phong Điền').candidates.slice(0, 2).sort()).toEqual(['46', '92']);
    expect(understand('e o QN').candidates.toSorted()).toEqual(['22', '48', '51']);
    expect(understand('em ở Huế').candidates).toEqual([]);
  });

  it('says in words what the place was and is, and keeps both lawful places', () => {
    const { places } = understand('Quê em Quế Phong, em bị nợ lương ở thị xã Thuận An Bình Dương');
    expect(
      places.map(({ province, words, formerProvince }) => ({ province, words, formerProvince })),
    ).toEqual([
      { province: '40', words: 'Huyện Quế Phong cũ, nay thuộc tỉnh Nghệ An', formerProvince: '40' },
      { province: '79', words: 'Thành phố Thuận An cũ, nay thuộc TP. Hồ Chí Minh', formerProvince: '74' },
    ]);
  });

  it('says which words led to it', () => {
    const text = 'Dạ em ở Bến Cát ạ';
    const [word] = understand(text).words.filter(({ ledTo }) => ledTo.kind === 'province');
    expect(word).toEqual({ start: 8, end: 15, text: 'Bến Cát', ledTo: { kind: 'province', value: '79' } });
  });
});
