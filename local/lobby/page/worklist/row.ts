import { systemNow } from '../clock.ts';
import { make } from '../dom.ts';
import { english, moment, words } from '../language.ts';
import type { AidRequest } from './api.ts';
import { stretch } from './stretch.ts';
import { channelInWords, matterInWords, stateInWords, writtenCode } from './wording.ts';

/** One request in the list: what it is, where, since when, and who has it. */
export function row(request: AidRequest, onOpen: () => void): HTMLElement {
  const element = make(
    'button',
    { type: 'button', class: `request ${request.urgency}`, 'data-id': request.id },
    make(
      'span',
      { class: 'request-head' },
      ...urgencyMark(request),
      make('span', { class: 'code' }, writtenCode(request.code)),
      make('span', { class: `state ${request.state}` }, stateInWords(request.state)),
    ),
    make('span', { class: 'request-matter' }, matterInWords(request.matter ?? 'none')),
    make(
      'span',
      { class: 'request-basis' },
      request.basis ?? words('Chưa rõ địa phương', 'Place not yet known'),
    ),
    make(
      'span',
      { class: 'request-foot' },
      channelInWords(request.channel),
      ' · ',
      since(request.createdAt),
      request.assignee ? ` · ${request.assignee}` : '',
    ),
  );
  element.addEventListener('click', onOpen);
  return element;
}

/** Urgent is said by a word and a sign, not by colour alone. */
export function urgencyMark(request: AidRequest): HTMLElement[] {
  if (request.urgency !== 'urgent') return [];
  return [make('span', { class: 'urgent-mark' }, words('▲ Khẩn', '▲ Urgent'))];
}

/** How long something has waited; `tickTimes` keeps it true. */
function since(at: string): HTMLElement {
  return make(
    'time',
    { datetime: at, 'data-since': at, title: moment(at, { dateStyle: 'short', timeStyle: 'short' }) },
    waited(at),
  );
}

function waited(at: string): string {
  const time = stretch(systemNow() - Date.parse(at), english);
  return words(`đã chờ ${time}`, `waiting ${time}`);
}

export function tickTimes(within: HTMLElement): void {
  for (const time of within.querySelectorAll<HTMLElement>('[data-since]')) {
    const now = waited(time.dataset.since ?? '');
    if (time.textContent !== now) time.textContent = now;
  }
}
