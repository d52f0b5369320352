import { find } from './dom.ts';

const STORED_AS = 'lobby.language';

export const english = localStorage.getItem(STORED_AS) === 'en';
const locale = english ? 'en-GB' : 'vi-VN';

/** The wording in the chosen language, side by side where it is used. */
export const words = (vietnamese: string, inEnglish: string): string => (english ? inEnglish : vietnamese);

/** Translates the page's own HTML (`data-en…` beside the Vietnamese) and wires the switch. */
export function startLanguage(): void {
  if (english) {
    document.documentElement.lang = 'en';
    for (const element of document.querySelectorAll<HTMLElement>('[data-en]')) {
      element.textContent = element.dataset.en ?? '';
    }
    for (const element of document.querySelectorAll<HTMLElement>('[data-en-label]')) {
      element.setAttribute('aria-label', element.dataset.enLabel ?? '');
    }
    for (const element of document.querySelectorAll<HTMLElement>('[data-en-placeholder]')) {
      element.setAttribute('placeholder', element.dataset.enPlaceholder ?? '');
    }
  }
  const toggle = find('#language', HTMLButtonElement);
  toggle.textContent = english ? 'Tiếng Việt' : 'English';
  toggle.lang = english ? 'vi' : 'en';
  toggle.addEventListener('click', () => {
    localStorage.setItem(STORED_AS, english ? 'vi' : 'en');
    location.reload();
  });
}

/** A moment in Vietnam's time, whatever this machine's own is. */
export const moment = (at: string | number, style: Intl.DateTimeFormatOptions): string =>
  new Date(at).toLocaleString(locale, { ...style, timeZone: 'Asia/Ho_Chi_Minh' });
