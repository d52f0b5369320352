import './app/styles.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { openWords } from './i18n/i18n.ts';
import { readConfig } from './signin/config.ts';
import { openSession } from './signin/session.ts';

const place = document.querySelector('#console');

async function start(element: Element): Promise<void> {
  const [words, config] = await Promise.all([openWords(), readConfig()]);
  document.title = words.t('title.list');
  const session = await openSession(config);
  if (session === null) return;
  createRoot(element).render(<App config={config} session={session} />);
}

if (place) {
  start(place).catch(() => {
    place.innerHTML = '';
    const text = document.createElement('p');
    text.className = 'starting';
    text.setAttribute('role', 'alert');
    text.textContent = 'Chưa mở được trang. Xin kiểm tra đường truyền rồi tải lại (F5).';
    place.append(text);
  });
}
