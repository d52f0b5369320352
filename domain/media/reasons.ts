import type { FileRefusal } from './verdict.ts';

/** Why a file is not there, for the handler. */
const EXPLAINED: Readonly<
  Record<FileRefusal | 'not-fetched' | 'no-address' | 'in-other-request' | 'expired', string>
> = {
  'address-not-allowed': 'Tệp không nằm trên máy chủ của nhà cung cấp nên không được tải.',
  'too-large': 'Tệp quá lớn nên không được lưu; xin đề nghị gửi tệp nhỏ hơn.',
  empty: 'Tệp rỗng.',
  'type-unknown': 'Không nhận ra loại tệp nên không được lưu; xin đề nghị gửi ảnh hoặc PDF.',
  'type-not-allowed': 'Loại tệp này không được nhận; xin đề nghị gửi ảnh hoặc PDF.',
  'type-mismatch': 'Nội dung tệp không đúng với loại đã khai nên không được lưu.',
  'held-back': 'Người gửi đã vượt quá số tin cho phép nên tệp không được tải.',
  'not-fetched': 'Không tải được tệp từ nhà cung cấp; người vận hành đã được báo.',
  'in-other-request': 'Tệp nằm ở yêu cầu ban đầu, nơi mục này được tách ra; xin mở ở đó.',
  expired: 'Tệp đã hết thời hạn lưu giữ nên không còn.',
  'no-address': 'Nhà cung cấp không cho biết địa chỉ của tệp.',
};

export const explainedFile = (reason: string): string | undefined =>
  Object.entries(EXPLAINED).find(([code]) => code === reason)?.[1];
