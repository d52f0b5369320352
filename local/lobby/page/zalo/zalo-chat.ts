import { type ChatLine, showLines } from '../chat-log.ts';
import { systemNow } from '../clock.ts';
import { button, find, make, onSubmit } from '../dom.ts';
import { showExamples } from '../examples.ts';
import { words } from '../language.ts';
import type { OutboxItem } from '../outbox.ts';
import { keepLine, sentLines } from '../sent.ts';
import { newSid, post, simulateZalo } from '../server.ts';
import {
  type Attachment,
  attachmentEvent,
  chatNowEvent,
  followEvent,
  locationAttachment,
  receivedEvent,
  seenEvent,
  submitInfoEvent,
  textEvent,
  type ZaloEvent,
} from './events.ts';
import { leaveFile, paper, recording } from './files.ts';
import { readZaloMessage, type ZaloAction } from './message.ts';
import { newZaloId, PLACES, people } from './people.ts';

const EXAMPLES = [
  'Chồng đánh tôi mấy hôm nay, tôi đang ở Thuận An, Bình Dương',
  'Con trai tôi 16 tuổi bị công an huyện Mường Nhé tạm giữ',
  'Công ty nợ lương ba tháng không trả',
];

/** What may go wrong with the next message of the hotline, in plain words. */
const FAILURES: readonly { readonly name: [string, string]; readonly how: number | 'drop' | 'lost' }[] = [
  { name: ['Zalo đang bận', 'Zalo is busy'], how: -32 },
  { name: ['Đã quá hạn trả lời', 'The reply window is closed'], how: -230 },
  { name: ['Người nhận đã chặn', 'The person has blocked us'], how: -217 },
  { name: ['Hết tiền gửi tin', 'The package is used up'], how: -211 },
  { name: ['Mất kết nối', 'The connection drops'], how: 'drop' },
  { name: ['Đã gửi nhưng không có hồi âm', 'Sent, but no answer comes'], how: 'lost' },
];

/** The Zalo chat; answers what to do when the hotline has sent something. */
export function startZaloChat(): (items: OutboxItem[]) => void {
  const log = find('#zalo-log', HTMLElement);
  const form = find('#zalo-form', HTMLFormElement);
  const text = find('#zalo-text', HTMLTextAreaElement);
  const person = find('#zalo-user', HTMLSelectElement);
  const place = find('#zalo-place', HTMLSelectElement);
  const failure = find('#zalo-failure', HTMLSelectElement);
  const examples = find('#zalo-examples', HTMLElement);
  let received: OutboxItem[] = [];

  const show = () => {
    const replies = received
      .filter((item) => item.channel === 'zalo' && item.to.replace(/^zalo:/, '') === person.value)
      .map(replyLine);
    const all = [...replies, ...sentLines('zalo', person.value)].sort((one, other) => one.at - other.at);
    examples.hidden = all.some(({ from }) => from === 'me');
    showLines(log, all);
  };

  /** Posts an event and, unless it is a silent one, shows it as the person's own line. */
  const send = async (event: ZaloEvent, shown: string | undefined) => {
    const user = person.value;
    const line: ChatLine = { id: newSid(''), at: systemNow(), from: 'me', text: shown ?? '' };
    if (shown !== undefined) keepLine('zalo', user, line);
    show();
    const answer = await simulateZalo(event);
    if (answer.status === 200) return;
    keepLine('zalo', user, {
      ...line,
      id: `${line.id}-failed`,
      text: words('Chưa gửi được. Xin thử lại.', 'Could not be sent. Please try again.'),
      note: String(answer.status),
    });
    show();
  };

  // Zalo's message ids are 20 hex digits.
  const messageId = () => newSid('').slice(0, 20);
  const sendText = (written: string, visible = true) =>
    void send(textEvent(person.value, messageId(), written), visible ? written : undefined);
  const sendAttachment = (attachment: Attachment, shown: string) =>
    void send(attachmentEvent(person.value, messageId(), attachment), shown);

  const act = (action: ZaloAction, title: string) => {
    switch (action.does) {
      case 'send':
        return sendText(action.text, action.shown);
      case 'call':
        return goTo('phone');
      case 'sms':
        return goTo('sms');
      case 'open':
        return void send(textEvent(person.value, messageId(), title), title);
    }
  };

  function replyLine(item: OutboxItem): ChatLine {
    const message = readZaloMessage(readBody(item.body));
    const extras: Node[] = [];
    if (message && message.buttons.length > 0) {
      extras.push(
        make(
          'div',
          { class: 'chat-buttons' },
          ...message.buttons.map(({ title, action }) => button(title, () => act(action, title))),
        ),
      );
    }
    if (message?.infoRequest) extras.push(infoForm(message.infoRequest));
    return {
      id: item.id,
      at: Date.parse(item.at),
      from: 'hotline',
      text: message?.text || item.text || '',
      extras,
    };
  }

  function infoForm(asked: { title: string; subtitle: string }): HTMLElement {
    const fields = {
      name: field(words('Họ và tên', 'Name'), 'name'),
      phone: field(words('Số điện thoại', 'Telephone'), 'tel'),
      city: field(words('Tỉnh, thành phố', 'Province'), 'address-level1'),
      ward: field(words('Xã, phường', 'Commune'), 'address-level3'),
      address: field(words('Số nhà, thôn, ấp', 'House, hamlet'), 'street-address'),
    };
    const share = make(
      'form',
      { class: 'share' },
      ...Object.values(fields).map(({ label }) => label),
      make('button', { type: 'submit' }, words('Chia sẻ thông tin', 'Share')),
    );
    onSubmit(share, () => {
      const info = {
        name: fields.name.input.value,
        // Zalo gives the number as digits that begin with the country code.
        phone: fields.phone.input.value.replace(/\D/g, '').replace(/^0/, '84'),
        city: fields.city.input.value,
        ward: fields.ward.input.value,
        address: fields.address.input.value,
      };
      void send(
        submitInfoEvent(person.value, info),
        words('Đã chia sẻ thông tin liên hệ', 'Contact details shared'),
      );
    });
    return make(
      'details',
      {},
      make('summary', {}, asked.title || words('Chia sẻ thông tin', 'Share details')),
      make('p', {}, asked.subtitle),
      share,
    );
  }

  for (const { id, name } of people()) person.append(new Option(name, id));
  const known = person.length;
  person.append(new Option(words('Thêm một người mới…', 'Somebody new…'), 'new'));
  place.append(new Option(words('Gửi vị trí…', 'Share a location…'), ''));
  PLACES.forEach(({ name }, index) => {
    place.append(new Option(name, String(index)));
  });

  person.addEventListener('change', () => {
    if (person.value === 'new') {
      const count = person.length - known;
      const newcomer = new Option(words(`Người mới ${count}`, `Newcomer ${count}`), newZaloId());
      person.add(newcomer, person.length - 1);
      newcomer.selected = true;
    }
    show();
  });
  place.addEventListener('change', () => {
    const chosen = PLACES[Number(place.value)];
    if (place.value === '' || !chosen) return;
    place.value = '';
    sendAttachment(
      locationAttachment(chosen.latitude, chosen.longitude),
      `${words('Vị trí', 'Location')}: ${chosen.name}`,
    );
  });
  find('#zalo-sticker', HTMLButtonElement).addEventListener('click', () => {
    const payload = { url: 'https://zalo-api.zadn.vn/api/emoticon/sticker/webpc?eid=23311', id: '23311' };
    sendAttachment({ type: 'sticker', payload }, words('[nhãn dán]', '[sticker]'));
  });
  find('#zalo-image', HTMLButtonElement).addEventListener('click', () => {
    const url = 'https://photo-stal-12.zdn.vn/lobby/giay-to.jpg';
    sendAttachment({ type: 'image', payload: { thumbnail: url, url } }, words('[ảnh giấy tờ]', '[picture]'));
  });
  const sendFile = async (file: File, shown: string) => {
    const attachment = await leaveFile(file).catch(() => undefined);
    if (attachment) sendAttachment(attachment, shown);
  };
  find('#zalo-audio', HTMLButtonElement).addEventListener(
    'click',
    () => void sendFile(recording(), words('[ghi âm]', '[recording]')),
  );
  find('#zalo-paper', HTMLButtonElement).addEventListener(
    'click',
    () => void sendFile(paper(), words('[đơn, tệp PDF]', '[document, PDF]')),
  );
  const own = find('#zalo-file', HTMLInputElement);
  find('#zalo-own', HTMLButtonElement).addEventListener('click', () => own.click());
  own.addEventListener('change', () => {
    const file = own.files?.[0];
    own.value = '';
    if (file) void sendFile(file, `[${file.name}]`);
  });
  const toMe = () =>
    received
      .filter(({ channel, to }) => channel === 'zalo' && to.replace(/^zalo:/, '') === person.value)
      .map(({ id }) => id);
  find('#zalo-received', HTMLButtonElement).addEventListener('click', () => {
    for (const id of toMe()) void send(receivedEvent(person.value, id), undefined);
  });
  find('#zalo-seen', HTMLButtonElement).addEventListener('click', () => {
    if (toMe().length > 0) void send(seenEvent(person.value, toMe()), undefined);
  });
  failure.append(new Option(words('Cho tin sau gửi hỏng…', 'Let the next message fail…'), ''));
  for (const { name, how } of FAILURES) failure.append(new Option(words(...name), String(how)));
  failure.addEventListener('change', () => {
    const chosen = FAILURES.find(({ how }) => String(how) === failure.value);
    failure.value = '';
    if (chosen) void post('/dev/failure', { provider: 'zalo', how: chosen.how }).catch(() => undefined);
  });
  find('#zalo-follow', HTMLButtonElement).addEventListener('click', () => {
    void send(followEvent(person.value), words('Đã quan tâm trang Zalo', 'Followed the account'));
  });
  onSubmit(form, () => {
    if (text.value.trim()) sendText(text.value.trim());
    text.value = '';
  });
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  showExamples(examples, EXAMPLES, text);
  examples.prepend(
    button(
      words('Mở trò chuyện', 'Open the chat'),
      () => void send(chatNowEvent(person.value), words('Đã mở trò chuyện', 'Opened the chat')),
      'quiet begin',
    ),
  );
  show();
  return (items) => {
    received = items;
    show();
  };
}

function field(name: string, autocomplete: string): { label: HTMLLabelElement; input: HTMLInputElement } {
  const input = make('input', { autocomplete });
  return { label: make('label', {}, name, input), input };
}

function goTo(view: string): void {
  location.hash = view;
}

/** The outbox keeps what was posted, parsed or as text. */
function readBody(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
