import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { lawQuery } from '../api/queries.ts';
import type { Entry, Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon, type IconName } from '../app/icons.tsx';
import { clock, moment } from '../time/wording.ts';
import { factInWords } from './fact-words.ts';

const ICONS: Readonly<Record<string, IconName>> = {
  claimed: 'check',
  released: 'back',
  assigned: 'team',
  transferred: 'swap',
  closed: 'lock',
  timer: 'clock',
  clock: 'clock',
  opened: 'office',
  decided: 'check',
  reopened: 'back',
  facts: 'note',
  'papers-asked': 'file',
  paper: 'file',
  file: 'file',
  call: 'phone',
};

/** An event between the words: who did what, when and why. */
export function Happened({ entry, request, by }: { entry: Entry; request: Full; by: string }) {
  const { t, i18n } = useTranslation();
  const { api } = useDesk();
  const { data: law } = useQuery(lawQuery(api, request));
  const { decision, edits = [], papers = [] } = entry;
  const outcome = t(`happened.${entry.type}.${entry.outcome ?? entry.reason ?? ''}`, { defaultValue: '' });
  const category = law?.categories.find(({ id }) => id === decision?.categoryId);
  const ground = law?.refusalGrounds.find(({ code }) => code === decision?.ground);
  return (
    <div className="entry event">
      <Icon name={ICONS[entry.type] ?? 'info'} size={16} />
      <div>
        <p>
          <strong>{t(`entry.${entry.type}`, { defaultValue: t('entry.else') })}</strong>
          {outcome ? ` ${outcome}` : null}
          {entry.assignedTo === undefined ? null : ` ${entry.assignedTo}`} · {by} ·{' '}
          <time dateTime={entry.at} title={moment(entry.at, i18n.language)}>
            {clock(entry.at, i18n.language)}
          </time>
        </p>
        {decision ? (
          <p className="entry-more">
            {t(`decision.${decision.outcome}`)}
            {decision.reason && decision.outcome === 'void'
              ? `: ${t(`void.${decision.reason}`, { defaultValue: decision.reason })}`
              : null}
            {category ? ` · ${category.text} (${category.article})` : null}
            {ground ? ` · ${ground.text} (${ground.article})` : null}
            {decision.registerNumber ? ` · ${t('decide.register')}: ${decision.registerNumber}` : null}
            {(decision.answer ?? decision.text ?? decision.to)
              ? `: ${decision.answer ?? decision.text ?? decision.to}`
              : null}
          </p>
        ) : null}
        {edits.map(({ fact, to }) => (
          <p key={fact} className="entry-more">
            {t(`factName.${fact}`, { defaultValue: fact })}: {factInWords(fact, to, t, law)}
          </p>
        ))}
        {papers.length > 0 ? (
          <p className="entry-more">
            {papers.map((paper) => (entry.type === 'paper' ? t(`paper.${paper}`) : paper)).join('; ')}
          </p>
        ) : null}
        {entry.text && edits.length === 0 && !decision ? <p className="entry-more">{entry.text}</p> : null}
        {entry.clock ? (
          <p className="entry-more">
            {law?.clocks.find(({ kind }) => kind === entry.clock)?.title ?? t('entry.clock')}
          </p>
        ) : null}
        {entry.other ? (
          <p className="entry-more">
            <Link href={`/requests/${entry.other.id}`}>{entry.other.code}</Link>
          </p>
        ) : null}
        {entry.explanation ? <p className="entry-more">{entry.explanation}</p> : null}
        {entry.reason && !entry.explanation && entry.type !== 'timer' ? (
          <p className="entry-more">{t('entry.reason', { reason: entry.reason })}</p>
        ) : null}
      </div>
    </div>
  );
}
