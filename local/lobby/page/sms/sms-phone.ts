import { type ChatLine, showLines } from '../chat-log.ts';
import { systemNow } from '../clock.ts';
import { find, onSubmit } from '../dom.ts';
import { showExamples } from '../examples.ts';
import { words } from '../language.ts';
import { myNumber, onNumberChange } from '../my-number.ts';
import type { OutboxItem } from '../outbox.ts';
import { keepLine, sentLines } from '../sent.ts';
import { newSid, post, simulateTwilio } from '../server.ts';
import { segments } from './segments.ts';
import { smsParams, statusParams } from './sms-params.ts';

// The hotline's number also takes texts; the live service needs a domestic aggregator's short code.
const HOTLINE = '+842437334309';

const EXAMPLES = [
  'Em o Soc Trang, chong danh, can luat su gap',
  'Nhà tôi ở Hà Giang bị thu hồi đất mà chưa được đền bù',
  'Toi muon hoi ve che do cho nguoi khuyet tat',
];

/**
 * What may go wrong with the next message of the hotline, in plain words: refused by Twilio at once, or told by it later.
 * Codes: https://www.twilio.com/docs/api/errors
 */
const FAILURES: readonly Failure[] = [
  { name: ['Người nhận đã từ chối tin', 'The person said STOP'], at: 'once', how: 21610 },
  { name: ['Nhà mạng đang bận', 'The provider is busy'], at: 'once', how: 20429 },
  { name: ['Mất kết nối', 'The connection drops'], at: 'once', how: 'drop' },
  { name: ['Đã gửi nhưng không có hồi âm', 'Sent, but no answer comes'], at: 'once', how: 'lost' },
  { name: ['Máy đang tắt', 'The telephone is off'], at: 'later', status: 'undelivered', code: 30003 },
  { name: ['Số không tồn tại', 'No such number'], at: 'later', status: 'undelivered', code: 30005 },
  { name: ['Nhà mạng chặn tin', 'The carrier blocks it'], at: 'later', status: 'failed', code: 30007 },
];

type Failure = { readonly name: [string, string] } & (
  | { readonly at: 'once'; readonly how: number | 'drop' | 'lost' }
  | { readonly at: 'later'; readonly status: 'undelivered' | 'failed'; readonly code: number }
);

/** The SMS phone; answers what to do when the hotline has sent something. */
export function startSmsPhone(): (items: OutboxItem[]) => void {
  const log = find('#sms-log', HTMLElement);
  const form = find('#sms-form', HTMLFormElement);
  const text = find('#sms-text', HTMLTextAreaElement);
  const size = find('#sms-size', HTMLElement);
  const examples = find('#sms-examples', HTMLElement);
  const failure = find('#sms-failure', HTMLSelectElement);
  let received: OutboxItem[] = [];
  /** What is to become of the next message, and how many there were when that was chosen. */
  let awaited: { readonly failure: Failure & { at: 'later' }; readonly after: number } | undefined;

  const toMe = () => received.filter((item) => item.channel === 'sms' && item.to === myNumber());
  const tell = (messageSid: string, status: 'delivered' | 'undelivered' | 'failed', code?: number) =>
    simulateTwilio(
      '/twilio/sms/status',
      statusParams({ messageSid, from: HOTLINE, to: myNumber(), status, ...(code ? { code } : {}) }),
    );

  const show = () => {
    const mine = myNumber();
    const lines: ChatLine[] = toMe().map((item) => ({
      id: item.id,
      at: Date.parse(item.at),
      from: 'hotline',
      text: item.text ?? '',
      note: sizeInWords(item.text ?? ''),
    }));
    const all = [...lines, ...sentLines('sms', mine)].sort((one, other) => one.at - other.at);
    examples.hidden = all.some(({ from }) => from === 'me');
    showLines(log, all);
  };

  const measure = () => {
    size.textContent = sizeInWords(text.value);
  };

  const send = async () => {
    const from = myNumber();
    const messageSid = newSid('SM');
    const line: ChatLine = { id: messageSid, at: systemNow(), from: 'me', text: text.value };
    keepLine('sms', from, line);
    text.value = '';
    measure();
    show();
    const answer = await simulateTwilio(
      '/twilio/sms',
      smsParams({ messageSid, from, to: HOTLINE, text: line.text }),
    );
    if (answer.status >= 200 && answer.status < 300) return;
    keepLine('sms', from, {
      ...line,
      id: `${messageSid}-failed`,
      text: words('Tin nhắn chưa gửi được. Xin thử lại.', 'The message could not be sent. Please try again.'),
      note: String(answer.status),
    });
    show();
  };

  onSubmit(form, () => void send());
  text.addEventListener('input', measure);
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  find('#sms-received', HTMLButtonElement).addEventListener('click', () => {
    for (const { id } of toMe()) void tell(id, 'delivered');
  });
  failure.append(new Option(words('Cho tin sau gửi hỏng…', 'Let the next message fail…'), ''));
  FAILURES.forEach(({ name }, index) => {
    failure.append(new Option(words(...name), String(index)));
  });
  failure.addEventListener('change', () => {
    const chosen = FAILURES[Number(failure.value)];
    if (failure.value === '' || !chosen) return;
    if (chosen.at === 'later') awaited = { failure: chosen, after: toMe().length };
    else {
      failure.value = '';
      void post('/dev/failure', { provider: 'twilio', how: chosen.how });
    }
  });
  showExamples(examples, EXAMPLES, text);
  onNumberChange(show);
  measure();
  show();
  return (items) => {
    received = items;
    const next = awaited && toMe()[awaited.after];
    if (awaited && next) {
      void tell(next.id, awaited.failure.status, awaited.failure.code);
      awaited = undefined;
      failure.value = '';
    }
    show();
  };
}

/** `34/160 · không dấu (GSM-7) · 1 tin`. */
function sizeInWords(text: string): string {
  const { encoding, units, parts, capacity } = segments(text);
  const alphabet =
    encoding === 'GSM-7'
      ? words('không dấu (GSM-7)', 'plain letters (GSM-7)')
      : words('có dấu (UCS-2)', 'accents (UCS-2)');
  return `${units}/${capacity} · ${alphabet} · ${words(`${parts} tin`, parts === 1 ? '1 part' : `${parts} parts`)}`;
}
