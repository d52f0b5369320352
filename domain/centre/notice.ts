import type { LegalAidRequest, Urgency } from '../request/request.ts';

/** What a centre is told of: that something came, never from whom, about what, or under which code. */
export interface Notice {
  readonly what: 'request.routed' | 'deadline.passed';
  readonly urgency: Urgency;
  readonly channel: LegalAidRequest['channel'];
  /** Requests of the centre that nobody has taken up, this one included. */
  readonly waiting: number;
}

const BY: Readonly<Record<LegalAidRequest['channel'], string>> = {
  voice: 'cuộc gọi',
  sms: 'tin nhắn SMS',
  zalo: 'Zalo',
  office: 'tiếp tại trụ sở',
};

/** The words of a notice, without a link: whoever reads it knows where the console is. */
export function wordsOf({ what, urgency, channel, waiting }: Notice): {
  readonly subject: string;
  readonly text: string;
} {
  const urgent = urgency === 'urgent';
  const passed = what === 'deadline.passed';
  const subject = passed
    ? 'Yêu cầu trợ giúp pháp lý đã quá hạn'
    : urgent
      ? 'KHẨN: yêu cầu trợ giúp pháp lý mới'
      : 'Yêu cầu trợ giúp pháp lý mới';
  const text = [
    passed
      ? `Một yêu cầu ${urgent ? 'khẩn cấp ' : ''}của trung tâm đã quá hạn mà chưa được xử lý (kênh: ${BY[channel]}).`
      : `Trung tâm có một yêu cầu ${urgent ? 'khẩn cấp' : 'mới'} (kênh: ${BY[channel]}).`,
    waiting > 0 ? `Hiện có ${waiting} yêu cầu chưa có người nhận.` : '',
    'Xin mở trang làm việc của đường dây trợ giúp pháp lý để xem và nhận xử lý.',
  ];
  return { subject, text: text.filter(Boolean).join('\n') };
}

/** How a centre is told. */
export type Way = 'mail' | 'webhook' | 'zalo';
