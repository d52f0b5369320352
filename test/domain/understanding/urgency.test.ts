import { describe, expect, it } from 'vitest';
import { SIGNALS } from '../../../domain/understanding/signal.ts';
import { understand } from '../../../domain/understanding/understand.ts';
import { URGENCY } from '../../../domain/understanding/urgency.ts';

/** Text, its signals (others may be shown too), whether it is urgent. */
const FACTS: Array<[text: string, signals: string, urgent: boolean]> = [
  // Answers to questions of ours
  ['HN', '', false],
  ['Mai Châu', '', false],
  ['Mai Sơn', '', false],
  ['em tên Ngọc Mai', '', false],
  ['gọi em chiều nay nhé', '', false],
  ['dung roi', '', false],
  ['thanh toan', '', false],
  ['Cấp cứu', 'danger_to_life', true],
  // Told softly
  ['con gái em 10 tuổi ở Đô Lương bị ông hàng xóm làm bậy', 'violence child', true],
  ['lần này chắc em không qua khỏi đâu', 'danger_to_life', true],
  ['chúng nó giữ con em ở quán, đòi chuộc', 'trafficking', true],
  ['chiều nay em lên phường chứng thực, cần mang gì', '', false],
  ['chồng em đánh em tối qua', 'violence', true],
  ['chong em danh em', 'violence', true],
  ['Dung goi vao so nay… Em bi danh hoai', 'violence', true],
  ['chủ nợ siết nhà', '', false],
  ['chu no siet xe, toi con thieu 20 trieu', '', false],
  ['thằng chồng tui quýnh tui hoài', 'violence', true],
  ['chồng em không đánh em nhưng bài bạc', '', false],
  ['Hồi nhỏ ba hay đánh tui lắm, giờ ổng mất rồi', '', false],
  ['Năm ngoái chồng có đánh em nhưng giờ thôi rồi', '', false],
  ['chồng em đánh bài thua hết tiền', '', false],
  ['chong em danh de thua het tien', '', false],
  ['xã đánh số thửa sai, bắt đi lại năm lần', '', false],
  ['Em bắt xe lên Hà Nội', '', false],
  ['gọi 3 cuộc không ai bắt máy', '', false],
  ['Quán ở Vũng Tàu chém em 800k một dĩa ốc', '', false],
  ['lò mổ heo giết mổ suốt đêm hôi không sống nổi', '', false],
  ['met muon chet voi cai so do', '', false],
  ['tui choi hui bi chet hui het 80tr', '', false],
  ['hom qua bi bat trom 2 con trau', '', false],
  ['Tôi bán con bò 28 triệu chưa nhận được tiền', '', false],
  ['họ giữ xe máy của em 7 ngày', '', false],
  ['tàu bị biên phòng tạm giữ vì quá hạn đăng kiểm', '', false],
  ['10 năm trước con em bị bắt cóc, giờ tìm lại được rồi', '', false],
  ['Chồng tôi đi tù 3 năm nay, tôi muốn ly hôn', '', false],
  ['công an bắt chồng em rồi', 'custody', true],
  ['Mấy ổng mặc đồ xanh tới còng tay ba con dẫn lên xe hồi khuya', 'custody', true],
  ['toi qua cong an xa den nha dan con trai toi di toi gio chua ve', 'custody', true],
  ['3 hôm nay ck khoá cửa ngoài giấu đt của e', 'violence', true],
  ['Chồng em nhốt em trong phòng không cho ăn hai ngày nay', 'violence', true],
  ['chau 15t. chu ruot chau dem hay vao phong chau', 'violence child', true],
  ['hoi toi ong dí đầu em vô bếp đang cháy', 'violence danger_to_life', true],
  ['Nó cầm rựa rượt vợ con nó, giờ nó đang đứng ngoài sân la', 'violence danger_to_life', true],
  ['cứu', 'danger_to_life', true],
  ['sos', 'danger_to_life', true],
  ['giup toi, sos', 'danger_to_life', true],
  ['ai do goi dum toi voi nguy lam roi', 'danger_to_life', true],
  ['Em ko mun sống nữa', 'danger_to_life', true],
  ['Em bị bán làm vợ bên TQ 6 năm, mới trốn về được tuần trước', 'trafficking', true],
  ['gọi máy thì nghe người ta nói tiếng Trung Quốc', 'trafficking', true],
  ['Sáng mai 7 rưỡi thằng em tui ra toà', 'hearing_soon', true],
  ['Mốt ra tòa ly hôn rồi', 'hearing_soon', true],
  ['Bữa mốt tòa kêu lên vụ ông hàng xóm đòi tiền cây mít nhà tui trồng hồi năm kia', 'hearing_soon', true],
  ['mai may gio toa mo cua nhan don vay a', '', false],
  ['cháu mười bốn tuổi, nhà trai xin cưới ra giêng, cháu chỉ muốn đi học tiếp thôi', 'child', true],
  ['mụ ta đem cháu gái cho người lạ lấy hai chỉ vàng rồi kêu là cho nhận con nuôi', 'trafficking', true],
  ['tháng sau tòa mới mời lên', '', false],
  ['toa hoan phien xu vu tui, noi chung nao co lich moi bao', '', false],
  ['ngày mai là hết hạn kháng cáo bản án ly hôn của em', 'time_limit', true],
  ['còn 2 ngày nữa họ cưỡng chế phá nhà rồi', 'time_limit', true],
  ['Thời hiệu chia thừa kế là bao lâu ạ', '', false],
  ['thẻ bhyt của mẹ tôi hết hạn thì đổi ở đâu', '', false],
  ['tui o Thu Bay, Kien Giang', '', false],
  ['5h sáng nay có ai bỏ đứa bé mới sinh trước cửa', 'child', true],
  ['có đứa nhỏ 4 tuổi, mẹ nó đi đâu 2 hôm rồi, nó ở trong phòng một mình', 'child', true],
  ['cháu học lớp 7 gia đình cho nghỉ học để gả chồng, thứ bảy này cưới', 'child', true],
  ['con em mới 10 tháng, em có được nuôi con không ạ', '', false],
  ['em trai em 17 tuổi trộm điện thoại, được cho về rồi', 'juvenile', false],
];

describe('signals and urgency', () => {
  it.each(FACTS)('%s → [%s], urgent %s', (text, signals, urgent) => {
    const got = understand(text);
    for (const signal of signals.split(' ').filter(Boolean)) expect(got.signals).toContain(signal);
    expect(got.urgent).toBe(urgent);
  });

  it('has a rule behind every signal', () => {
    for (const signal of SIGNALS) expect(URGENCY[signal].rule.length).toBeGreaterThan(10);
  });

  it('shows the words behind a signal', () => {
    const text = 'Em ở Huế, công an bắt chồng em rồi';
    const shown = understand(text).words.filter(({ ledTo }) => ledTo.value === 'custody');
    expect(shown.length).toBeGreaterThan(0);
    for (const word of shown) expect(text.slice(word.start, word.end)).toBe(word.text);
  });
});
