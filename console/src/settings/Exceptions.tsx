import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../app/icons.tsx';
import { readSessions } from './sessions.ts';

/** A day with hours of its own, as typed. */
export interface TypedDay {
  readonly key: string;
  readonly date: string;
  readonly hours: string;
}

export const isReadable = ({ date, hours }: TypedDay): boolean => date === '' || readSessions(hours) !== null;

/** Days on which a centre works otherwise than in the week, or not at all. */
export function Exceptions({
  days,
  change,
}: {
  days: readonly TypedDay[];
  change: (days: readonly TypedDay[]) => void;
}) {
  const { t } = useTranslation();
  const set = (key: string, more: Partial<TypedDay>) =>
    change(days.map((one) => (one.key === key ? { ...one, ...more } : one)));
  return (
    <fieldset className="choices card">
      <legend>{t('settings.exceptions')}</legend>
      <p className="muted">{t('settings.exceptionsHow')}</p>
      {days.map((one, index) => (
        <div key={one.key} className="row line">
          <TextInput
            type="date"
            label={t('settings.exceptionDay', { number: index + 1 })}
            value={one.date}
            onChange={({ currentTarget }) => set(one.key, { date: currentTarget.value })}
          />
          <TextInput
            label={t('settings.exceptionHours', { number: index + 1 })}
            placeholder={t('settings.closed')}
            error={isReadable(one) ? undefined : t('settings.hoursUnreadable')}
            value={one.hours}
            onChange={({ currentTarget }) => set(one.key, { hours: currentTarget.value })}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={t('settings.removeDay', { number: index + 1 })}
            onClick={() => change(days.filter(({ key }) => key !== one.key))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<Icon name="add" size={18} />}
          onClick={() => change([...days, { key: crypto.randomUUID(), date: '', hours: '' }])}
        >
          {t('settings.addDay')}
        </Button>
      </div>
    </fieldset>
  );
}
