// biome-ignore-all format: tables read better in rows.
import { spell } from './letters.ts';
import type { Syllable } from './syllables.ts';

/**
 * Short forms of chat and dialect words, as they stand in the text → standard Vietnamese. Only phrases are read through
 * this, place names never.
 */
const SHORT_FORMS: Record<string, string> = {
  k: 'không', ko: 'không', kg: 'không', kh: 'không', hok: 'không', hk: 'không', hông: 'không', hổng: 'không', hỏng: 'không', hem: 'không', khum: 'không', khôn: 'không', hong: 'không', hog: 'không', khg: 'không',   e: 'em', a: 'anh', c: 'chị', mik: 'mình', mk: 'mình', t: 'tôi', tui: 'tôi', tau: 'tôi', toi: 'tôi', choa: 'tôi', tớ: 'tôi', ảnh: 'anh ấy', ổng: 'ông ấy', bả: 'bà ấy', hắn: 'nó',   ck: 'chồng', chog: 'chồng', ox: 'chồng', vk: 'vợ', bx: 'vợ', vc: 'vợ chồng', ny: 'người yêu', nyc: 'người yêu cũ', ng: 'người', nta: 'người ta', ngta: 'người ta', ngt: 'người ta', mn: 'mọi người', mng: 'mọi người', bme: 'bố mẹ', bm: 'bố mẹ', gđ: 'gia đình', gd: 'gia đình',
  cty: 'công ty', ct: 'công ty', cti: 'công ty', ctyy: 'công ty', dn: 'doanh nghiệp', bhxh: 'bảo hiểm xã hội', bhyt: 'bảo hiểm y tế', bhtn: 'bảo hiểm thất nghiệp', tnlđ: 'tai nạn lao động', tnld: 'tai nạn lao động', hđlđ: 'hợp đồng lao động', hdld: 'hợp đồng lao động', hđ: 'hợp đồng', hd: 'hợp đồng', xklđ: 'xuất khẩu lao động', xkld: 'xuất khẩu lao động', nlđ: 'người lao động',
  ca: 'công an', cax: 'công an xã', catp: 'công an', csgt: 'cảnh sát giao thông', bđbp: 'biên phòng', vks: 'viện kiểm sát', tand: 'tòa án', ubnd: 'ủy ban', qsdđ: 'quyền sử dụng đất', qsdd: 'quyền sử dụng đất', gcn: 'giấy chứng nhận', gpxd: 'giấy phép xây dựng', gplx: 'giấy phép lái xe', cccd: 'căn cước', cmnd: 'chứng minh nhân dân', gks: 'giấy khai sinh',   đc: 'được', dc: 'được', đk: 'được', dk: 'được', đx: 'được', ms: 'mới', r: 'rồi', rùi: 'rồi', rui: 'rồi', òi: 'rồi', lm: 'làm', lun: 'luôn', mún: 'muốn', mun: 'muốn', muon: 'muốn', bit: 'biết', bít: 'biết', h: 'giờ', bh: 'bây giờ', bjo: 'bây giờ', bgio: 'bây giờ', chừ: 'giờ', hqua: 'hôm qua', hn: 'hôm nay', hnay: 'hôm nay', hnai: 'hôm nay', nx: 'nữa', ns: 'nói', nt: 'nhắn tin', đt: 'điện thoại', dt: 'điện thoại', sđt: 'số điện thoại', sdt: 'số điện thoại', sn: 'sinh năm', ls: 'luật sư', tgpl: 'trợ giúp pháp lý', vs: 'với', cx: 'cũng', cg: 'cũng', j: 'gì', gj: 'gì', s: 'sao', trc: 'trước', ntn: 'như thế nào', lq: 'liên quan', thg: 'thằng', thag: 'thằng', b: 'bạn', tr: 'triệu', cv: 'công việc', nv: 'nhân viên', trg: 'trường', bv: 'bệnh viện', hs: 'học sinh', gv: 'giáo viên', xhđ: 'xã hội đen', xhd: 'xã hội đen', tq: 'trung quốc', cpc: 'campuchia', vn: 'việt nam', xl: 'xin lỗi', thui: 'thôi', hùi: 'hồi', bùn: 'buồn', bik: 'biết', bt: 'biết',
  // What regions say for the same thing.
  mạ: 'mẹ', má: 'mẹ', bầm: 'mẹ', mế: 'mẹ', amí: 'mẹ', ami: 'mẹ', mí: 'mẹ', tía: 'bố', bọ: 'bố', ama: 'bố', quýnh: 'đánh', uýnh: 'đánh', oánh: 'đánh', wánh: 'đánh', uynh: 'đánh', quynh: 'đánh', dợ: 'vợ', vô: 'vào', mô: 'đâu', răng: 'sao', rứa: 'vậy', nớ: 'đó', ni: 'này', bữa: 'hôm', bửa: 'hôm', bựa: 'hôm', hổm: 'hôm', coi: 'xem', dìa: 'về', nhứt: 'nhất', lụm: 'lấy', trển: 'trên ấy', thưng: 'thằng', mầy: 'mày', trợt: 'trượt', bịnh: 'bệnh', nhơn: 'nhân', giùm: 'giúp', dùm: 'giúp',
};

type Form = { key: string; mark: string; plain: boolean };
const forms = new Map<string, Form[]>();
for (const [short, full] of Object.entries(SHORT_FORMS)) {
  const { key, mark, plain } = spell(short);
  forms.set(plain ? `${key}/` : mark, full.split(' ').map((each) => spell(each)));
}

/** Words after which `ck` is chuyển khoản, not chồng. */
const MONEY = new Set(['tien', 'khoan', 'coc', 'truoc', 'qua', 'nham', 'cho']);

/** Letters right behind a number: 16t, 800k, 50tr, 7h. */
const MEASURES: Readonly<Record<string, string>> = { t: 'tuổi', k: 'nghìn', tr: 'triệu', h: 'giờ', m: 'mét', g: 'giờ' };

/** The syllables as they are meant: short forms written out, each with the offsets of what it came from. */
export function spoken(found: readonly Syllable[]): Syllable[] {
  const out: Syllable[] = [];
  found.forEach((each, index) => {
    let full = forms.get(each.plain ? `${each.key}/` : each.mark);
    const next = found[index + 1];
    if (each.key === 'ck' && next && (/^\d/.test(next.key) || MONEY.has(next.key))) {
      full = [spell('chuyển'), spell('khoản')];
    }
    const measure = MEASURES[each.key];
    if (measure && index > 0 && each.start === found[index - 1]?.end && /^\d+$/.test(found[index - 1]?.key ?? '')) {
      full = [spell(measure)];
    }
    // A capital letter that stands for a name or an option is no short form; `A` and `E` at the start of a sentence are.
    if (!full || (each.shouting && each.key.length === 1 && each.before === 'blank')) {
      out.push(each);
      return;
    }
    full.forEach((form, part) => {
      out.push({ ...each, ...form, before: part === 0 ? each.before : 'blank' });
    });
  });
  return out;
}
