import * as z from 'zod';
import { find } from './dom.ts';
import { moment, words } from './language.ts';
import { get, post } from './server.ts';

let offsetMs = 0;

/** The system's clock, which may be ahead of this machine's. */
export const systemNow = (): number => Date.now() + offsetMs;

function set(answer: unknown): void {
  offsetMs = Date.parse(z.object({ now: z.string() }).parse(answer).now) - Date.now();
}

/** Shows the system's clock and lets a tester move it. */
export function startClock(): void {
  const shown = find('#clock', HTMLTimeElement);
  const show = () => {
    const now = new Date(systemNow());
    shown.dateTime = now.toISOString();
    shown.textContent = `${moment(now.getTime(), { timeStyle: 'short' })} · ${moment(now.getTime(), { dateStyle: 'full' })}`;
  };
  for (const mover of document.querySelectorAll<HTMLButtonElement>('[data-advance]')) {
    mover.addEventListener('click', async () => {
      mover.disabled = true;
      shown.textContent = words('Đang chuyển giờ…', 'Moving the clock…');
      await post('/dev/clock', { advance: mover.dataset.advance }).then(set, () => undefined);
      mover.disabled = false;
      show();
    });
  }
  show();
  setInterval(show, 5_000);
  void get('/dev/clock').then(set).then(show, show);
}
