import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { suggestionQuery } from '../api/queries.ts';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { moment } from '../time/wording.ts';

/** The requests that may be the same case, to be picked instead of typing a code; nothing is chosen beforehand. */
export function Likely({
  request,
  chosen,
  choose,
}: {
  request: Full;
  chosen: string;
  choose: (code: string) => void;
}) {
  const { t, i18n } = useTranslation();
  const { api } = useDesk();
  const name = useId();
  const { data } = useQuery(suggestionQuery(api, request));
  const likely = data?.duplicates ?? [];
  if (likely.length === 0) return null;
  return (
    <fieldset className="choices">
      <legend>{t('links.perhaps')}</legend>
      {likely.map(({ request: { code, matter, createdAt, citizen }, why }) => (
        <Radio
          key={code}
          name={name}
          label={[code, citizen.name, t(`matter.${matter}`), moment(createdAt, i18n.language)]
            .filter(Boolean)
            .join(' · ')}
          description={why.map((one) => t(`links.${one}`)).join(', ')}
          checked={chosen === code}
          onChange={() => choose(code)}
        />
      ))}
    </fieldset>
  );
}
