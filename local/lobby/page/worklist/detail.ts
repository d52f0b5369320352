import { systemNow } from '../clock.ts';
import { button, find, make, onSubmit } from '../dom.ts';
import { english, moment, words } from '../language.ts';
import type { AidRequest, Api, Centre, Entry, Outcome } from './api.ts';
import { urgencyMark } from './row.ts';
import { stretch } from './stretch.ts';
import {
  attachmentInWords,
  channelInWords,
  entryInWords,
  matterInWords,
  personInWords,
  safeContactInWords,
  shortCentre,
  signalInWords,
  stateInWords,
  writtenCode,
} from './wording.ts';

const ENDED = ['answered', 'referred', 'refused', 'withdrawn', 'duplicate', 'void', 'closed'];

interface Surroundings {
  desk(): Api;
  user(): string;
  centres(): Centre[];
  /** Something was done: the list is out of date. */
  changed(): void;
  /** The reader goes back to the list. */
  closed(): void;
}

/** One request, opened: what is known, what happened, and what a handler may do with it. */
export function startDetail(around: Surroundings) {
  const pane = find('#detail', HTMLElement);
  let id: string | undefined;
  let current: AidRequest | undefined;
  let shown = '';
  let listed = false;

  const back = button(words('← Danh sách', '← List'), () => around.closed(), 'quiet back');
  const head = make('div', { class: 'detail-head' });
  const notice = make('p', { class: 'notice', role: 'status' });
  const acts = make('div', { class: 'acts' });
  const timeline = make('ol', { class: 'timeline' });
  const forms = make('div', { class: 'act-forms' });
  const nothing = make(
    'p',
    { class: 'empty' },
    words('Chọn một yêu cầu để xem chi tiết.', 'Choose a request to read it.'),
  );
  const page = [back, head, notice, acts, forms, make('h3', {}, words('Diễn biến', 'Timeline')), timeline];
  pane.replaceChildren(nothing);

  async function act(name: string, body: Record<string, unknown>): Promise<boolean> {
    const request = current;
    if (!request) return false;
    for (const control of pane.querySelectorAll('button')) control.disabled = true;
    const outcome = await around
      .desk()
      .act(request.id, name, body)
      .catch((): Outcome => ({ is: 'refused', why: words('không có kết nối', 'no connection') }));
    for (const control of pane.querySelectorAll('button')) control.disabled = false;
    if (request.id !== id) return false;
    if (outcome.is === 'gone') farewell(say(outcome));
    else if (outcome.is === 'done' && name === 'transfer') {
      farewell(
        words(
          'Đã chuyển. Trung tâm mới sẽ liên hệ với người dân.',
          'Transferred. The new centre takes over.',
        ),
      );
    } else {
      if ('request' in outcome && outcome.request) draw(outcome.request);
      notice.textContent = say(outcome);
      notice.dataset.tone = outcome.is === 'done' ? 'good' : 'care';
    }
    around.changed();
    return outcome.is === 'done';
  }

  /** The request is no longer here; what is left is the way back. */
  function farewell(text: string): void {
    id = undefined;
    current = undefined;
    pane.replaceChildren(back, make('p', { class: 'notice', role: 'status' }, text));
  }

  function say(outcome: Outcome): string {
    switch (outcome.is) {
      case 'done':
        return words('Đã ghi nhận.', 'Done.');
      case 'gone':
        return words(
          'Yêu cầu này không còn ở trung tâm của bạn.',
          'This request is no longer with your centre.',
        );
      case 'not ours':
        return words('Yêu cầu đang do người khác xử lý.', 'The request is with somebody else.');
      case 'refused':
        return words(`Chưa làm được: ${outcome.why}`, `That was not possible: ${outcome.why}`);
      case 'overtaken': {
        const holder = outcome.request?.assignee;
        const who = holder ? words(` Hiện do ${holder} xử lý.`, ` It is now with ${holder}.`) : '';
        return words(
          `Yêu cầu vừa có thay đổi trong lúc bạn đang xem.${who} Dưới đây là bản mới nhất.`,
          `The request changed while you were reading it.${who} This is the latest state.`,
        );
      }
    }
  }

  function draw(request: AidRequest): void {
    const state = JSON.stringify([request, around.user()]);
    if (state === shown) return;
    shown = state;
    current = request;
    head.replaceChildren(
      make(
        'h3',
        {},
        ...urgencyMark(request),
        make('span', { class: 'code' }, writtenCode(request.code)),
        make('span', { class: `state ${request.state}` }, stateInWords(request.state)),
      ),
      knownFacts(request),
    );
    acts.replaceChildren(...possibleActs(request));
    forms.hidden = ENDED.includes(request.state);
    if (request.timeline) timeline.replaceChildren(...request.timeline.map(entry));
  }

  function possibleActs(request: AidRequest): HTMLElement[] {
    const { version } = request;
    if (request.state === 'routed') {
      return [button(words('Nhận xử lý', 'Take it on'), () => void act('claim', { version }), 'main')];
    }
    if (['claimed', 'waiting'].includes(request.state)) {
      return [button(words('Trả lại danh sách', 'Give it back'), () => void act('release', { version }))];
    }
    return [];
  }

  /** The forms are made once for each opened request, so that a refresh never wipes what is being written. */
  function makeForms(): void {
    const note = make('textarea', { rows: '2', required: '', maxlength: '2000', id: 'note', lang: 'vi' });
    const noteForm = make(
      'form',
      {},
      make('label', { for: 'note' }, words('Ghi chú', 'Note')),
      note,
      make('button', { type: 'submit', class: 'quiet' }, words('Lưu ghi chú', 'Save the note')),
    );
    onSubmit(noteForm, async () => {
      if (await act('notes', { text: note.value })) note.value = '';
    });

    const target = make('select', { id: 'transfer-centre', required: '' });
    target.append(new Option(words('Chọn trung tâm…', 'Choose a centre…'), ''));
    for (const one of around.centres()) target.append(new Option(shortCentre(one), one.code));
    const why = reason('transfer-reason');
    const transferForm = make(
      'form',
      {},
      make('label', { for: 'transfer-centre' }, words('Chuyển tới', 'Transfer to')),
      target,
      why.label,
      why.input,
      make('button', { type: 'submit' }, words('Chuyển', 'Transfer')),
    );
    onSubmit(transferForm, () => {
      void act('transfer', { version: current?.version, centre: target.value, reason: why.input.value });
    });

    const ending = reason('close-reason');
    const closeForm = make(
      'form',
      {},
      ending.label,
      ending.input,
      make('button', { type: 'submit' }, words('Đóng yêu cầu', 'Close the request')),
    );
    onSubmit(closeForm, () => {
      void act('close', { version: current?.version, reason: ending.input.value });
    });

    forms.replaceChildren(
      noteForm,
      make('details', {}, make('summary', {}, words('Chuyển trung tâm khác', 'Transfer')), transferForm),
      make('details', {}, make('summary', {}, words('Đóng yêu cầu', 'Close')), closeForm),
    );
  }

  /** Every look is written to the audit trail, so one is taken only when there is something new to see. */
  async function look(): Promise<void> {
    const wanted = id;
    if (wanted === undefined) return;
    const request = await around
      .desk()
      .request(wanted)
      .catch(() => current);
    if (wanted !== id) return;
    if (request) draw(request);
    else farewell(say({ is: 'gone' }));
  }

  return {
    /** The list was refreshed: is the opened request another one than it was, or not in it any more? */
    listed: async (items: readonly AidRequest[]) => {
      if (!current) return;
      const item = items.find((one) => one.id === id);
      const wasListed = listed;
      listed = item !== undefined;
      const changed = item
        ? item.updatedAt !== current.updatedAt || item.version !== current.version
        : wasListed;
      if (changed) await look();
    },
    open: (opened: string | undefined) => {
      id = opened;
      current = undefined;
      listed = false;
      shown = '';
      notice.textContent = '';
      if (opened === undefined) return pane.replaceChildren(nothing);
      head.replaceChildren(make('p', { class: 'empty' }, words('Đang mở…', 'Opening…')));
      acts.replaceChildren();
      timeline.replaceChildren();
      makeForms();
      forms.hidden = true;
      pane.replaceChildren(...page);
      pane.focus({ preventScroll: true });
      void look();
    },
  };
}

function knownFacts(request: AidRequest): HTMLElement {
  const facts = request.facts ?? {};
  const known: [string, string | null | undefined][] = [
    [words('Lĩnh vực', 'Matter'), matterInWords(request.matter ?? 'none')],
    [words('Dấu hiệu', 'Signals'), (facts.signals ?? []).map(signalInWords).join(', ')],
    [words('Nơi xảy ra', 'Place of the case'), facts.casePlace?.words],
    [words('Nơi cư trú', 'Residence'), facts.residence?.words],
    [words('Vì sao tới đây', 'Why here'), request.basis],
    [words('Người yêu cầu', 'Citizen'), request.citizen?.name ?? facts.name],
    [words('Người cần giúp', 'Person in need'), facts.personInNeed],
    [words('Điện thoại', 'Telephone'), request.citizen?.phone ?? facts.phone],
    [words('An toàn', 'Safety'), safeContactInWords(request.citizen?.safeContact ?? 'unknown')],
    [words('Đến bằng', 'Came by'), channelInWords(request.channel)],
    [words('Hạn', 'Due'), request.dueAt ? due(request.dueAt) : undefined],
    [words('Người xử lý', 'Handler'), request.assignee],
  ];
  return make(
    'dl',
    {},
    ...known
      .filter(([, value]) => value)
      .map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value ?? ''))),
  );
}

function due(at: string): string {
  const left = Date.parse(at) - systemNow();
  const when = moment(at, { dateStyle: 'short', timeStyle: 'short' });
  const time = stretch(Math.abs(left), english);
  return left >= 0
    ? words(`${when} (còn ${time})`, `${when} (${time} left)`)
    : words(`${when} (quá hạn ${time})`, `${when} (${time} overdue)`);
}

function entry(one: Entry): HTMLElement {
  const keyed = one.keys ? words(`Bấm phím ${one.keys}`, `Keyed in ${one.keys}`) : undefined;
  const files = (one.attachments ?? []).map(({ kind, name }) => `[${name ?? attachmentInWords(kind)}]`);
  const said = [one.text ?? one.speech ?? keyed, ...files].filter(Boolean).join(' ');
  // What was written back is an entry of its own, with what became of it; what was spoken is not.
  const answers = one.channel === 'voice' && one.answer ? [one.answer] : [];
  const about = [
    one.channel ? channelInWords(one.channel) : undefined,
    one.by ? personInWords(one.by) : undefined,
    moment(one.at, { dateStyle: 'short', timeStyle: 'short' }),
    one.toBeConfirmed ? words('cùng số, cần xác nhận', 'same number, to be confirmed') : undefined,
  ];
  return make(
    'li',
    {},
    make(
      'p',
      { class: 'entry-head' },
      make('strong', {}, entryInWords(one.type)),
      ` · ${about.filter(Boolean).join(' · ')}`,
    ),
    ...(said ? [make('p', { lang: 'vi' }, said)] : []),
    ...(one.reason
      ? [make('p', { lang: 'vi' }, words(`Lý do: ${one.reason}`, `Reason: ${one.reason}`))]
      : []),
    ...answers.map((answer) => make('p', { class: 'answer', lang: 'vi' }, answer)),
  );
}

function reason(id: string): { label: HTMLLabelElement; input: HTMLInputElement } {
  return {
    label: make('label', { for: id }, words('Lý do', 'Reason')),
    input: make('input', { id, required: '', maxlength: '500', lang: 'vi' }),
  };
}
