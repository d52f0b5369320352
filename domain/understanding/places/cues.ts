import { type WordList, wordList } from '../word-list.ts';

export type Standing =
  | 'case'
  | 'now'
  | 'work'
  | 'firm'
  | 'home'
  | 'bare'
  | 'there'
  | 'way'
  | 'origin'
  | 'aside'
  | 'past';

/** The place of the case beats the home; both beat where somebody comes from, went to or once was. */
export const WEIGHTS: Readonly<Record<Standing, number>> = {
  case: 6,
  now: 5,
  work: 4.3,
  firm: 4.3,
  home: 4,
  bare: 3,
  there: 2.6,
  way: 2.5,
  origin: 2,
  aside: 1.5,
  past: 1,
};
/** Less than the writer's own home, more than where somebody went. */
export const OTHERS_HOME = 3.55;

/** How many syllables may stand between a cue and the name. */
// biome-ignore format: one row.
export const REACH: Readonly<Record<Standing, number>> = {
  case: 4, now: 6, work: 6, firm: 3, home: 7, bare: 0, there: 2, way: 1, origin: 2, aside: 3, past: 2,
};

/**
 * What the words in front of a name say about it, with diacritics; where the text has none, none are asked. `!chợ`
 * stands only where it is written with its diacritics.
 */
// biome-ignore format: rows read better.
const CUES: Readonly<Partial<Record<Standing, readonly string[]>>> = {
  case: [
    'xảy ra ở', 'xảy ra tại', 'vụ việc ở', 'vụ việc tại', 'vụ ở', 'vụ án ở', 'tai nạn ở', 'tai nạn tại', 'công an', 'ca', 'tòa án', 'tòa', 'tand',
    'ubnd', 'ủy ban', 'viện kiểm sát', 'vks', 'thi hành án', 'biên phòng', 'công trường',
    '!đồn', '!bốt', 'tạm giữ ở', 'tạm giam ở', 'tạm giam ở trại', 'tạm giữ ở trại', 'giam ở trại', 'giam ở', 'giữ ở', 'bắt ở', 'nhốt ở', 'đất ở',
    'đất tại', 'ruộng ở', 'rẫy ở', 'vườn ở', 'nhà đất ở', '!chợ', 'ở chợ', 'tại chợ', 'ngoài chợ', 'thủy điện', 'csgt', 'cảnh sát giao thông',
    'áp giải về', 'bị mời về', 'trại tạm giữ', 'nhà tạm giữ', 'dẫn giải về', 'giải về', 'bắt về', 'bến xe', 'khu công nghiệp', 'kcn',
    'trại tạm giam', 'cửa khẩu', '!mỏ', 'chợ nổi', '!đèo', 'đoạn qua', 'đoạn', 'gọi em lên', 'gọi tôi lên', 'gọi em ra', 'mời em lên', 'mời tôi lên',
    'gọi lên tòa', 'triệu tập lên', 'mời lên',
  ],
  now: [
    'đang ở', 'hiện ở', 'hiện đang ở', 'đang sống ở', 'đang sống tại', 'hiện sống ở', 'hiện tại ở', 'giờ ở', 'nay ở', 'bây giờ ở', 'đang trọ ở',
    'trọ ở', 'ở trọ', 'đang thuê trọ ở', 'tạm trú', 'tạm trú ở', 'tạm trú tại',
    'chỗ làm ở', 'nay về lại', 'đã về lại', 'về lại', 'đang ở trọ', 'về sống', 'giờ sống ở', 'giờ sống', 'nay sống', 'hiện sống', 'đang sống',
    'giờ về',
  ],
  work: ['làm ở', 'làm việc ở', 'làm việc tại', 'làm công nhân ở', 'làm công nhân', 'làm thuê ở', 'đang làm ở'],
  home: [
    'nhà ở', 'sống ở', 'sống tại', 'cư trú', 'cư trú tại', 'thường trú', 'thường trú tại', 'hộ khẩu', 'hộ khẩu ở', 'địa chỉ', 'ở', 'tại', 'o',
    'hôm trước ở', 'bữa trước ở', 'tuần trước ở', 'tháng trước ở', 'đợt trước ở', 'lần trước ở', 'từ trước ở', 'lấy chồng về', 'lấy chồng vào',
    'lấy chồng ở', 'lấy chồng ra', 'về làm dâu', 'nay là', 'nay thuộc', 'giờ là', 'thuộc', 'khu trọ', 'xóm trọ', 'nhà em', 'nhà tôi', 'nhà tui',
    'nhà cháu', 'nhà con', 'nhà mình', 'xưởng mình', 'xưởng em', 'xưởng tôi', 'quán em', 'quán tôi', 'tiệm em', 'cty em ở', 'công ty em ở', 'gả qua',
    'gả về', 'gả vô', 'gả xuống', 'gả lên', 'lấy chồng qua', 'gọi từ', 'nhắn từ', 'nhắn lén từ', 'nhắn trộm từ', 'báo từ', 'viết từ', 'nhà ngoài',
    'nhà dưới', 'nhà trên', 'nhà trong', 'nhà em ngoài', 'nhà em dưới', 'nhà em trên', 'nhà tui ngoài', 'nhà tui dưới', 'nhà tui trên',
    'nhà tôi ngoài', 'nhà tôi dưới', 'nhà tôi trên', 'nhà em trong', 'nhà tui trong', 'nhà em bên', 'ở quê', 'ngoài quê', 'dưới quê', 'trong quê',
    'nhà tui bên', 'cựu thanh niên xung phong ở', 'cựu tnxp ở', 'cựu chiến binh ở', 'dưới này', 'trên này', 'định cư', 'sinh sống',
  ],
  way: [
    'lên', 'vào', 'vô', 'ra', 'xuống', 'sang', 'qua', 'về', 'đến', 'tới', 'đi', 'từ', 'vào trong', 'vô trong', 'ra ngoài', 'lên trên', 'xuống dưới',
    'từ trên', 'từ dưới', 'từ ngoài', 'từ trong', 'về dưới', 'về trên', 'đi ngoài', 'đi trong',
  ],
  there: [
    'về tới', 'vừa tới', 'mới tới', '!phà', 'ngoài', 'dưới', 'trên', 'trong', 'gần', 'ngay', 'gần cầu', 'khúc', '!cảng', '!bến', 'ghe đậu', 'kêu là',
    'chỗ', 'trước là', 'trước thuộc', 'xưa là', 'xưa thuộc', '!biển',
  ],
  origin: [
    'quê', 'quê ở', 'quê tau', 'quê tao', 'quê em', 'quê tôi', 'quê tui', 'quê e', 'quê cháu', 'quê con', 'quê mình', 'quê gốc', 'quê gốc ở', 'gốc',
    'quê quán', 'quê nội', 'quê ngoại', 'quê em ở', 'quê tôi ở', 'người', 'người gốc', 'dân', 'sinh ra ở', 'quê chồng', 'quê vợ', 'xứ', 'quê cha',
    'nguyên quán',
  ],
  firm: [
    'ngoài khơi', 'trại ghe', 'trại tôm', 'trại cá', 'trại dưa', 'trại heo', 'trại lợn', 'trại gà', 'trại bò', 'môi giới ở', 'công ty ở', 'cty ở',
    'công ty môi giới ở', 'văn phòng ở', 'văn phòng luật sư ở', 'xưởng ở', 'nhà máy ở',
  ],
  aside: [
    'công ty', 'cty', 'bệnh viện', 'bv', 'agribank', 'vietcombank', 'vietinbank', 'bidv', 'sacombank', '!viện', 'ngân hàng', 'nằm viện', '!nằm',
    'tập đoàn', 'bố ở', 'sinh viên',
  ],
  past: [
    'chôn ở', 'chôn tại', 'bắt tù ở', 'tù ở', 'đi tù ở', 'trại giam', 'ở trại giam', '!trại', 'đày', 'đày ra', 'bị đày', 'tù đày ở', 'nhà tù',
    'ở trại', 'thụ án ở trại', 'thụ án tại trại', 'thụ án ở', 'thụ án tại', 'thi hành án ở trại', 'cải tạo ở',
    'hy sinh ở', 'hi sinh ở', 'hy sinh tại', 'đóng quân ở', 'chiến đấu ở', 'bộ đội ở', 'đi bộ đội ở', 'mở đường ở', 'trước đây ở', 'trước ở',
    'trước kia ở', 'lúc trước ở', 'ngày trước ở', 'hồi trước ở', 'hồi xưa ở', 'ngày xưa ở', 'chiến trường', 'mặt trận', 'đi lính ở', 'từng ở',
    'điều dưỡng ở', 'hồi nhỏ ở', 'nông trường ở', 'thanh niên xung phong ở',
  ],
};

export const cues: WordList<Standing> = wordList(
  (['case', 'now', 'work', 'firm', 'home', 'there', 'way', 'origin', 'aside', 'past'] as const).flatMap(
    (standing) => (CUES[standing] ?? []).map((words) => [words, standing] as const),
  ),
);

/** Words behind which a place stands for sure. */
export const AT: ReadonlySet<string> = new Set(['o', 'tai']);
