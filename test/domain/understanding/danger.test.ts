import { describe, expect, it } from 'vitest';
import { understand } from '../../../domain/understanding/understand.ts';

/** Danger to life said outright is urgent whatever else the message says, with diacritics or without. */
const DANGERS = [
  'nó nói mai nó giết em',
  'no noi mai no giet em',
  'ck e dọa giết e nếu e nộp đơn',
  'Chồng tôi thề sẽ giết cả nhà vợ nếu tôi đòi ly hôn, tôi muốn hỏi thủ tục ly hôn ở đâu và cần giấy tờ gì, nộp ở tòa nào, án phí bao nhiêu, bao lâu thì xong',
  'chong toi doi giet toi neu toi doi chia dat, toi hoi thu tuc chia tai san can giay to gi, nop o dau, mat bao nhieu tien',
  'Hàng xóm lấn ranh, tôi gọi địa chính thì hắn dọa chém, đất nhà tôi có sổ đỏ từ năm 1998',
  'chu no bao sau gio toi nay khong tra la no cat co con toi',
  'Bên cho vay nhắn sẽ lấy mạng con tôi nếu không chuyển tiền lãi',
  'nó hăm đâm em trước cổng công ty, em làm may ở đây ba năm rồi, giờ em xin nghỉ thì có được trả bảo hiểm không',
  'Bác nhà em nói phải ký giấy chia đất, không thì giết hết',
  'ky giay di khong la no chem ca nha',
  'Thằng rể đòi thiêu sống má con em',
  'no doi dot nha me con em dang ngu trong do',
  'Ông ấy tuyên bố tạt axit vào mặt em cho khỏi lấy ai',
  'giám đốc cho người đe dọa xin tí huyết nếu công nhân còn đòi lương, lương nợ bốn tháng nay, tụi em có 30 người',
  'Chủ nợ bảo chờ lượm xác chồng mày đi, tiền gốc chỉ có năm triệu',
  'ổng muốn giết má em, má em đang ở nhà ngoại',
  'Từ năm ngoái tới giờ ổng cứ dọa giết mẹ con em hoài',
  'Chồng em bài bạc từ năm ngoái, giờ đòi chém em',
  // Wishing to die.
  'em không muốn sống nữa',
  'e k muon song nua',
  'Cháu chán sống lắm rồi ạ, nợ chồng nợ, bố mẹ không hiểu, cháu chỉ muốn hỏi nếu cháu mất thì bố mẹ có phải trả nợ app không',
  'minh chi muon chet cho roi',
  'mẹ tôi đòi tự tử vì bị lừa hết tiền dưỡng già',
  'toi dinh tu tu, dat mat, nha mat, khong con gi het',
  'Con gái em vừa uống thuốc trừ sâu vì bị đăng clip lên mạng',
  'vo toi uong thuoc co roi, hai vo chong cai nhau chuyen dat',
  'em gái em rạch cổ tay tối qua, nó bị sếp sa thải oan',
  'bố cháu đang đứng trên cầu đòi nhảy vì thua kiện',
  'no treo len mai nha doi nhay lau vi cong ty khong tra luong',
  'bà nội ăn lá ngón đang nằm trạm xá, bản không có xe',
  'chắc tôi ôm hai con nhảy sông cho rồi, ngân hàng siết nhà rồi',
  'sống làm chi nữa, trợ cấp bị cắt, con cái bỏ hết, tui già rồi',
  'Thằng bé viết thư tuyệt mệnh để trên bàn rồi đi đâu không biết',
  'Tôi đã mua thuốc chuột để sẵn, uống cho rồi, kiện ba năm không ai xử',
  'anh ay treo co nhung cuu kip, gio lai noi khong thiet song',
  // Strangling, drowning.
  'chồng em bóp cổ em',
  'chong em bop co em hoi khuya',
  'nó siết cổ vợ nó bằng dây điện',
  'ảnh dìm đầu em vô lu nước',
  'ong duong dim dau con be xuong ao',
  'ổng lấy gối đè lên mặt em tới ngạt thở, em muốn làm đơn ly hôn thì nộp ở tòa nào',
  'cậu ta bịt mũi bịt miệng cháu',
  // Weapons and fire.
  'anh hai cầm dao rượt tui quanh nhà đòi chia đất',
  'ong chu cam ma tau duoi theo tho doi luong',
  'nó kề dao vô cổ má em',
  'no ke dao vao co me em',
  'thằng con vác rựa xông vào buồng bà',
  'Nhà bên cầm búa đứng trước cổng chửi, tranh chấp lối đi mấy năm nay, xã hòa giải hai lần rồi không thành',
  'hắn chĩa súng hơi vào người tôi vì con trâu qua ruộng hắn',
  'ổng tưới xăng quanh nhà',
  'ong tuoi xang len nguoi vo',
  'chồng cũ mở bình ga đòi nổ chung cả nhà',
  'Bọn chúng ném bom xăng vào nhà tôi lúc 2 giờ sáng nay vì khoản nợ của con trai',
  'con trai tôi bị đâm ba nhát, công an chưa bắt ai',
  'bị chém vào đầu vì đòi tiền công, đang nằm bệnh viện tỉnh, chủ không ngó tới, hợp đồng thì không có',
  'nó đang mài dao ngoài sân',
];

/** The same deeds denied, long past, or another sense of the words. */
const NONE = [
  'Chồng em không dọa giết gì, chỉ cờ bạc, em muốn ly hôn',
  'Hồi đó ba rượt chém má, giờ ba má già hòa rồi, con hỏi thủ tục cho ba vô viện dưỡng lão',
  'hoi xua chong toi co lay dao doa toi nhung la nam 2001, gio toi hoi vay von ngan hang co can ong ay ky khong',
  'tui bi be hui 120 trieu, chu hui hua tra tu tu ma nam nay hong tra',
  'Lãi vay siết cổ nông dân, lúa rớt giá, xin hỏi vay vốn chính sách ở đâu',
  'cây xăng đổ xăng thiếu, tôi muốn khiếu nại',
  'quan karaoke hat toi 1h sang, on muon chet, goi phuong ho len lap bien ban roi dau vo do',
  'Nhà hàng xóm hát karaoke giết người không dao tới 11 giờ đêm',
  'Cho hỏi đất hương hỏa ông nội để lại thì chia thế nào, em bấm nhầm chữ từ từ em nhắn lại',
];

describe('danger to life', () => {
  it.each(DANGERS)('is never taken back: %s', (text) => {
    expect(understand(text).urgent).toBe(true);
  });
  it.each(NONE)('is not heard in: %s', (text) => {
    expect(understand(text).urgent).toBe(false);
  });
});

/** Nor what is suffered at home or locked in, in the plainest words. */
const SUFFERED = [
  'Tôi ở Cần Thơ, bị chồng đánh, muốn ly hôn',
  'bị chồng đánh đập nhiều lần, muốn ly hôn',
  'bi chong danh muon ly hon',
  'tôi bị con trai đánh, hỏi thủ tục lấy lại nhà',
  'chị gái em bị nhà chồng hành hạ, xin hỏi nộp đơn ly hôn ở đâu, án phí bao nhiêu',
  'đi xuất khẩu lao động, tới nơi không làm thì khóa cửa bỏ đói, tiền thế chấp sổ đỏ còn nợ',
];
const OVER = [
  'hồi trước bị chồng đánh, giờ bỏ nhau 4 năm rồi, hỏi chia đất',
  '5 năm trước bị chồng đánh, nay đã ly hôn xong, hỏi cấp dưỡng',
  'chồng đánh bài thua hết tiền muốn ly hôn',
];
describe('violence', () => {
  it.each(SUFFERED)('is never taken back: %s', (text) => {
    expect(understand(text)).toMatchObject({ urgent: true, signals: expect.arrayContaining(['violence']) });
  });
  it.each(OVER)('is not heard in: %s', (text) => {
    expect(understand(text).urgent).toBe(false);
  });
});
