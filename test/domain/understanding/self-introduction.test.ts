import { describe, expect, it } from 'vitest';
import { selfIntroduced } from '../../../domain/understanding/self-introduction.ts';

describe('the name by which somebody introduces themselves', () => {
  it.each([
    ['toi la Nguyen Thi Lan', 'Nguyen Thi Lan'],
    ['toi la nguyen thi lan, o soc trang', 'Nguyen Thi Lan'],
    ['toi la nguyen thi lan o soc trang', 'Nguyen Thi Lan'],
    ['TOI LA NGUYEN THI LAN O SOC TRANG', 'Nguyen Thi Lan'],
    ['Toi la Nguyen Thi Lan o Soc Trang bi chong danh', 'Nguyen Thi Lan'],
    ['Toi la Nguyen Thi Lan Soc Trang', 'Nguyen Thi Lan'],
    ['toi la nguyen thi lan ca mau', 'Nguyen Thi Lan'],
    ['toi la nguyen thi lan bi chong danh', 'Nguyen Thi Lan'],
    ['toi la nguyen thi hong nhung', 'Nguyen Thi Hong Nhung'],
    ['toi la nguyen thi hong van o hau giang', 'Nguyen Thi Hong Van'],
    ['toi la nguyen thi lan anh', 'Nguyen Thi Lan Anh'],
    ['toi la Tran Minh, cong ty no luong', 'Tran Minh'],
    ['Tôi là Võ Văn Tám, ở Cà Mau', 'Võ Văn Tám'],
    ['tôi là võ thị sáu ở cà mau', 'Võ Thị Sáu'],
    ['Tôi là Trần Văn Quảng Ninh', 'Trần Văn Quảng Ninh'],
    ['Tôi là Nguyễn Thái Bình, hỏi về đất', 'Nguyễn Thái Bình'],
    ['toi la Nguyen Thi Thanh Hoa', 'Nguyen Thi Thanh Hoa'],
    ['Dạ thưa luật sư, em là Lò Thị Mai ở Mường La', 'Lò Thị Mai'],
    ['Xin chào trung tâm. Tôi là Lê Hoàng Phúc. Tôi bị mất đất', 'Lê Hoàng Phúc'],
    ['Chồng tôi bị bắt. Tôi là Đỗ Thị Hạnh, vợ anh ấy', 'Đỗ Thị Hạnh'],
    ['tôi tên là Sùng A Páo', 'Sùng A Páo'],
    ['em ten Lan, chong danh em', 'Lan'],
    ['em ten lan o soc trang', 'Lan'],
    ['toi ho ten la tran van bay', 'Tran Van Bay'],
    ['Tên tôi là Thạch Thị Sa Rây', 'Thạch Thị Sa Rây'],
    ['ten cua toi la le van ba', 'Le Van Ba'],
    ['toi la truong van hai o hau giang', 'Truong Van Hai'],
    ['Toi la Nguyen Thi Lan, toi la nguyen thi lan', 'Nguyen Thi Lan'],
  ])('%s: %s', (text, name) => {
    expect(selfIntroduced(text.normalize('NFC'))).toBe(name);
    expect(selfIntroduced(text.normalize('NFD'))).toBe(name);
  });

  it.each([
    // Somebody else's.
    'Chồng tôi là Nguyễn Văn Nam',
    'chong toi ten la Nguyen Van Nam',
    'Vo em ten la Tran Thi Hoa',
    'Người đánh tôi là Nguyễn Văn Bình',
    'Có người gọi điện xưng: tôi là Nguyễn Văn Minh, công an',
    'Nó nhắn là "tôi là Nguyễn Văn Minh"',
    'Nó tự xưng, tôi là Nguyễn Văn Minh, công an quận',
    'Chồng là Trần Văn Ba, con là Nguyễn Văn Tí',
    'con ten Lan 5 tuoi bi xam hai',
    'Cháu tên là Nguyễn Thị Na, bị bạn đánh',
    'toi la vo Nguyen Van Tam',
    'toi la vo van tam',
    'Toi la chau Thi Lan',
    'tôi là vợ ông Nguyễn Văn Tám',
    'Con tôi bị bắt. Họ tên: Nguyễn Văn A',
    'toi la me cua Nguyen Van A',
    'Tôi không phải là Nguyễn Văn A',
    'Tôi là Nguyễn Văn A. Tôi là Trần Thị B',
    'cong ty ten la An Binh',
    'Nguyen Van Nam danh toi',
    // No name.
    'toi la truong thon o can tho',
    'Toi la Truong Thon',
    'TOI LA PHAM NHAN TRAI GIAM',
    'toi la ho ngheo',
    'toi la dang vien',
    'toi la cong nhan o binh duong',
    'toi la nguoi can tho',
    'toi la phan dan den',
    'tôi là hoàng anh gia lai công nhân',
    'em la con ut',
    'toi la le thuoc',
    'toi ten gi cung duoc',
    'toi ten la bi mat',
    'tên tôi là gì không quan trọng',
    'tên tôi bị ghi sai trong sổ đỏ',
    'toi la',
    'toi ten',
    '',
    // Places.
    'Tôi là Cà Mau',
    'toi la ha noi',
    'Toi ten la Can Tho',
    'toi la son la',
    'Toi la Le Thuy, Quang Binh nuoc len',
    // Nobody can say where the name ends.
    'toi la nguyen thi hong nhung nho luat su giup do',
    'toi la nguyen thi lan anh bi danh',
    'toi la nguyen thi lan nhung o nho nha me',
  ])('no name in: %s', (text) => {
    expect(selfIntroduced(text)).toBeNull();
  });

  it('is looked for at the beginning of a long text, and never cut in two', () => {
    const story = (length: number) => 'dat '.repeat(length / 4);
    expect(selfIntroduced(`toi la Nguyen Thi Lan. ${story(40_000)}`)).toBe('Nguyen Thi Lan');
    expect(selfIntroduced(`${story(976)}. Toi la Nguyen Thi Lan Huong`)).toBeNull();
    const started = performance.now();
    expect(selfIntroduced('a, toi la '.repeat(10_000))).toBeNull();
    expect(performance.now() - started).toBeLessThan(500);
  });
});
