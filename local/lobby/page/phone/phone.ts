import { systemNow } from '../clock.ts';
import { button, find, make, onSubmit } from '../dom.ts';
import type { HandlersPhone } from '../duty/handlers-phone.ts';
import { words } from '../language.ts';
import { myNumber } from '../my-number.ts';
import { newSid, simulateTwilio } from '../server.ts';
import { type Call, type CallMoment, startCall } from './call.ts';
import { startRecognition } from './recognition.ts';
import { readXml } from './twiml-document.ts';
import { hasVoice, sentences, utter } from './voice.ts';
import { WITHHELD } from './voice-params.ts';

// The hotline's own number, 024.3733.43.09.
const HOTLINE = '+842437334309';
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const KEY_NAMES: Record<string, [string, string]> = {
  '*': ['phím sao', 'star'],
  '#': ['phím thăng', 'hash'],
};
const TICK_MS = 100;

/** The telephone: everything it shows follows from the moments of the call. */
export function startPhone({ ring }: Pick<HandlersPhone, 'ring'>): void {
  const callState = find('#call-state', HTMLElement);
  const callTimer = find('#call-timer', HTMLElement);
  const screen = find('.screen', HTMLElement);
  const prompt = find('#prompt', HTMLElement);
  const silence = find('#silence', HTMLElement);
  const silenceLeft = find('#silence-left', HTMLProgressElement);
  const silenceText = find('#silence-text', HTMLElement);
  const choices = find('#call-choices', HTMLElement);
  const caller = find('#caller', HTMLFormElement);
  const withheld = find('#withheld', HTMLInputElement);
  const say = find('#say', HTMLFormElement);
  const sayText = find('#say-text', HTMLInputElement);
  const hold = find('#hold-silence', HTMLInputElement);
  const aloud = find('#aloud', HTMLInputElement);
  const keypad = find('#keypad', HTMLElement);
  const dial = find('#dial', HTMLButtonElement);
  const hangUp = find('#hang-up', HTMLButtonElement);
  const transcript = find('#transcript', HTMLElement);
  const transcriptCount = find('#transcript-count', HTMLElement);

  let call: Call | undefined;
  let since = 0;
  let callSid = '';
  let stopRinging = (): void => undefined;

  const write = (who: 'hotline' | 'me' | 'event', text: string) => {
    transcript.append(make('p', { class: who, lang: 'vi' }, text));
    transcript.scrollTop = transcript.scrollHeight;
    transcriptCount.textContent = `(${transcript.children.length})`;
  };

  const offer = (...offered: HTMLButtonElement[]) => choices.replaceChildren(...offered);

  function show(moment: CallMoment): void {
    if (moment.at !== 'talking') {
      stopRinging();
      stopRinging = () => undefined;
    }
    silence.hidden = moment.at !== 'listening';
    if (moment.at !== 'speaking') follow(undefined);
    offer();
    switch (moment.at) {
      case 'connecting':
        callState.textContent = words('Đang nối máy…', 'Connecting…');
        break;
      case 'speaking': {
        const spoken = moment.prompt;
        callState.textContent = words('Tổng đài đang nói', 'The hotline is speaking');
        if (spoken.verb === 'say') {
          prompt.replaceChildren(...sentences(spoken.text).map((sentence) => make('span', {}, sentence)));
          prompt.lang = spoken.language;
          prompt.scrollTop = 0;
          write('hotline', spoken.text);
        } else if (spoken.verb === 'play') {
          prompt.textContent = words('(đang phát bản ghi âm)', '(playing a recording)');
          write('hotline', `♪ ${spoken.url}`);
        }
        offer(button(words('Bỏ qua lời đọc', 'Skip'), () => call?.skipPrompt()));
        break;
      }
      case 'listening': {
        const { dtmf, speech } = moment.gather;
        callState.textContent = moment.digits
          ? words(`Đã bấm ${moment.digits}`, `Keyed in ${moment.digits}`)
          : dtmf && speech
            ? words('Mời bấm phím hoặc nói', 'Press a key or speak')
            : dtmf
              ? words('Mời bấm phím', 'Press a key')
              : words('Mời nói', 'Please speak');
        offer(button(words('Tôi im lặng', 'I stay silent'), () => call?.stayQuiet()));
        break;
      }
      case 'recording': {
        callState.textContent = words('Đang ghi lời nhắn', 'Recording your message');
        const done = button(words('Nói xong, bấm #', 'Finished, press #'), () => call?.press('#'));
        offer(
          done,
          button(words('Tôi im lặng', 'I stay silent'), () => call?.stayQuiet()),
        );
        write('event', words('Tiếng bíp: bắt đầu ghi lời nhắn', 'Beep: the recording begins'));
        break;
      }
      case 'dialling': {
        const numbers = moment.dial.numbers.join(', ');
        callState.textContent = words(`Đang chuyển máy tới ${numbers}`, `Put through to ${numbers}`);
        write('event', callState.textContent);
        const mine = call;
        stopRinging = ring(moment.dial, callSid, {
          taken: () => mine?.connect(),
          over: (dialled) => mine?.answer(dialled),
        });
        break;
      }
      case 'talking':
        callState.textContent = words('Đang nói chuyện với cán bộ', 'Talking with a handler');
        write('event', callState.textContent);
        break;
      case 'ended':
        callState.textContent =
          moment.why === 'caller'
            ? words('Quý vị đã gác máy', 'You hung up')
            : moment.why === 'hotline'
              ? words('Tổng đài đã gác máy', 'The hotline hung up')
              : words('Cuộc gọi bị lỗi', 'The call failed');
        write('event', `${callState.textContent}${moment.detail ? ` (${moment.detail})` : ''}`);
        if (moment.why === 'failure') {
          prompt.textContent = words(
            'Hệ thống không trả lời như mong đợi. Xin thử gọi lại.',
            'The system did not answer as expected. Please call again.',
          );
        }
        rest();
        break;
    }
  }

  /** Marks the sentence that is being spoken and keeps it in sight. */
  function follow(index: number | undefined): void {
    for (const [place, sentence] of [...prompt.children].entries()) {
      sentence.classList.toggle('spoken', place === index);
      if (place !== index || !(sentence instanceof HTMLElement)) continue;
      prompt.scrollTop = sentence.offsetTop - prompt.offsetTop - prompt.clientHeight / 3;
    }
  }

  function countSilence(seconds: number, cut: AbortSignal): Promise<void> {
    let left = seconds;
    silenceLeft.max = seconds;
    return new Promise((resolve) => {
      const tick = () => {
        // Who is typing an answer is speaking, not silent.
        const held = hold.checked || sayText.value !== '';
        if (!held) left -= TICK_MS / 1000;
        silenceLeft.value = left;
        silenceText.textContent = held
          ? words('Đang chờ quý vị, không đếm giờ', 'Waiting for you')
          : words(
              `Còn ${Math.max(0, Math.ceil(left))} giây im lặng`,
              `${Math.max(0, Math.ceil(left))} seconds of silence left`,
            );
        if (left > 0 && !cut.aborted) return;
        clearInterval(timer);
        resolve();
      };
      const timer = setInterval(tick, TICK_MS);
      cut.addEventListener('abort', () => {
        clearInterval(timer);
        resolve();
      });
      tick();
    });
  }

  function rest(): void {
    call = undefined;
    silence.hidden = true;
    offer();
    caller.hidden = false;
    say.hidden = true;
    dial.hidden = false;
    hangUp.hidden = true;
    keypad.classList.remove('live');
  }

  const start = () => {
    transcript.replaceChildren();
    prompt.textContent = '';
    caller.hidden = true;
    say.hidden = false;
    dial.hidden = true;
    hangUp.hidden = false;
    keypad.classList.add('live');
    keypad.focus({ preventScroll: true });
    screen.scrollIntoView({ block: 'nearest' });
    since = systemNow();
    const from = withheld.checked ? WITHHELD : myNumber();
    write(
      'event',
      words(
        `Gọi tổng đài từ ${withheld.checked ? 'số ẩn danh' : from}`,
        `Calling from ${withheld.checked ? 'a withheld number' : from}`,
      ),
    );
    callSid = newSid('CA');
    call = startCall(
      { callSid, from, to: HOTLINE },
      {
        post: simulateTwilio,
        read: readXml,
        utter: (spoken, cut) => utter(spoken, aloud.checked, cut, follow),
        silence: countSilence,
        show,
        sid: newSid,
        now: systemNow,
      },
    );
    if (aloud.checked && !hasVoice('vi')) {
      write(
        'event',
        words(
          'Máy này không có giọng đọc tiếng Việt, xin xem lời nhắc bằng chữ.',
          'This browser has no Vietnamese voice; read the prompts.',
        ),
      );
    }
  };

  const speak = (text: string) => {
    if (!text.trim()) return;
    write('me', text.trim());
    sayText.value = '';
    call?.speak(text.trim());
  };

  const press = (key: string) => {
    if (!call) return;
    write('me', words(`Bấm phím ${key}`, `Pressed ${key}`));
    call.press(key);
  };

  for (const key of KEYS) {
    const names = KEY_NAMES[key];
    const element = button(key, () => press(key), 'key');
    if (names) element.setAttribute('aria-label', words(...names));
    element.dataset.key = key;
    keypad.append(element);
  }
  find('#phone', HTMLElement).addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
    if (!call || typing || event.ctrlKey || event.altKey || event.metaKey || !KEYS.includes(event.key))
      return;
    event.preventDefault();
    press(event.key);
  });
  dial.addEventListener('click', start);
  hangUp.addEventListener('click', () => {
    call?.hangUp();
    dial.hidden = false;
    dial.focus();
  });
  onSubmit(say, () => speak(sayText.value));
  startRecognition(find('#microphone', HTMLButtonElement), speak);
  addEventListener('pagehide', () => call?.hangUp());
  aloud.addEventListener('change', () => call?.skipPrompt());
  setInterval(() => {
    const seconds = Math.floor((systemNow() - since) / 1000);
    const minutes = String(Math.floor(seconds / 60)).padStart(2, '0');
    if (call) callTimer.textContent = `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
  }, 500);

  // Both scroll, so the keyboard must reach them.
  prompt.tabIndex = 0;
  transcript.tabIndex = 0;
  callState.textContent = words('Sẵn sàng', 'Ready');
  prompt.textContent = words(
    'Bấm “Gọi tổng đài”, nghe câu hỏi, rồi trả lời bằng phím bấm hoặc lời nói.',
    'Press “Call the hotline”, listen, then answer with the keys or by speaking.',
  );
  rest();
}
