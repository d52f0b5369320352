import { make } from './dom.ts';
import { moment } from './language.ts';

export interface ChatLine {
  id: string;
  /** Milliseconds. */
  at: number;
  from: 'me' | 'hotline';
  text: string;
  /** A word below the text, such as that it could not be delivered. */
  note?: string;
  /** Buttons and forms that came with it. */
  extras?: Node[];
}

/** Brings a conversation's log up to date; what already stands there stays, so that focus and screen readers do. */
export function showLines(log: HTMLElement, lines: readonly ChatLine[]): void {
  const wanted = new Set(lines.map(({ id }) => id));
  for (const child of [...log.children]) {
    if (child instanceof HTMLElement && !wanted.has(child.dataset.id ?? '')) child.remove();
  }
  const shown = new Map<string | undefined, Element>(
    [...log.children].map((child) => [child instanceof HTMLElement ? child.dataset.id : undefined, child]),
  );
  // It scrolls, so the keyboard must reach it.
  log.tabIndex = 0;
  let added = false;
  lines.forEach((line, index) => {
    const known = shown.get(line.id);
    const element = known ?? bubble(line);
    added ||= known === undefined;
    if (log.children[index] !== element) log.insertBefore(element, log.children[index] ?? null);
  });
  if (added) log.scrollTop = log.scrollHeight;
}

function bubble(line: ChatLine): HTMLElement {
  return make(
    'div',
    { class: `bubble ${line.from}`, 'data-id': line.id },
    make('p', { lang: 'vi' }, line.text),
    ...(line.extras ?? []),
    make(
      'span',
      { class: 'when' },
      moment(line.at, { timeStyle: 'short' }),
      line.note ? ` · ${line.note}` : '',
    ),
  );
}
