import { useEffect, useRef } from 'react';

const KEPT = 'console.keys';

/** WCAG 2.1.4: single-key shortcuts can be switched off. */
export const keysOn = (): boolean => localStorage.getItem(KEPT) !== 'off';
export const switchKeys = (on: boolean): void => localStorage.setItem(KEPT, on ? 'on' : 'off');

const WRITING = 'input, textarea, select, [contenteditable]';

/** Single keys by their names in lower case, for as long as the caller is on the page; never while somebody writes or a dialog is open. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !keysOn()) return;
      if (event.target instanceof Element && event.target.closest(WRITING)) return;
      if (document.querySelector('dialog[open]')) return;
      const run = current.current[event.key.toLowerCase()];
      if (!run) return;
      event.preventDefault();
      run();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}
