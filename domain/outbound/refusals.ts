import { FAULTS } from '../errors.ts';

/** Why the gate did not let a message out, in the handler's words. */
const REFUSALS = {
  'opted-out': 'Người nhận đã từ chối nhận tin.',
  'unsafe-contact': 'Người nhận cho biết nhắn tin là không an toàn; không tự gửi tin.',
  unfollowed: 'Người nhận đã bỏ quan tâm trang Zalo; chỉ trả lời khi họ nhắn.',
  'reply-window-closed': 'Đã quá 7 ngày từ lần liên hệ cuối qua Zalo; xin gọi hoặc nhắn SMS.',
  'quiet-hours': 'Giờ yên tĩnh (21 giờ đến 7 giờ): tin được gửi lúc 7 giờ sáng.',
  'too-many-messages': 'Đã gửi quá nhiều tin cho người này trong một giờ.',
  'provider-limit': 'Nhà mạng giới hạn số tin mỗi phút: tin được gửi sau ít phút.',
  'link-in-sms': 'Tin SMS không được chứa đường dẫn.',
  'phone-number-in-sms': 'Tin SMS không được chứa số điện thoại.',
  'too-long': 'Tin quá dài.',
} as const;

export type RefusalReason = keyof typeof REFUSALS;

/** Why a message did not arrive, in Vietnamese for the handler; undefined for a reason that is none of ours. */
export const explained = (reason: string): string | undefined =>
  Object.entries(REFUSALS).find(([code]) => code === reason)?.[1] ??
  Object.values(FAULTS).find(({ code }) => code === reason)?.handlerText;
