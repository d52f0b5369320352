import { Checkbox, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lawQuery, suggestionQuery } from '../api/queries.ts';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { ActDialog } from './ActDialog.tsx';
import type { ActsOn } from './useActs.ts';

/** Asks the citizen for papers: those that prove the likely categories stand ready to be ticked. */
export function AskPapers({ request, acts, onClose }: { request: Full; acts: ActsOn; onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const { data: law } = useQuery(lawQuery(api, request));
  const { data: suggestion } = useQuery(suggestionQuery(api, request));
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [others, setOthers] = useDraft(request.id, 'papers');
  const [text, setText] = useDraft(request.id, 'papers-text');
  const likely = new Set([
    ...(suggestion?.categories ?? []).map(({ code }) => code),
    ...(request.facts.categories ?? []),
  ]);
  const known = [
    ...new Set(
      (law?.categories ?? []).filter(({ code }) => likely.has(code)).flatMap((one) => one.evidence ?? []),
    ),
  ];
  const papers = [
    ...ticked,
    ...others
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ];

  const send = async () => {
    const { id, version } = request;
    const done = await acts.run(
      (to) =>
        to.POST('/api/requests/{id}/waiting', {
          params: { path: { id } },
          body: { version, papers, ...(text.trim() ? { text: text.trim() } : {}) },
        }),
      t('papersAsked.done'),
    );
    if (!done) return;
    setOthers('');
    setText('');
    onClose();
  };

  return (
    <ActDialog
      title={t('papersAsked.title')}
      verb={t('papersAsked.do')}
      acts={acts}
      ready={papers.length > 0}
      onSend={send}
      onClose={onClose}
    >
      {known.length > 0 ? (
        <fieldset className="choices">
          <legend>{t('papersAsked.likely')}</legend>
          {known.map((paper) => (
            <Checkbox
              key={paper}
              label={paper}
              checked={ticked.includes(paper)}
              onChange={({ currentTarget }) =>
                setTicked((now) =>
                  currentTarget.checked ? [...now, paper] : now.filter((one) => one !== paper),
                )
              }
            />
          ))}
        </fieldset>
      ) : null}
      <Textarea
        label={t(known.length > 0 ? 'papersAsked.others' : 'papersAsked.needed')}
        description={t('papersAsked.othersHow')}
        rows={3}
        value={others}
        onChange={({ currentTarget }) => setOthers(currentTarget.value)}
      />
      <Textarea
        label={t('papersAsked.text')}
        description={t('papersAsked.textHow')}
        rows={2}
        maxLength={2000}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
    </ActDialog>
  );
}
