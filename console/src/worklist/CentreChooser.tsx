import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { centresQuery } from '../api/queries.ts';
import { useDesk } from '../app/desk.ts';
import { shortCentre } from './short-centre.ts';

/** Whose list the national desk looks at; its own stands first. */
export function CentreChooser({ centre, choose }: { centre: string; choose: (centre: string) => void }) {
  const { t } = useTranslation();
  const { api, me } = useDesk();
  const { data: centres = [] } = useQuery(centresQuery(api));
  const choices = centres
    .map((one) => ({ value: one.code, label: shortCentre(one, t) }))
    .sort(
      (one, other) =>
        Number(other.value === me.centre) - Number(one.value === me.centre) ||
        one.label.localeCompare(other.label, 'vi'),
    );
  return (
    <NativeSelect
      label={t('list.centre')}
      data={choices}
      value={centre}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    />
  );
}
