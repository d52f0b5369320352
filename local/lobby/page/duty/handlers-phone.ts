import * as z from 'zod';
import { systemNow } from '../clock.ts';
import { button, find } from '../dom.ts';
import { words } from '../language.ts';
import type { OutboxItem } from '../outbox.ts';
import { type Call, type CallMoment, type Dialled, type LegAddresses, startCall } from '../phone/call.ts';
import type { Dial } from '../phone/twiml.ts';
import { readXml } from '../phone/twiml-document.ts';
import { type Caller, voiceParams } from '../phone/voice-params.ts';
import { newSid, simulateTwilio } from '../server.ts';
import { DUTY_PHONE, goOnDuty } from './on-duty.ts';

interface Ringing {
  /** The handler has taken the call. */
  taken(): void;
  over(dialled: Dialled): void;
}

export interface HandlersPhone {
  /**
   * Rings for a caller who is put through.
   * @returns stops ringing: the caller has gone
   */
  ring(dial: Dial, parentCallSid: string, then: Ringing): () => void;
  /** Rings for a call that a handler has asked for in the console. */
  outbox(items: readonly OutboxItem[]): void;
}

const Calling = z.object({ To: z.string(), From: z.string(), Url: z.string(), StatusCallback: z.string() });

/** Seconds for which a prompt stands before the next: it is read, not spoken; the citizen's phone speaks already. */
const READING = 1;

/** The other side of a call: whoever picks up hears what it is about, and takes the call by a key. */
export function startHandlersPhone(): HandlersPhone {
  const state = find('#duty-state', HTMLElement);
  const said = find('#duty-words', HTMLElement);
  const choices = find('#duty-choices', HTMLElement);
  const panel = find('#duty', HTMLElement);
  const opened = systemNow();
  const known = new Set<string>();
  let leg: Call | undefined;

  const tell = (text: string, ...offered: HTMLButtonElement[]) => {
    state.textContent = text;
    choices.replaceChildren(...offered);
  };
  const idle = (text = words('Đang chờ cuộc gọi.', 'Waiting for calls.')) => {
    leg = undefined;
    said.textContent = '';
    panel.classList.remove('ringing');
    tell(text);
  };
  const rings = (text: string, pickUp: () => void, decline: () => void) => {
    said.textContent = '';
    panel.classList.add('ringing');
    panel.scrollIntoView({ block: 'nearest' });
    tell(
      text,
      button(
        words('Nghe máy', 'Answer'),
        () => {
          panel.classList.remove('ringing');
          pickUp();
        },
        'answer',
      ),
      button(words('Không nghe', 'Do not answer'), decline),
    );
  };
  const talking = (hangUp: () => void) => {
    said.textContent = '';
    tell(
      words('Đang nói chuyện với người dân.', 'Talking with the citizen.'),
      button(words('Gác máy', 'Hang up'), hangUp),
    );
  };

  /** Follows the documents of this leg; what follows its end, and a Dial of its own, is for whoever rang. */
  function follow(caller: Caller, addresses: LegAddresses, then: (moment: CallMoment) => void): void {
    leg = startCall(
      caller,
      {
        post: simulateTwilio,
        read: readXml,
        utter: (prompt, cut) => {
          if (prompt.verb === 'say') said.textContent = prompt.text;
          return pause(READING, cut);
        },
        silence: pause,
        show: (moment) => {
          if (moment.at === 'listening')
            tell(
              words('Bấm phím để nhận cuộc gọi.', 'Press a key to take the call.'),
              button(words('Bấm 1 (nhận)', 'Press 1 (accept)'), () => leg?.press('1'), 'answer'),
              button(words('Không bấm gì', 'Press nothing'), () => leg?.stayQuiet()),
            );
          else if (moment.at === 'speaking' || moment.at === 'connecting')
            tell(words('Đã nhấc máy.', 'Picked up.'));
          then(moment);
        },
        sid: newSid,
        now: systemNow,
      },
      addresses,
    );
  }

  find('#go-on-duty', HTMLButtonElement).addEventListener('click', async () => {
    const centre = find('#duty-centre', HTMLSelectElement);
    const place = centre.selectedOptions[0]?.textContent ?? '';
    const open = await goOnDuty(centre.value).catch(() => false);
    idle(
      open
        ? words(`Đang trực cho ${place}, số ${DUTY_PHONE}.`, `On duty for ${place}, number ${DUTY_PHONE}.`)
        : words('Chưa trực được. Xin thử lại.', 'Could not go on duty. Please try again.'),
    );
  });

  idle('');
  return {
    ring({ numbers, callerId = '', whisper }, parentCallSid, { taken, over }) {
      const [to = ''] = numbers;
      const finish = (dialled: Dialled, text?: string) => {
        idle(text);
        over(dialled);
      };
      const joined = () => {
        talking(() => finish({ status: 'completed', bridged: true }));
        taken();
      };
      const pickUp = () => {
        if (whisper === undefined) return joined();
        follow(
          { callSid: newSid('CA'), from: callerId, to, direction: 'outbound-dial', parentCallSid },
          { first: whisper, status: undefined },
          (moment) => {
            if (moment.at !== 'ended') return;
            if (moment.why === 'joined') return joined();
            // Picked up and not taken: an answering machine, as far as Twilio knows.
            if (moment.why !== 'caller')
              finish({ status: 'completed', bridged: false }, words('Không nhận cuộc gọi.', 'Not taken.'));
          },
        );
      };
      rings(words(`Đang đổ chuông: ${to}`, `Ringing: ${to}`), pickUp, () =>
        finish({ status: 'no-answer', bridged: false }),
      );
      return () => {
        leg?.hangUp();
        idle();
      };
    },
    outbox(items) {
      for (const item of items) {
        if (item.channel !== 'call' || known.has(item.id)) continue;
        known.add(item.id);
        const call = Calling.safeParse(item.body);
        if (call.success && Date.parse(item.at) >= opened) ringFor(item.id, call.data);
      }
    },
  };

  function ringFor(callSid: string, { To, From, Url, StatusCallback }: z.infer<typeof Calling>): void {
    const caller: Caller = { callSid, from: From, to: To, direction: 'outbound-api' };
    const pickUp = () =>
      follow(caller, { first: Url, status: StatusCallback }, (moment) => {
        if (moment.at === 'ended') return idle();
        if (moment.at !== 'dialling') return;
        const answer = (dialled: Dialled) => leg?.answer(dialled);
        const citizen = moment.dial.numbers.join(', ');
        tell(
          words(`Máy của người dân đang đổ chuông: ${citizen}`, `The citizen’s telephone rings: ${citizen}`),
          button(
            words('Người dân nghe máy', 'The citizen answers'),
            () => talking(() => answer({ status: 'completed', bridged: true })),
            'answer',
          ),
          button(words('Không ai nghe máy', 'Nobody answers'), () =>
            answer({ status: 'no-answer', bridged: false }),
          ),
        );
      });
    rings(words(`Cuộc gọi từ bàn làm việc: ${To}`, `A call from the console: ${To}`), pickUp, () => {
      const path = new URL(StatusCallback);
      void simulateTwilio(path.pathname + path.search, voiceParams(caller, 'no-answer'));
      idle();
    });
  }
}

function pause(seconds: number, cut: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    cut.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
