/** What can go wrong outside, in one vocabulary: what the system does about it and what a handler reads. */
export interface Fault {
  readonly code: string;
  /** Worth another try of the same thing, later. */
  readonly retryable: boolean;
  /** The operator must be told. */
  readonly alarm: boolean;
  /** For the handler, in Vietnamese. */
  readonly handlerText: string;
}

const fault = (code: string, retryable: boolean, alarm: boolean, handlerText: string): Fault => ({
  code,
  retryable,
  alarm,
  handlerText,
});

export const FAULTS = {
  providerBusy: fault('provider-busy', true, false, 'Nhà mạng đang bận, hệ thống sẽ thử lại.'),
  providerUnreachable: fault(
    'provider-unreachable',
    true,
    false,
    'Chưa kết nối được nhà mạng, hệ thống sẽ thử lại.',
  ),
  providerSetUp: fault(
    'provider-set-up',
    true,
    true,
    'Kênh gửi tin gặp lỗi cấu hình, người vận hành đã được báo.',
  ),
  providerQuota: fault('provider-quota', true, true, 'Gói gửi tin đã hết, người vận hành đã được báo.'),
  /** The access token is not accepted: read again, refreshed once, tried once more. */
  tokenExpired: fault(
    'token-expired',
    true,
    true,
    'Kênh Zalo cần được cấp quyền lại, người vận hành đã được báo.',
  ),
  recipientUnreachable: fault(
    'recipient-unreachable',
    false,
    false,
    'Người nhận không nhận được tin qua kênh này.',
  ),
  /** The telephone was off or out of reach: told apart, so that a handler may try again by hand. */
  recipientAway: fault(
    'recipient-away',
    false,
    false,
    'Máy của người nhận tạm thời không liên lạc được; có thể gửi lại sau.',
  ),
  windowClosed: fault('window-closed', false, false, 'Đã quá hạn trả lời qua Zalo; xin gọi hoặc nhắn SMS.'),
  optedOut: fault('opted-out', false, false, 'Người nhận đã từ chối nhận tin.'),
  refusedContent: fault('refused-content', false, true, 'Nội dung tin không gửi được.'),
} as const satisfies Record<string, Fault>;
