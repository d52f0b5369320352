// biome-ignore-all format: tables read better in rows.
/**
 * What the words in front of a name say about it. Written with diacritics; where the text has none, none are asked.
 */

/** Unit words and their short forms → what they can stand for: p province, c t q h districts by kind, w wards, i an island of any kind. */
export const UNIT_WORDS: ReadonlyArray<readonly [word: string, kinds: string]> = [
  ['tỉnh', 'p'], ['thành phố', 'pct'], ['tp', 'pct'], ['thị xã', 't'], ['tx', 't'], ['quận', 'q'], ['huyện', 'h'], ['huyện đảo', 'h'], ['đặc khu', 's'],
  ['phường', 'w'], ['xã', 'w'], ['thị trấn', 'w'], ['tt', 'w'], ['đảo', 'i'], ['q', 'q'], ['h', 'h'], ['p', 'w'], ['f', 'w'], ['x', 'w'],
];

/** Small settlements and features of the land: the name behind them is no province. */
export const HAMLETS = [
  'thôn', 'ấp', 'bản', 'làng', 'xóm', 'khóm', 'buôn', 'bon', 'plei', 'play', 'phum', 'sóc', 'tổ', 'khu phố', 'đảo', 'sông', 'hồ', 'kênh', 'rạch', 'suối', 'hòn', 'cù lao', 'cầu', 'ngã ba', 'ngã tư', 'bãi', 'đội',
];

/** A crossing that bears the name of a district lies in it; bridges with the name of a commune lie anywhere. */
export const CROSSINGS = ['cầu', 'ngã ba', 'ngã tư'];
/** These also bear the name of the town where one of their roads leads: `ngã ba Vũng Tàu` lies in Biên Hòa. */
export const FORKS = ['ngã ba', 'ngã tư', 'ngã năm', 'ngã sáu'];
/** Built in a town and called after it. */
export const ROUNDABOUTS = ['vòng xoay', 'bùng binh'];
/** Roads are called after both ends. */
export const ROADS = ['cao tốc', 'đường cao tốc', 'quốc lộ', 'đường sắt', 'tuyến đường'];
/** Whoever says this does not know where it is. */
export const HEDGES = ['nghe nói', 'nghe nói là', 'nghe đâu', 'hình như', 'hình như là', 'không biết có phải', 'đâu như', 'nghe bảo', 'giáp', 'giáp ranh', 'giáp với', 'đoạn giáp'];

/** Behind these stands a street: `đường Hải Phòng` lies in Đà Nẵng. */
export const STREETS = ['đường', 'phố', 'đại lộ', 'xa lộ', 'hẻm', 'ngõ', 'ngách', 'mặt tiền', 'mặt phố', 'đ', 'đg', 'công viên', 'tượng đài'];

/** Behind these stands a person: `anh Thái Bình`. */
export const PERSONS = [
  'anh', 'chị', 'ông', 'bà', 'cô', 'chú', 'bác', 'dì', 'cậu', 'mợ', 'thím', 'dượng', 'thằng', 'con', 'bé', 'cháu', 'thầy', 'tên', 'tên là', 'bạn', 'luật sư', 'bác sĩ', 'thẩm phán', 'họ tên', 'bị đơn', 'nguyên đơn', 'bị cáo', 'em gái', 'em trai', 'con trai', 'con gái', 'chị gái', 'anh trai', 'tên con là', 'chồng tên', 'vợ tên', 'ông chủ', 'bà chủ', 'bác chủ', 'cô chủ', 'chú chủ', 'anh chủ', 'chị chủ', 'sếp', 'a', 'c', 'mẹ', 'má', 'cụ', 'sư thầy', 'giám đốc', 'kế toán', 'chồng em là', 'vợ tôi là',
];
/** Behind a title and one of these stands a byname: `ông Năm Cà Mau`. */
export const BIRTH_ORDER = ['hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'bẩy', 'tám', 'chín', 'mười', 'út', 'cả'];
export const ELDERS = ['ông', 'bà', 'chú', 'cô', 'dì', 'thím', 'cậu', 'mợ', 'dượng', 'cụ', 'thầy', 'lão', 'mụ'];
/** `bà con Bình Định` are people of a place. */
export const PEOPLE_OF = ['bà con', 'dân', 'người', 'anh em', 'công nhân'];

/** `Nguyễn Thái Bình`, `Trần Văn Quảng Ninh`. */
export const FAMILY_NAMES = [
  'nguyễn', 'trần', 'lê', 'phạm', 'huỳnh', 'hoàng', 'phan', 'vũ', 'võ', 'đặng', 'bùi', 'đỗ', 'hồ', 'ngô', 'dương', 'lý', 'đinh', 'trịnh', 'trương', 'lâm', 'mai', 'lưu', 'đoàn', 'thạch', 'giàng', 'vàng', 'lò', 'cao', 'lương', 'tô', 'tạ', 'châu', 'danh', 'sơn', 'kim', 'sùng', 'lường', 'quàng', 'cà', 'tòng', 'hà',
];
export const MIDDLE_NAMES = ['văn', 'thị', 'đình', 'hữu', 'ngọc', 'minh', 'thanh', 'thu', 'đức', 'xuân', 'quang', 'thế', 'bá', 'công', 'a', 'thúy', 'mỹ', 'hoàng'];

/** Behind these stands a brand, a line or a dish, no place: `xe khách Hà Giang`, `bún bò Huế`. */
export const BRANDS = [
  'nick', 'nick zalo', 'facebook', 'xe khách', 'nhà xe', 'xe', 'hãng xe', 'xe buýt', '!tàu', 'tuyến', 'tiếng', 'người dân tộc', 'dân tộc', 'trường luật', 'tiệm', 'nhà hàng', 'khách sạn', 'nhãn hiệu', 'thương hiệu', 'bia', 'bún', 'bún bò', 'nước mắm', 'bánh', 'mì', 'phở', 'cà phê', 'cafe', 'đặc sản', 'báo', 'đài', 'cửa hàng', 'siêu thị', 'hiệu', 'đội bóng', 'vải', 'bưởi', 'quán phở', 'quán bún', 'nem', 'chả', 'chè', 'nhạc', 'giường', 'gà', 'giống',
];

/** Folded names that are everyday words (`lai chau`: đánh lại cháu): without a cue and without diacritics no place. */
export const WORDLIKE: ReadonlySet<string> = new Set([
  'hoa binh', 'thai binh', 'lai chau', 'nam dinh', 'ha nam', 'son la', 'thu do', 'ban me', 'vinh', 'hue', 'quang nam', 'quang ninh', 'ha giang',
]);

/** Folded names of districts and communes that are everyday words, with diacritics or without. */
export const EVERYDAY: ReadonlySet<string> = new Set([
  'di an', 'cai rang', 'hop dong', 'trung tam', 'mang thit', 'con dao', 'van ban', 'ba to', 'cho moi', 'cho don', 'cho gao', 'cai be', 'tu ky', 'bao lam', 'bao thang', 'cu chi', 'bao la', 'long ho', 'bao yen', 'dien ban', 'dinh cu', 'la gi', 'la lay', 'hon la', 'nam o', 'ban dat', 'ban cai', 'quang xuong', 'bien thuong', 'dan thang', 'lang minh', 'duong lam', 'duy nhat', 'lai thieu', 'thu lam', 'go den',
]);

/** Houses called after the district they stand in. */
export const HOUSES = ['khách sạn', 'nhà hàng', 'cửa hàng', 'siêu thị', 'quán phở', 'quán bún', 'cà phê', 'cafe', 'tiệm'];

export type Standing = 'case' | 'now' | 'work' | 'firm' | 'home' | 'bare' | 'there' | 'way' | 'origin' | 'aside' | 'past';

/** The place of the case beats the home; both beat where somebody comes from, went to or once was. */
export const WEIGHTS: Readonly<Record<Standing, number>> = {
  case: 6, now: 5, work: 4.3, firm: 4.3, home: 4, bare: 3, there: 2.6, way: 2.5, origin: 2, aside: 1.5, past: 1,
};
/** How many syllables may stand between a cue and the name. */
export const REACH: Readonly<Record<Standing, number>> = {
  case: 4, now: 6, work: 6, firm: 3, home: 7, bare: 0, there: 2, way: 1, origin: 2, aside: 3, past: 2,
};

export const CUES: Readonly<Partial<Record<Standing, readonly string[]>>> = {
  case: [
    'xảy ra ở', 'xảy ra tại', 'vụ việc ở', 'vụ việc tại', 'vụ ở', 'vụ án ở', 'tai nạn ở', 'tai nạn tại', 'công an', 'ca', 'tòa án', 'tòa', 'tand', 'ubnd', 'ủy ban', 'viện kiểm sát', 'vks', 'thi hành án', 'biên phòng', 'công trường',
    '!đồn', '!bốt', 'tạm giữ ở', 'tạm giam ở', 'tạm giam ở trại', 'tạm giữ ở trại', 'giam ở trại', 'giam ở', 'giữ ở', 'bắt ở', 'nhốt ở', 'đất ở', 'đất tại', 'ruộng ở', 'rẫy ở', 'vườn ở', 'nhà đất ở', '!chợ', 'ở chợ', 'tại chợ', 'ngoài chợ', 'thủy điện', 'csgt', 'cảnh sát giao thông', 'áp giải về', 'bị mời về', 'trại tạm giữ', 'nhà tạm giữ', 'dẫn giải về', 'giải về', 'bắt về', 'bến xe', 'khu công nghiệp', 'kcn', 'trại tạm giam', 'cửa khẩu', '!mỏ', 'chợ nổi', '!đèo', 'đoạn qua', 'đoạn', 'gọi em lên', 'gọi tôi lên', 'gọi em ra', 'mời em lên', 'mời tôi lên', 'gọi lên tòa', 'triệu tập lên', 'mời lên',
  ],
  now: [
    'đang ở', 'hiện ở', 'hiện đang ở', 'đang sống ở', 'đang sống tại', 'hiện sống ở', 'hiện tại ở', 'giờ ở', 'nay ở', 'bây giờ ở', 'đang trọ ở', 'trọ ở', 'ở trọ', 'đang thuê trọ ở', 'tạm trú', 'tạm trú ở', 'tạm trú tại',
    'chỗ làm ở', 'nay về lại', 'đã về lại', 'về lại', 'đang ở trọ', 'về sống', 'giờ sống ở', 'giờ sống', 'nay sống', 'hiện sống', 'đang sống', 'giờ về',
  ],
  work: ['làm ở', 'làm việc ở', 'làm việc tại', 'làm công nhân ở', 'làm công nhân', 'làm thuê ở', 'đang làm ở'],
  home: [
    'nhà ở', 'sống ở', 'sống tại', 'cư trú', 'cư trú tại', 'thường trú', 'thường trú tại', 'hộ khẩu', 'hộ khẩu ở', 'địa chỉ', 'ở', 'tại', 'o', 'hôm trước ở', 'bữa trước ở', 'tuần trước ở', 'tháng trước ở', 'đợt trước ở', 'lần trước ở', 'từ trước ở', 'lấy chồng về', 'lấy chồng vào', 'lấy chồng ở', 'lấy chồng ra', 'về làm dâu', 'nay là', 'nay thuộc', 'giờ là', 'thuộc', 'khu trọ', 'xóm trọ', 'nhà em', 'nhà tôi', 'nhà tui', 'nhà cháu', 'nhà con', 'nhà mình', 'xưởng mình', 'xưởng em', 'xưởng tôi', 'quán em', 'quán tôi', 'tiệm em', 'cty em ở', 'công ty em ở', 'gả qua', 'gả về', 'gả vô', 'gả xuống', 'gả lên', 'lấy chồng qua', 'gọi từ', 'nhắn từ', 'nhắn lén từ', 'nhắn trộm từ', 'báo từ', 'viết từ', 'nhà ngoài', 'nhà dưới', 'nhà trên', 'nhà trong', 'nhà em ngoài', 'nhà em dưới', 'nhà em trên', 'nhà tui ngoài', 'nhà tui dưới', 'nhà tui trên', 'nhà tôi ngoài', 'nhà tôi dưới', 'nhà tôi trên', 'nhà em trong', 'nhà tui trong', 'nhà em bên', 'ở quê', 'ngoài quê', 'dưới quê', 'trong quê', 'nhà tui bên', 'cựu thanh niên xung phong ở', 'cựu tnxp ở', 'cựu chiến binh ở', 'dưới này', 'trên này', 'định cư', 'sinh sống',
  ],
  way: ['lên', 'vào', 'vô', 'ra', 'xuống', 'sang', 'qua', 'về', 'đến', 'tới', 'đi', 'từ', 'vào trong', 'vô trong', 'ra ngoài', 'lên trên', 'xuống dưới', 'từ trên', 'từ dưới', 'từ ngoài', 'từ trong', 'về dưới', 'về trên', 'đi ngoài', 'đi trong'],
  there: ['về tới', 'vừa tới', 'mới tới', '!phà', 'ngoài', 'dưới', 'trên', 'trong', 'gần', 'ngay', 'gần cầu', 'khúc', '!cảng', '!bến', 'ghe đậu', 'kêu là', 'chỗ', 'trước là', 'trước thuộc', 'xưa là', 'xưa thuộc', '!biển'],
  origin: [
    'quê', 'quê ở', 'quê tau', 'quê tao', 'quê em', 'quê tôi', 'quê tui', 'quê e', 'quê cháu', 'quê con', 'quê mình', 'quê gốc', 'quê gốc ở', 'gốc', 'quê quán', 'quê nội', 'quê ngoại', 'quê em ở', 'quê tôi ở', 'người', 'người gốc', 'dân', 'sinh ra ở', 'quê chồng', 'quê vợ', 'xứ', 'quê cha', 'nguyên quán',
  ],
  firm: ['ngoài khơi', 'trại ghe', 'trại tôm', 'trại cá', 'trại dưa', 'trại heo', 'trại lợn', 'trại gà', 'trại bò', 'môi giới ở', 'công ty ở', 'cty ở', 'công ty môi giới ở', 'văn phòng ở', 'văn phòng luật sư ở', 'xưởng ở', 'nhà máy ở'],
  aside: [
    'công ty', 'cty', 'bệnh viện', 'bv', 'agribank', 'vietcombank', 'vietinbank', 'bidv', 'sacombank', '!viện', 'ngân hàng', 'nằm viện', '!nằm', 'tập đoàn', 'bố ở', 'sinh viên',
  ],
  past: [
    'chôn ở', 'chôn tại', 'bắt tù ở', 'tù ở', 'đi tù ở', 'trại giam', 'ở trại giam', '!trại', 'đày', 'đày ra', 'bị đày', 'tù đày ở', 'nhà tù', 'ở trại', 'thụ án ở trại', 'thụ án tại trại', 'thụ án ở', 'thụ án tại', 'thi hành án ở trại', 'cải tạo ở',
    'hy sinh ở', 'hi sinh ở', 'hy sinh tại', 'đóng quân ở', 'chiến đấu ở', 'bộ đội ở', 'đi bộ đội ở', 'mở đường ở', 'trước đây ở', 'trước ở', 'trước kia ở', 'lúc trước ở', 'ngày trước ở', 'hồi trước ở', 'hồi xưa ở', 'ngày xưa ở', 'chiến trường', 'mặt trận', 'đi lính ở', 'từng ở', 'điều dưỡng ở', 'hồi nhỏ ở', 'nông trường ở', 'thanh niên xung phong ở',
  ],
};

/** Words before a plain `ở` that say what it is about, nearest first. */
export const BEFORE_AT: ReadonlyArray<readonly [word: string, standing: Standing]> = [
  ['quê', 'origin'], ['gốc', 'origin'], ['đang', 'now'], ['hiện', 'now'], ['nay', 'now'], ['giờ', 'now'], ['chừ', 'now'], ['h', 'now'],
  ['tai nạn', 'case'], ['công trường', 'case'], ['đất', 'case'], ['sổ', 'case'], ['sổ đỏ', 'case'], ['sổ hồng', 'case'], ['bìa đỏ', 'case'], ['căn hộ', 'case'], ['chung cư', 'case'], ['thửa', 'case'], ['ruộng', 'case'], ['rẫy', 'case'], ['vườn', 'case'], ['xảy ra', 'case'], ['bị', 'case'], ['vụ', 'case'], ['đánh', 'case'], ['bắt', 'case'], ['trộm', 'case'], ['cướp', 'case'], ['chém', 'case'], ['lật', 'case'], ['tông', 'case'], ['mất', 'case'], ['rủ đi làm', 'way'], ['dụ đi làm', 'way'], ['rủ lên làm', 'way'], ['rủ xuống làm', 'way'], ['hứa làm', 'way'], ['học', 'work'], ['làm', 'work'], ['trọ', 'now'], ['thuê', 'work'], ['phục vụ', 'work'], ['công nhân', 'work'], ['quán', 'case'], ['dự án', 'case'], ['hụi', 'case'],
  ['hy sinh', 'past'], ['hồi nhỏ', 'past'], ['hồi bé', 'past'], ['bên mua', 'aside'], ['bên bán', 'aside'], ['đối tác', 'aside'], ['khách', 'aside'], ['khách hàng', 'aside'], ['nhà cung cấp', 'aside'], ['nghĩa vụ', 'past'], ['nghĩa vụ quân sự', 'past'], ['hi sinh', 'past'], ['đóng quân', 'past'], ['chiến đấu', 'past'], ['bộ đội', 'past'], ['mở đường', 'past'], ['hồi trước', 'past'], ['ngày xưa', 'past'], ['hồi xưa', 'past'], ['trước đây', 'past'], ['môi giới', 'firm'], ['công ty', 'firm'], ['cty', 'firm'], ['qua đời', 'past'], ['từ trần', 'past'], ['bệnh viện', 'aside'], ['quân y viện', 'aside'], ['trạm xá', 'aside'], ['trạm y tế', 'aside'], ['bệnh xá', 'aside'], ['điều trị', 'aside'], ['chữa bệnh', 'aside'], ['văn phòng', 'firm'],
];
/** On the way here, or where somebody came back to; `đi`, `lên`, `vào` lead elsewhere. */
export const TOWARD: ReadonlySet<string> = new Set(['về', 'tới', 'đến', 'từ', 'qua', 'ra']);
/** Whoever says this has not gone yet: `nó nói dẫn lên Sài Gòn làm`. */
export const PROMISES = ['nói', 'bảo', 'rủ', 'rủ rê', 'hứa', 'dụ', 'dẫn', 'nói dẫn', 'kêu', 'rủ em', 'rủ con', 'nói đưa'];
/** Behind a place somebody went to these say that they stayed: `vào Đắk Nông làm rẫy 20 năm nay`. */
export const STAYING = ['lấy chồng', 'lấy vợ', 'làm dâu', 'làm', 'sống', 'ở', 'bán', 'buôn bán', 'trọ', 'thuê', 'sinh sống', 'lập nghiệp', 'định cư', 'may', 'phụ hồ', 'bạn thuyền', 'đi bạn', 'làm rẫy', 'làm ăn', 'học', 'phụ', 'mần', 'mần công nhân', 'giúp việc', 'bốc vác', 'từ năm', 'chạy xe', 'giữ trẻ', 'rửa chén', 'rửa bát', 'bóc vỏ', 'hái', 'cạo mủ', 'đóng gói', 'khai hoang', 'kinh tế mới', 'trồng', 'trồng trọt', 'phát rẫy', 'vỡ đất'];
/** Deeds: the place behind `ở` is where they were done. */
export const DEEDS = ['trộm', 'ăn trộm', 'lấy trộm', 'cướp', 'đánh', 'chém', 'đâm', 'tông', 'bắt'];
/** What is still so: `từ năm 1989 tới nay`. */
export const LASTING = ['tới nay', 'đến nay', 'tới giờ', 'đến giờ', 'tới bây giờ', 'đến bây giờ', 'tới chừ', 'đến chừ'];
/** Before a verb of going these say that it came later than what stands before them: `sau lên Xuyên Mộc`. */
export const LATER = ['sau', 'rồi', 'sau đó', 'về sau', 'sau này', 'mới', 'xong'];
/** Of a year long past, but it has not passed: land stays where it is, a marriage and a register last. */
export const LASTS = ['mua', 'bán', 'đất', 'ruộng', 'rẫy', 'vườn', 'nhà', 'căn hộ', 'thửa', 'sổ', 'bìa', 'cấp', 'khai hoang', 'hộ khẩu', 'lấy chồng', 'lấy vợ', 'cưới', 'kết hôn', 'làm dâu', 'để lại', 'di chúc', 'vay', 'thuê', 'góp', 'giao', 'chuyển nhượng', 'chuyển về', 'về', 'thu hồi', 'đền bù', 'xây'];
/** Wars, and those they were fought against: where they were is long past. */
export const WARS = ['đánh mỹ', 'đánh pháp', 'đánh giặc', 'đánh tàu', 'đánh pôn pốt', 'đánh polpot', 'đánh trận', 'đánh ngụy', 'đánh fulro', 'chống mỹ', 'chống pháp', 'kháng chiến', 'thời chiến', 'hồi chiến tranh', 'trong chiến tranh', 'du kích', 'giao liên', 'dân công hỏa tuyến', 'thanh niên xung phong', 'tnxp', 'cầm súng', 'mậu thân', 'quân tình nguyện', 'nhập ngũ', 'đánh nhau với mỹ', 'trận mạc', 'biên giới phía bắc'];
/** Words of a region, and its provinces: a name that is one of theirs too is asked, though elsewhere it is better known. */
export const DIALECTS: ReadonlyArray<{ readonly words: readonly string[]; readonly provinces: ReadonlySet<string> }> = [
  { words: ['mô', 'răng', 'rứa', 'chừ', 'mệ', 'nớ', 'nỏ', 'bữa ni', 'răng rứa', 'ôn mệ'], provinces: new Set(['40', '42', '44', '46', '48']) },
  { words: ['hổng', 'hong', 'tía', 'vuông tôm', 'vuông', 'xáng', 'dìa', 'bển', 'miệt', 'miệt vườn', 'ghe', 'mần', 'hen', 'nghen'], provinces: new Set(['75', '79', '80', '82', '86', '91', '92', '96']) },
];
/** Peoples, and the provinces most of each live in (census of 2019): a name that is a place there too is asked. */
export const PEOPLES: ReadonlyArray<{ readonly words: readonly string[]; readonly provinces: ReadonlySet<string> }> = [
  { words: ['hrê'], provinces: new Set(['51', '52']) },
  { words: ['xơ đăng', 'xê đăng', 'ca dong', 'giẻ triêng', 'dân tộc co', 'người cor', 'dân tộc cor'], provinces: new Set(['51', '48']) },
  { words: ['ba na', 'bana', 'bahnar', 'gia rai', 'jrai'], provinces: new Set(['52', '51', '66']) },
  { words: ['ê đê', 'êđê', 'ede', 'mnông'], provinces: new Set(['66', '68', '56', '75']) },
  { words: ['cơ tu', 'cơtu', 'katu'], provinces: new Set(['46', '48']) },
  { words: ['tà ôi', 'pa cô', 'pa kô', 'vân kiều', 'bru'], provinces: new Set(['44', '46', '66']) },
  { words: ['cơ ho', 'người k\'ho', 'dân tộc k\'ho', 'kơ ho', 'người mạ', 'dân tộc mạ', 'chu ru', 'churu'], provinces: new Set(['68', '75']) },
  { words: ['raglai', 'ra glai'], provinces: new Set(['56', '68']) },
  { words: ['người chăm', 'dân tộc chăm', 'bà con chăm'], provinces: new Set(['52', '56', '66', '68', '75', '79', '80', '91']) },
  { words: ['khmer', 'khơ me', 'khơme'], provinces: new Set(['75', '79', '80', '86', '91', '92', '96']) },
  { words: ['xtiêng', 'stiêng'], provinces: new Set(['75', '80']) },
  { words: ['người mông', 'dân tộc mông', 'hmông', 'khơ mú', 'hà nhì', 'người lự', 'la hủ', 'người giáy', 'dân tộc giáy'], provinces: new Set(['04', '08', '11', '12', '14', '15', '19', '20', '25', '38', '40', '66', '68']) },
  { words: ['người thái', 'dân tộc thái'], provinces: new Set(['11', '12', '14', '15', '25', '38', '40', '66', '68']) },
  { words: ['người mường', 'dân tộc mường', 'người thổ', 'dân tộc thổ'], provinces: new Set(['01', '14', '15', '25', '37', '38', '40', '66', '68']) },
  { words: ['người dao', 'dân tộc dao', 'sán dìu', 'sán chay', 'sán chỉ', 'cao lan'], provinces: new Set(['01', '04', '08', '11', '12', '14', '15', '19', '20', '22', '24', '25', '38', '66', '68', '75']) },
];
/** Whoever tells of these tells a long life, place after place. */
export const VETERANS = ['thương binh', 'bệnh binh', 'liệt sĩ', 'liệt sỹ', 'cựu chiến binh', 'bộ đội', 'đi lính', 'nhập ngũ', 'xuất ngũ', 'ra quân', 'dân công', 'thanh niên xung phong', 'tnxp', 'chống mỹ', 'đánh mỹ', 'chống pháp', 'kháng chiến', 'du kích', 'giao liên', 'chiến trường', 'chiến đấu', 'tù đày', 'binh trạm', 'chất độc da cam', 'huân chương', 'công nhân quốc phòng', 'công nhân lâm trường', 'công nhân nông trường', 'mất sức', 'mảnh pháo', 'mảnh đạn', 'mảnh bom', 'sức ép bom', 'công an vũ trang', 'chiến sĩ'];
/** They die (`ông ấy mất`); whoever writes loses things (`em mất xe`). */
export const MOURNED = ['ông', 'bà', 'cụ', 'bố', 'ba', 'cha', 'tía', 'thầy', 'mẹ', 'má', 'mạ', 'chồng', 'vợ', 'chú', 'bác', 'dì', 'cậu', 'nội', 'ngoại', 'ông ấy', 'bà ấy', 'ổng', 'bả', 'ảnh', 'anh ấy', 'chị ấy', 'anh trai', 'chị gái', 'em trai', 'em gái', 'con trai', 'con gái', 'liệt sĩ'];
/** May stand between the writer of `bố` and `mất`. */
export const MOURNERS = ['em', 'e', 'tôi', 'tui', 'cháu', 'con', 'mình', 'tao', 'nhà', 'đã', 'cũng', 'nội', 'ngoại', 'nó', 'ruột', 'vợ', 'chồng', 'nhà em', 'nhà tôi', 'nhà tui', 'tôi đã', 'em đã'];
/** Behind these stands where it is not: `không phải tỉnh Hòa Bình`. */
export const DENIALS = ['không phải', 'ko phải', 'k phải', 'hổng phải', 'hong phải', 'hông phải', 'không phải là', 'đâu phải', 'đâu phải là', 'chả phải', 'chẳng phải', 'em không ở', 'tôi không ở', 'tui không ở', 'tui hổng ở', 'mình không ở', 'cháu không ở', 'con không ở', 'không thuộc', 'không còn ở', 'hết ở'];
/** May stand between a denial and the name. */
export const DENIED = ['ở', 'tại', 'bên', 'là', 'dưới', 'trên', 'trong', 'ngoài', 'người', 'dân', 'quê', 'thuộc', 'cái', 'tỉnh', 'em', 'nhà'];
/** Behind or before these two groups of islands are where boats of all the coast fish. */
export const FISHING = ['đánh cá', 'đánh bắt', 'đi biển', 'đi câu', 'câu mực', 'câu cá', 'ra khơi', 'đi khơi', 'ngoài khơi', 'ngư trường', 'đi bạn', 'lặn', 'lưới', 'tàu', 'tàu cá', 'ghe', 'biển', 'vùng biển', 'ngoài', 'khai thác', 'ngư dân', 'đi đánh', 'chuyến biển', 'giã cào', 'quần đảo', 'thuyền', 'chìm'];
/** Who lives with the writer or no longer does. */
export const SPOUSES = ['chồng', 'vợ', 'gấy', 'gấy tui', 'gấy em', 'nhông', 'nhông em', 'nhông tui', 'ck', 'vk', 'chồng em', 'vợ em', 'chồng tôi', 'vợ tôi', 'chồng tui', 'vợ tui', 'ck em', 'ck e', 'vk em', 'chồng cháu', 'chồng con'];
/** Somebody else in the story: `chồng em làm ở Sài Gòn`. */
export const OTHERS = ['bạn', 'bạn tù', 'đồng đội', 'bạn chiến đấu', 'bồ', 'bồ nhí', 'nhân tình', 'người tình', 'vợ bé', 'vợ hai', 'chồng', 'vợ', 'gấy', 'gấy tui', 'gấy em', 'nhông', 'nhông em', 'nhông tui', 'con', 'con trai', 'con gái', 'bố', 'ba', 'cha', 'mẹ', 'má', 'anh trai', 'chị gái', 'em gái', 'em trai', 'chồng em', 'chồng tôi', 'vợ tôi', 'con tôi', 'con em', 'con trai tôi', 'con gái tôi', 'bố em', 'mẹ em', 'anh', 'nó', 'ổng', 'ảnh', 'bả', 'ck', 'vk', 'ck e', 'vợ tui', 'chồng tui', 'con tui', 'mẹ tôi', 'bố tôi', 'anh trai em', 'em trai tôi', 'ck em', 'vk em', 'vợ em', 'chồng cháu', 'ba em', 'má em', 'má tui', 'ba tui', 'con gái tui', 'con trai tui', 'con gái em', 'con trai em', 'bố mẹ', 'bố mẹ em', 'bố mẹ e', 'bố mẹ tôi', 'bố mẹ tui', 'bố mẹ cháu', 'bố mẹ con', 'bố mẹ mình', 'ba má', 'ba má em', 'ba má e', 'ba má tôi', 'ba má tui', 'ba má cháu', 'ba má con', 'ba má mình', 'ba mẹ', 'ba mẹ em', 'ba mẹ e', 'ba mẹ tôi', 'ba mẹ tui', 'ba mẹ cháu', 'ba mẹ con', 'ba mẹ mình', 'cha mẹ', 'cha mẹ em', 'cha mẹ e', 'cha mẹ tôi', 'cha mẹ tui', 'cha mẹ cháu', 'cha mẹ con', 'cha mẹ mình', 'bố e', 'bố tui', 'bố cháu', 'bố con', 'bố mình', 'mẹ e', 'mẹ tui', 'mẹ cháu', 'mẹ con', 'mẹ mình', 'anh trai e', 'anh trai tôi', 'anh trai tui', 'anh trai cháu', 'anh trai con', 'anh trai mình', 'chị gái em', 'chị gái e', 'chị gái tôi', 'chị gái tui', 'chị gái cháu', 'chị gái con', 'chị gái mình', 'em gái em', 'em gái e', 'em gái tôi', 'em gái tui', 'em gái cháu', 'em gái con', 'em gái mình', 'em trai em', 'em trai e', 'em trai tui', 'em trai cháu', 'em trai con', 'em trai mình', 'bà nội', 'bà nội em', 'bà nội e', 'bà nội tôi', 'bà nội tui', 'bà nội cháu', 'bà nội con', 'bà nội mình', 'bà ngoại', 'bà ngoại em', 'bà ngoại e', 'bà ngoại tôi', 'bà ngoại tui', 'bà ngoại cháu', 'bà ngoại con', 'bà ngoại mình', 'ông nội', 'ông nội em', 'ông nội e', 'ông nội tôi', 'ông nội tui', 'ông nội cháu', 'ông nội con', 'ông nội mình', 'ông ngoại', 'ông ngoại em', 'ông ngoại e', 'ông ngoại tôi', 'ông ngoại tui', 'ông ngoại cháu', 'ông ngoại con', 'ông ngoại mình', 'con trai e', 'con trai cháu', 'con trai con', 'con trai mình', 'con gái e', 'con gái cháu', 'con gái con', 'con gái mình', 'con dâu', 'con dâu em', 'con dâu e', 'con dâu tôi', 'con dâu tui', 'con dâu cháu', 'con dâu con', 'con dâu mình', 'con rể', 'con rể em', 'con rể e', 'con rể tôi', 'con rể tui', 'con rể cháu', 'con rể con', 'con rể mình', 'cháu nội', 'cháu nội em', 'cháu nội e', 'cháu nội tôi', 'cháu nội tui', 'cháu nội cháu', 'cháu nội con', 'cháu nội mình', 'cháu ngoại', 'cháu ngoại em', 'cháu ngoại e', 'cháu ngoại tôi', 'cháu ngoại tui', 'cháu ngoại cháu', 'cháu ngoại con', 'cháu ngoại mình', 'bố chồng', 'bố chồng em', 'bố chồng e', 'bố chồng tôi', 'bố chồng tui', 'bố chồng cháu', 'bố chồng con', 'bố chồng mình', 'mẹ chồng', 'mẹ chồng em', 'mẹ chồng e', 'mẹ chồng tôi', 'mẹ chồng tui', 'mẹ chồng cháu', 'mẹ chồng con', 'mẹ chồng mình', 'má chồng', 'má chồng em', 'má chồng e', 'má chồng tôi', 'má chồng tui', 'má chồng cháu', 'má chồng con', 'má chồng mình', 'bà nội các cháu', 'con trai lớn', 'con trai lớn em', 'con trai lớn tôi', 'con trai lớn tui', 'con trai cả', 'con trai cả em', 'con trai cả tôi', 'con trai cả tui', 'con trai út', 'con trai út em', 'con trai út tôi', 'con trai út tui', 'con gái lớn', 'con gái lớn em', 'con gái lớn tôi', 'con gái lớn tui', 'con gái út', 'con gái út em', 'con gái út tôi', 'con gái út tui', 'con lớn', 'con lớn em', 'con lớn tôi', 'con lớn tui', 'con út', 'con út em', 'con út tôi', 'con út tui', 'anh cả', 'anh cả em', 'anh cả tôi', 'anh cả tui', 'anh hai', 'chị hai', 'chị cả', 'chị cả em', 'chị cả tôi', 'chị cả tui', 'bố nó', 'mẹ nó', 'má nó', 'ba nó', 'bà ý', 'ông ý', 'bà ấy', 'ông ấy', 'anh ấy', 'chị ấy'];

/** The person who writes: their `ở` counts more than that of somebody else in the story. */
export const SELF = ['em', 'e', 'tôi', 'toi', 'tui', 'mình', 'cháu', 'con', 'chị', 'bác', 'nhà', 'nhà em', 'mik', 'chúng tôi', 'bọn em', 'choa', 'nẫu', 'chúng em'];

/** Parents named after a child of theirs: `má bé`, `ba mấy đứa nhỏ`. */
export const PARENTS = ['bố', 'ba', 'cha', 'tía', 'mẹ', 'má', 'mạ', 'ba của', 'bố của', 'cha của', 'mẹ của', 'má của'];
export const CHILDREN = ['bé', 'cháu bé', 'bé gái', 'bé trai', 'đứa bé', 'thằng bé', 'con bé', 'thằng nhỏ', 'con nhỏ', 'đứa nhỏ', 'tụi nhỏ', 'sắp nhỏ', 'bọn nhỏ', 'mấy đứa nhỏ', 'mấy đứa', 'bọn trẻ', 'lũ trẻ', 'các cháu', 'tụi nó', 'các con'];
/** The writer among others: `hai mẹ con em ở`, `vợ chồng tôi ở`, `cả nhà ở`. */
export const TOGETHER = [
  'mẹ con em', 'mẹ con e', 'mẹ con tôi', 'mẹ con tui', 'mẹ con cháu', 'mẹ con con', 'má con em', 'má con tui', 'má con tôi', 'cha con tôi', 'cha con tui', 'bố con tôi', 'bố con em', 'ba con em', 'ba con tui', 'hai mẹ con', 'ba mẹ con', 'bốn mẹ con', 'mấy mẹ con', 'hai má con', 'hai bố con', 'hai cha con', 'hai bà cháu', 'hai ông cháu', 'bà cháu tôi', 'bà cháu tui', 'bà cháu em', 'ông cháu tôi', 'ông bà cháu tôi',
  'vợ chồng em', 'vợ chồng e', 'vợ chồng tôi', 'vợ chồng tui', 'vợ chồng mình', 'vợ chồng cháu', 'vợ chồng con', 'hai vợ chồng', 'vợ chồng', 'vc em', 'vc e', '2 vc', 'cả nhà', 'cả nhà em', 'cả nhà tôi', 'cả nhà tui', 'cả nhà con', 'cả nhà cháu', 'gia đình', 'gia đình em', 'gia đình tôi', 'gia đình tui', 'gia đình cháu', 'gia đình con', 'gia đình mình', 'chị em tui', 'chị em tôi', 'chị em em', 'anh em tôi', 'anh em tui', 'anh em em', 'bọn cháu', 'tụi em', 'tụi tui', 'tụi con', 'chúng cháu', 'chúng con', 'bọn mình',
];
/** Behind these and `ở` stands the seat of the writer's own trade, which outweighs the other side's: `HTX chúng tôi ở`. */
export const OWN_TRADE = ['chúng tôi', 'chúng tui', 'htx', 'hợp tác xã', 'tổ hợp tác', 'htx tôi', 'htx tui', 'htx em', 'htx mình', 'htx chúng tôi', 'hợp tác xã tôi', 'hợp tác xã chúng tôi', 'cơ sở em', 'cơ sở tôi', 'cơ sở tui', 'cơ sở mình', 'vựa em', 'vựa tui', 'vựa tôi', 'vựa mình', 'đại lý em', 'đại lý tôi', 'đại lý tui', 'trại em', 'trại tui', 'trại tôi', 'bên em', 'bên tôi', 'bên tui', 'bên mình'];
/** Who speaks for a commune or works for it: behind these a unit word and its name are where the case is. */
export const OFFICERS = ['hội phụ nữ', 'chi hội phụ nữ', 'hội nông dân', 'hội cựu chiến binh', 'hội người cao tuổi', 'hội chữ thập đỏ', 'hội khuyến học', 'đoàn thanh niên', 'mặt trận', 'mặt trận tổ quốc', 'cán bộ', 'cán bộ phụ nữ', 'cán bộ tư pháp', 'tư pháp', 'công chức', 'công chức tư pháp', 'địa chính', 'trưởng thôn', 'trưởng ấp', 'trưởng bản', 'trưởng xóm', 'trưởng buôn', 'già làng', 'bí thư', 'hòa giải viên', 'tổ hòa giải', 'trạm y tế', 'y tế', 'hội lhpn', 'lhpn', 'hpn'];

/** May stand between the parts of one address. */
export const LINKS = ['thuộc', 'cũ', 'tỉnh', 'thành phố', 'tp', 'huyện', 'quận', 'thị xã', 'xã', 'phường', 'nay là', 'nay thuộc', 'trước đây', 'trước', 'giờ là', 'giờ thuộc', 'mới', 'nay', 'việt nam', 'trước là', 'bây giờ là', 'tức', 'nha', 'nhé', 'nhá', 'nghen', 'nè', 'á', 'ạ'];
