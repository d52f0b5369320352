import type { TFunction } from 'i18next';
import type { Law } from '../api/types.ts';

/** A fact's value as a person reads it; what is no longer known is said so. */
export function factInWords(fact: string, value: unknown, t: TFunction, law: Law | undefined): string {
  if (value === null || value === undefined || value === '') return t('fact.none');
  if (typeof value === 'boolean') return t(value ? 'answer.yes' : 'answer.no');
  if (Array.isArray(value)) {
    if (value.length === 0) return t('fact.none');
    return value
      .map((one) =>
        fact === 'signals'
          ? t(`signal.${one}`)
          : (law?.categories.find(({ code }) => code === one)?.text ?? String(one)),
      )
      .join('; ');
  }
  if (typeof value === 'object') {
    if ('words' in value) return String(value.words);
    return Object.entries(value)
      .filter(([, one]) => one !== null && one !== '')
      .map(([name, one]) => (name === 'sex' ? t(`sex.${one}`) : String(one)))
      .join(', ');
  }
  if (fact === 'hearingOn' || fact === 'limitOn') return String(value).split('-').reverse().join('/');
  if (fact === 'financialProof') {
    return law?.financialTest.grounds.find(({ code }) => code === value)?.text ?? String(value);
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
