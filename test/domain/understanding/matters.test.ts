import { expect, it } from 'vitest';
import { understand } from '../../../domain/understanding/understand.ts';

it.each([
  ['chồng em đánh em', 'family'],
  ['hàng xóm đánh chồng tôi gãy tay', 'criminal'],
  ['Con em học lớp 3 kể bị thầy dạy thêm sờ chỗ kín', 'criminal'],
  ['Tôi đòi lương thì bị cai thầu đấm vỡ mũi', 'labour'],
  ['Hàng xóm tranh chấp đất, sáng nay nó cầm cuốc bổ vào đầu chồng tôi', 'land'],
  ['Ba má mất để lại 5 công đất, anh hai sang tên một mình, tui đòi chia', 'civil'],
  ['nhà bên xây móng lấn sang gần nửa mét', 'land'],
  ['Toà nhà chung cư em thang máy hư hoài, ban quản trị không sửa', 'civil'],
  ['mẹ tôi 80 tuổi chưa được hưởng trợ cấp người cao tuổi', 'social_policy'],
  ['khai sinh con em sai ngày, phường không chịu sửa', 'administrative'],
  ['đăng ký nhãn hiệu nước mắm thủ tục sao', 'business'],
  ['fb em bị khóa r mở giúp e với', 'other'],
  ['cho hỏi mấy giờ làm việc ạ', 'none'],
  ['Ma OTP cua ban la 482913. Khong chia se ma nay cho bat ky ai.', 'none'],
  ['VAY NHANH 50TR CHI CAN CCCD LS 0% GIAI NGAN TRONG NGAY', 'none'],
  ['alo', 'none'],
])('%s → %s', (text, matter) => {
  expect(understand(text).matter).toBe(matter);
});
