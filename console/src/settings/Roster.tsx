import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered } from '../api/client.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';

export interface OnDuty {
  readonly username: string;
  readonly phone: string;
}

/** Whose telephone rings first when a call is put through, and whose next. */
export function Roster({
  centre,
  roster,
  change,
}: {
  centre: string;
  roster: readonly OnDuty[];
  change: (roster: readonly OnDuty[]) => void;
}) {
  const { t } = useTranslation();
  const { api, me } = useDesk();
  const query = centre === me.centre ? {} : { centre };
  const { data: people = [] } = useQuery({
    queryKey: ['handlers', centre],
    queryFn: async () => answered(await api.GET('/api/handlers', { params: { query } })).items,
  });
  const nameOf = (username: string) => people.find((one) => one.username === username)?.name ?? username;
  const free = people.filter(
    ({ username, disabled }) => !disabled && roster.every((one) => one.username !== username),
  );
  const earlier = (at: number) =>
    change(roster.map((one, index) => roster[index === at ? at - 1 : index === at - 1 ? at : index] ?? one));
  return (
    <fieldset className="choices card">
      <legend>{t('settings.roster')}</legend>
      <p className="muted">{t('settings.rosterHow')}</p>
      <ol className="on-duty">
        {roster.map(({ username, phone }, index) => (
          <li key={username} className="row line">
            <TextInput
              type="tel"
              label={t('settings.rosterPhone', { number: index + 1, name: nameOf(username) })}
              required
              maxLength={30}
              autoComplete="off"
              value={phone}
              onChange={({ currentTarget }) => {
                const typed = currentTarget.value;
                change(roster.map((one) => (one.username === username ? { ...one, phone: typed } : one)));
              }}
            />
            <Button
              variant="default"
              disabled={index === 0}
              aria-label={t('settings.earlierName', { name: nameOf(username) })}
              onClick={() => earlier(index)}
            >
              {t('settings.earlier')}
            </Button>
            <button
              type="button"
              className="icon-button"
              aria-label={t('settings.offDuty', { name: nameOf(username) })}
              onClick={() => change(roster.filter((one) => one.username !== username))}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ol>
      {free.length > 0 ? (
        <NativeSelect
          label={t('settings.addToRoster')}
          data={[
            { value: '', label: t('decide.choose') },
            ...free.map(({ username, name }) => ({ value: username, label: name })),
          ]}
          value=""
          onChange={({ currentTarget }) => {
            const added = free.find(({ username }) => username === currentTarget.value);
            if (added) change([...roster, { username: added.username, phone: added.phone ?? '' }]);
          }}
        />
      ) : null}
    </fieldset>
  );
}
