import type { TFunction } from 'i18next';

/** A fact's value as a person reads it; what is no longer known is said so. */
export function factInWords(fact: string, value: unknown, t: TFunction): string {
  if (value === null || value === undefined || value === '') return t('fact.none');
  if (typeof value === 'boolean') return t(value ? 'answer.yes' : 'answer.no');
  if (Array.isArray(value)) {
    return value.map((one) => (fact === 'signals' ? t(`signal.${one}`) : String(one))).join(', ');
  }
  if (typeof value === 'object') {
    const words = 'words' in value ? value.words : Object.values(value).filter(Boolean).join(', ');
    return String(words);
  }
  const known: Readonly<Record<string, string>> = {
    matter: `matter.${value}`,
    safeContact: `safe.${value}Short`,
    forWhom: `forWhom.${value}`,
    language: `language.${value}`,
  };
  const key = known[fact];
  return key === undefined ? String(value) : t(key, { defaultValue: String(value) });
}
