import type { Signal } from './signal.ts';

/** Why a signal makes a request urgent, or does not: the article or rule behind each row, shown in docs/understanding.md. */
export const URGENCY: Readonly<Record<Signal, { urgent: boolean; rule: string }>> = {
  custody: {
    urgent: true,
    rule: 'Điều 31.2 và 31.3 Luật Trợ giúp pháp lý 2017; TTLT 10/2018 Điều 7: người bị bắt, bị tạm giữ trong 12 giờ',
  },
  violence: {
    urgent: true,
    rule: 'Luật Phòng, chống bạo lực gia đình 2022: ngăn chặn ngay, bảo vệ người bị bạo lực; ngoài gia đình: gọi 113',
  },
  trafficking: {
    urgent: true,
    rule: 'Luật Phòng, chống mua bán người 2024 (53/2024/QH15); NĐ 162/2025/NĐ-CP: 111, 24/7',
  },
  danger_to_life: { urgent: true, rule: 'Tính mạng đang bị đe dọa: 113, 115 trước mọi thủ tục' },
  hearing_soon: {
    urgent: true,
    rule: 'Điều 31 Luật Trợ giúp pháp lý 2017: cử người tham gia tố tụng trong 3 ngày làm việc, phiên họp hoặc buổi làm việc đến trước đó',
  },
  time_limit: {
    urgent: true,
    rule: 'Thời hạn tố tụng, khiếu nại sắp hết (TT 12/2018 Điều 6: thụ lý ngay khi sắp hết thời hiệu, sắp xét xử)',
  },
  // Being a child is no emergency; a child left alone, lost or about to be married off is (`abandoned`).
  child: {
    urgent: false,
    rule: 'Điều 7 Luật Trợ giúp pháp lý 2017: diện được trợ giúp, không tự nó là khẩn cấp',
  },
  juvenile: { urgent: false, rule: 'Điều 7 (sửa đổi 2026): diện được trợ giúp, không tự nó là khẩn cấp' },
};

/** A child without anyone, or about to be married off: Luật Trẻ em 2016 Điều 10 và 51, 111. */
export const CHILD_IN_NEED_IS_URGENT = true;

/**
 * From this score of the ear on a message is urgent; 0 would be undecided. Chosen by leaving writers out, so that of a
 * hundred urgent messages of an everyday mix hardly two are missed (docs/understanding.md).
 */
export const EAR_ALARM = -0.28;
/** The same where the only deed that is told is denied or long past. */
export const EAR_ALARM_FADED = 0.25;
/** The same in an answer of a few syllables: of 10,569 labelled messages it loses none. */
export const EAR_ALARM_ANSWER = 0.6;
/**
 * In an urgent message a signal is named from this score on, and one the rules found is dropped below the other, as long
 * as another stands. Chosen by leaving writers out: of a hundred dangers to life 77 instead of 62 are named so.
 */
export const EAR_NAMES = -0.2;
export const EAR_DOUBTS = -0.5;
