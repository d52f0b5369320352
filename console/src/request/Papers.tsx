import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import { paperFile, saveFile } from './paper-file.ts';
import { PAPERS, type PaperKind, paperPage } from './papers.ts';

/** The forms of the law filled from what is known, to be taken away as a file or printed; the timeline notes who made which. */
export function Papers({ request: { id, code } }: { request: Full }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const [making, setMaking] = useState<PaperKind | null>(null);
  const [failed, setFailed] = useState(false);
  const [number, setNumber] = useDraft(id, 'paper-number');
  const numbered = (paper: PaperKind) => paper !== 'application' && number.trim() !== '';

  const download = async (paper: PaperKind) => {
    setMaking(paper);
    setFailed(false);
    try {
      const file = await paperFile(api, id, paper, numbered(paper) ? number.trim() : '');
      saveFile(file, `${t(`paper.file.${paper}`)}-${code}.docx`);
      await queries.invalidateQueries({ queryKey: ['request', id] });
    } catch {
      setFailed(true);
    } finally {
      setMaking(null);
    }
  };

  return (
    <section className="card no-print" aria-labelledby="papers">
      <h2 id="papers">{t('paper.title')}</h2>
      <ul className="clocks">
        {PAPERS.map((paper) => (
          <li key={paper}>
            <strong>{t(`paper.${paper}`)}</strong>
            <span className="row">
              <Button
                variant="default"
                size="compact-md"
                loading={making === paper}
                leftSection={<Icon name="file" size={16} />}
                aria-label={t('paper.downloadName', { name: t(`paper.${paper}`) })}
                onClick={() => void download(paper)}
              >
                {t('paper.download')}
              </Button>
              <Button
                variant="default"
                size="compact-md"
                aria-label={t('paper.viewName', { name: t(`paper.${paper}`) })}
                onClick={() => go(paperPage(id, paper, number))}
              >
                {t('paper.view')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <TextInput
        label={t('paper.number')}
        description={t('paper.numberHow')}
        maxLength={50}
        autoComplete="off"
        value={number}
        onChange={({ currentTarget }) => setNumber(currentTarget.value)}
      />
      {failed ? (
        <p className="entry-mark danger" role="alert">
          <Icon name="warning" size={16} /> {t('paper.failed')}
        </p>
      ) : null}
    </section>
  );
}
