import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import vi from './vi.json';

export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEPT = 'console.language';

/** Vietnamese is in the first load; English is fetched by whoever asks for it. */
export async function openWords(): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: 'vi',
    resources: { vi: { translation: vi } },
    // React writes every word as text.
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  });
  if (localStorage.getItem(KEPT) === 'en') await speak('en');
  return i18next;
}

export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { default: words } = await import('./en.json');
    i18next.addResourceBundle('en', 'translation', words);
  }
  await i18next.changeLanguage(language);
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
}
