import { find } from './dom.ts';
import { words } from './language.ts';
import { repeat } from './server.ts';

const EVERY_MS = 5_000;

/** One line that says whether the local system answers. */
export function startHealth(): void {
  const line = find('#health', HTMLElement);
  const text = find('#health-text', HTMLElement);
  repeat(EVERY_MS, async () => {
    const healthy = await fetch('/health').then(
      ({ ok }) => ok,
      () => false,
    );
    const state = healthy ? 'up' : 'down';
    if (line.dataset.state === state) return;
    line.dataset.state = state;
    text.textContent = healthy
      ? words('Hệ thống chạy tốt', 'The system is running')
      : words('Hệ thống không trả lời', 'The system does not answer');
  });
}
