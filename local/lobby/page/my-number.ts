import { e164 } from '../../../domain/contact/phone.ts';
import { find, onSubmit } from './dom.ts';

const STORED_AS = 'lobby.number';
const listeners: (() => void)[] = [];
// A new tab is a new person: an earlier one's half of a conversation is gone with their tab.
let number = sessionStorage.getItem(STORED_AS) ?? randomMobile();

/** The person's own number in E.164: the phone and the SMS phone are one person's. */
export const myNumber = (): string => e164(number) ?? number;

export const onNumberChange = (listener: () => void): void => {
  listeners.push(listener);
};

/** Wires every number field of the page; a number that is none is put back. */
export function startNumbers(): void {
  const fields = [...document.querySelectorAll<HTMLInputElement>('[data-number]')];
  const set = (next: string) => {
    if (e164(next)) number = next.trim();
    sessionStorage.setItem(STORED_AS, number);
    for (const field of fields) field.value = number;
    for (const listener of listeners) listener();
  };
  set(number);
  for (const field of fields) field.addEventListener('change', () => set(field.value));
  for (const another of document.querySelectorAll('[data-new-number]')) {
    another.addEventListener('click', () => set(randomMobile()));
  }
  onSubmit(find('#caller', HTMLFormElement), () => undefined);
}

/** A number of the 091 range, written as people write it. */
function randomMobile(): string {
  const digits = String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0');
  return `091${digits[0]} ${digits.slice(1, 4)} ${digits.slice(4)}`;
}
