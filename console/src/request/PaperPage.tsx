import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearch } from 'wouter';
import { answered } from '../api/client.ts';
import { useDesk } from '../app/desk.ts';
import { Failure } from '../app/Failure.tsx';
import { Icon } from '../app/icons.tsx';
import './paper.css';
import { paperFile, saveFile } from './paper-file.ts';
import { PAPERS } from './papers.ts';

/** A form of the law as a page to look at and to print. */
export function PaperPage({ id, named }: { id: string; named: string }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const paper = PAPERS.find((one) => one === named);
  const search = new URLSearchParams(useSearch());
  const number = search.get('number');
  // What was just passed on is another centre's: there is no request to go back to.
  const passed = search.has('passed');
  const sheet = useRef<HTMLElement>(null);
  const queries = useQueryClient();
  const { data, isError } = useQuery({
    queryKey: ['paper', id, paper, number],
    enabled: paper !== undefined,
    // Each making is noted on the timeline: once for each time somebody opens it.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () =>
      String(
        answered<unknown>(
          await api.POST('/api/requests/{id}/papers', {
            params: { path: { id } },
            body: { paper: paper ?? 'application', as: 'print', ...(number ? { number } : {}) },
            parseAs: 'text',
          }),
        ),
      ),
  });
  const [saving, setSaving] = useState(false);
  const [failed, setFailed] = useState(false);
  const save = async () => {
    if (paper === undefined) return;
    setSaving(true);
    setFailed(false);
    try {
      saveFile(await paperFile(api, id, paper, number ?? ''), `${t(`paper.file.${paper}`)}.docx`);
    } catch {
      setFailed(true);
    } finally {
      setSaving(false);
    }
  };
  const made = data !== undefined;
  useEffect(() => {
    // Whoever goes back finds the paper on the timeline, and the next step.
    if (made && !passed) void queries.invalidateQueries({ queryKey: ['request', id], refetchType: 'all' });
  }, [made, passed, queries, id]);
  useEffect(() => {
    if (data === undefined) return;
    // The server's page has a style of its own, which this page's policy keeps out: the words only.
    const words = data.replace(/<style>.*?<\/style>/s, '');
    const page = new DOMParser().parseFromString(words, 'text/html');
    sheet.current?.replaceChildren(...document.importNode(page.body, true).childNodes);
  }, [data]);

  return (
    <>
      <div className="page-head no-print">
        <Link href={passed ? '/' : `/requests/${id}`} className="back">
          <Icon name="back" size={18} /> {t(passed ? 'paper.toList' : 'paper.back')}
        </Link>
        <div className="row">
          <Button
            variant="default"
            disabled={data === undefined}
            loading={saving}
            leftSection={<Icon name="file" size={16} />}
            onClick={() => void save()}
          >
            {t('paper.download')}
          </Button>
          <Button disabled={data === undefined} onClick={() => print()}>
            {t('paper.print')}
          </Button>
        </div>
      </div>
      {failed ? <Failure text={t('paper.failed')} /> : null}
      {data === undefined ? (
        <p className="empty" role="status">
          {paper === undefined ? t('app.noPage') : isError ? t('paper.failed') : t('app.opening')}
        </p>
      ) : (
        <article ref={sheet} className="sheet-of-paper" lang="vi" aria-label={t(`paper.${paper}`)} />
      )}
    </>
  );
}
