import { type ChatLine, showLines } from '../chat-log.ts';
import { systemNow } from '../clock.ts';
import { find, onSubmit } from '../dom.ts';
import { showExamples } from '../examples.ts';
import { words } from '../language.ts';
import { myNumber, onNumberChange } from '../my-number.ts';
import type { OutboxItem } from '../outbox.ts';
import { keepLine, sentLines } from '../sent.ts';
import { newSid, simulateTwilio } from '../server.ts';
import { segments } from './segments.ts';
import { smsParams } from './sms-params.ts';

// The hotline's number also takes texts; the live service needs a domestic aggregator's short code.
const HOTLINE = '+842437334309';

const EXAMPLES = [
  'Em o Soc Trang, chong danh, can luat su gap',
  'Nhà tôi ở Hà Giang bị thu hồi đất mà chưa được đền bù',
  'Toi muon hoi ve che do cho nguoi khuyet tat',
];

/** The SMS phone; answers what to do when the hotline has sent something. */
export function startSmsPhone(): (items: OutboxItem[]) => void {
  const log = find('#sms-log', HTMLElement);
  const form = find('#sms-form', HTMLFormElement);
  const text = find('#sms-text', HTMLTextAreaElement);
  const size = find('#sms-size', HTMLElement);
  const examples = find('#sms-examples', HTMLElement);
  let received: OutboxItem[] = [];

  const show = () => {
    const mine = myNumber();
    const lines: ChatLine[] = received
      .filter((item) => item.channel === 'sms' && item.to === mine)
      .map((item) => ({
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
  showExamples(examples, EXAMPLES, text);
  onNumberChange(show);
  measure();
  show();
  return (items) => {
    received = items;
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
