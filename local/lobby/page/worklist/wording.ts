import { words } from '../language.ts';

type Wording = Record<string, readonly [vietnamese: string, english: string]>;

const STATES: Wording = {
  new: ['Mới', 'New'],
  routed: ['Chưa ai nhận', 'Not yet taken'],
  claimed: ['Đang xử lý', 'In hand'],
  waiting: ['Đang chờ', 'Waiting'],
  accepted: ['Đã thụ lý', 'Accepted'],
  answered: ['Đã trả lời', 'Answered'],
  referred: ['Đã giới thiệu nơi khác', 'Referred'],
  refused: ['Đã từ chối', 'Refused'],
  withdrawn: ['Đã rút', 'Withdrawn'],
  duplicate: ['Trùng', 'Duplicate'],
  void: ['Không hợp lệ', 'Void'],
  closed: ['Đã đóng', 'Closed'],
};

const MATTERS: Wording = {
  criminal: ['Hình sự', 'Criminal'],
  civil: ['Dân sự', 'Civil'],
  family: ['Hôn nhân và gia đình', 'Family'],
  land: ['Đất đai', 'Land'],
  labour: ['Lao động', 'Labour'],
  social_policy: ['Chế độ, chính sách', 'Social policy'],
  administrative: ['Hành chính', 'Administrative'],
  business: ['Kinh doanh, thương mại', 'Business'],
  other: ['Lĩnh vực khác', 'Other'],
  none: ['Chưa rõ lĩnh vực', 'Matter not yet known'],
};

const CHANNELS: Wording = {
  voice: ['Gọi điện', 'Telephone'],
  sms: ['Tin nhắn SMS', 'SMS'],
  zalo: ['Zalo', 'Zalo'],
  office: ['Tại trung tâm', 'At the office'],
};

const SIGNALS: Wording = {
  custody: ['Đang bị bắt, giữ', 'In custody'],
  violence: ['Bạo lực', 'Violence'],
  child: ['Trẻ em dưới 16 tuổi', 'Child under 16'],
  juvenile: ['Người 16–17 tuổi', 'Aged 16–17'],
  trafficking: ['Mua bán người', 'Trafficking'],
  hearing_soon: ['Sắp ra tòa', 'Hearing soon'],
  time_limit: ['Sắp hết thời hiệu', 'Time limit near'],
  danger_to_life: ['Nguy hiểm tính mạng', 'Danger to life'],
};

const SAFE_CONTACT: Wording = {
  safe: ['Liên hệ lại được', 'Safe to contact'],
  unsafe: ['KHÔNG an toàn: không gọi lại khi chưa hỏi', 'NOT safe: do not call without asking'],
  unknown: ['Chưa rõ có an toàn không', 'Not known to be safe'],
};

const ENTRIES: Wording = {
  contact: ['Người dân liên hệ', 'The citizen made contact'],
  timer: ['Hệ thống nhắc việc', 'A timer fired'],
  claimed: ['Đã nhận xử lý', 'Taken on'],
  released: ['Đã trả lại danh sách', 'Given back'],
  note: ['Ghi chú', 'Note'],
  transferred: ['Đã chuyển trung tâm', 'Transferred'],
  closed: ['Đã đóng', 'Closed'],
  opened: ['Đã mở xem', 'Looked at'],
  delivered: ['Đã tới trung tâm', 'Reached the centre'],
  message: ['Tin gửi cho người dân', 'Message to the citizen'],
  routed: ['Đã chuyển tới trung tâm', 'Routed'],
};

const ATTACHMENTS: Wording = {
  image: ['ảnh', 'picture'],
  audio: ['lời nói ghi âm', 'voice message'],
  video: ['phim', 'video'],
  file: ['tệp', 'file'],
  sticker: ['nhãn dán', 'sticker'],
  link: ['đường dẫn', 'link'],
  recording: ['lời nhắn ghi âm', 'recorded message'],
  other: ['tệp đính kèm', 'attachment'],
};

const PEOPLE: Wording = {
  citizen: ['người dân', 'citizen'],
  timer: ['hệ thống', 'the system'],
  gate: ['hệ thống', 'the system'],
};

const of = (wording: Wording) => (value: string) => {
  const known = wording[value];
  return known ? words(...known) : value;
};

export const stateInWords = of(STATES);
export const matterInWords = of(MATTERS);
export const channelInWords = of(CHANNELS);
export const signalInWords = of(SIGNALS);
export const safeContactInWords = of(SAFE_CONTACT);
export const entryInWords = of(ENTRIES);
export const attachmentInWords = of(ATTACHMENTS);
export const personInWords = of(PEOPLE);

/** `Trung tâm trợ giúp pháp lý nhà nước tỉnh Cà Mau` → `Cà Mau`. */
export function shortCentre(centre: { code: string; name: string }): string {
  if (centre.code === 'national') return words('Cấp trung ương', 'National desk');
  return centre.name.replace(/^Trung tâm trợ giúp pháp lý nhà nước (tỉnh|thành phố) /i, '');
}

/** `48217735` → `4821-7735`. */
export const writtenCode = (code: string): string => code.replace(/^(\d{4})-?(\d{4})$/, '$1-$2');
