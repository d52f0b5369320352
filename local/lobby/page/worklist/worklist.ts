import { find, make } from '../dom.ts';
import { words } from '../language.ts';
import { repeat } from '../server.ts';
import { type AidRequest, type Api, api, type Centre } from './api.ts';
import { startDetail } from './detail.ts';
import { row, tickTimes } from './row.ts';
import { shortCentre } from './wording.ts';

const EVERY_MS = 2_500;

export interface Worklist {
  /** Shows a centre's worklist with one request opened. */
  open(centre: string, requestId: string): void;
  /** A centre's short name, or its code while the directory is not there yet. */
  name(centre: string): string;
}

/** The worklist of a centre as one of its people sees it; it refreshes itself. */
export function startWorklist(): Worklist {
  const centre = find('#centre', HTMLSelectElement);
  const role = find('#role', HTMLSelectElement);
  const show = find('#show', HTMLSelectElement);
  const notice = find('#worklist-notice', HTMLElement);
  const list = find('#requests', HTMLOListElement);
  const empty = find('#worklist-empty', HTMLElement);
  const more = find('#more', HTMLButtonElement);
  const count = find('#worklist-count', HTMLElement);
  const section = find('#worklist', HTMLElement);

  let centres: Centre[] = [];
  let items: AidRequest[] = [];
  let cursor: string | null = null;
  let pages = 1;
  let shown = '';
  let opened: string | undefined;

  const user = () => (centre.value === 'national' ? 'national' : `${role.value}.${centre.value}`);
  const desk = (): Api => api(user());

  const detail = startDetail({
    desk,
    user,
    centres: () => centres,
    changed: () => void refresh(),
    closed: () => open(undefined),
  });

  function open(id: string | undefined): void {
    opened = id;
    section.classList.toggle('reading', id !== undefined);
    detail.open(id);
    mark();
  }

  function mark(): void {
    for (const element of list.querySelectorAll<HTMLElement>('[data-id]')) {
      if (element.dataset.id === opened) element.setAttribute('aria-current', 'true');
      else element.removeAttribute('aria-current');
    }
  }

  function filter(): Record<string, string> {
    const wanted: Record<string, string> = {};
    if (centre.value === 'national') wanted.centre = 'national';
    if (show.value === 'mine') wanted.assignee = user();
    else if (show.value) wanted.state = show.value;
    return wanted;
  }

  async function refresh(): Promise<void> {
    if (centre.value === '') return;
    const asked = `${user()} ${show.value}`;
    const found: AidRequest[] = [];
    let next: string | null = null;
    try {
      for (let page = 0; page < pages; page++) {
        const answer = await desk().requests({ ...filter(), ...(next ? { cursor: next } : {}) });
        found.push(...answer.items);
        next = answer.cursor;
        if (next === null) break;
      }
    } catch {
      notice.textContent = words(
        'Chưa tải được danh sách, đang thử lại…',
        'The list could not be loaded, trying again…',
      );
      return;
    }
    // The person has gone to another desk meanwhile.
    if (asked !== `${user()} ${show.value}`) return;
    notice.textContent = '';
    items = found;
    cursor = next;
    draw();
    await detail.listed(items);
  }

  function draw(): void {
    const state = JSON.stringify(items);
    tickTimes(list);
    if (state === shown) return;
    shown = state;
    const focused =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset.id : undefined;
    list.replaceChildren(
      ...items.map((item) =>
        make(
          'li',
          {},
          row(item, () => open(item.id)),
        ),
      ),
    );
    mark();
    if (focused) list.querySelector<HTMLElement>(`[data-id="${CSS.escape(focused)}"]`)?.focus();
    empty.hidden = items.length > 0;
    more.hidden = cursor === null;
    count.textContent = items.length > 0 ? `(${items.length}${cursor === null ? '' : '+'})` : '';
  }

  function changeDesk(): void {
    pages = 1;
    items = [];
    role.disabled = centre.value === 'national';
    open(undefined);
    draw();
    void refresh();
  }

  async function loadCentres(): Promise<void> {
    centres = await api('national').centres();
    const chosen = centre.value;
    const options = centres.map((one) => new Option(`${shortCentre(one)} (${one.code})`, one.code));
    // The national desk comes first: whatever has no settled place is there.
    options.sort((one, other) => Number(other.value === 'national') - Number(one.value === 'national'));
    centre.replaceChildren(...options);
    if (chosen) centre.value = chosen;
    changeDesk();
  }

  for (const control of [centre, role, show]) control.addEventListener('change', changeDesk);
  more.addEventListener('click', () => {
    pages += 1;
    void refresh();
  });
  repeat(EVERY_MS, () => (centres.length > 0 ? refresh() : loadCentres()));

  return {
    open: (code, requestId) => {
      centre.value = code;
      show.value = '';
      changeDesk();
      open(requestId);
      if (location.hash === '#worklist') section.scrollIntoView();
      else location.hash = 'worklist';
    },
    name: (code) => {
      const known = centres.find((one) => one.code === code);
      return known ? shortCentre(known) : code;
    },
  };
}
