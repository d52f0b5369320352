import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Entry } from '../api/types.ts';
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
export function Happened({ entry, by }: { entry: Entry; by: string }) {
  const { t, i18n } = useTranslation();
  const { decision, edits = [], papers = [] } = entry;
  return (
    <div className="entry event">
      <Icon name={ICONS[entry.type] ?? 'info'} size={16} />
      <div>
        <p>
          <strong>{t(`entry.${entry.type}`, { defaultValue: t('entry.else') })}</strong>
          {entry.assignedTo === undefined ? null : ` ${entry.assignedTo}`} · {by} ·{' '}
          <time dateTime={entry.at} title={moment(entry.at, i18n.language)}>
            {clock(entry.at, i18n.language)}
          </time>
        </p>
        {decision ? (
          <p className="entry-more">
            {t(`decision.${decision.outcome}`)}
            {decision.registerNumber ? ` · ${t('decide.register')}: ${decision.registerNumber}` : null}
            {(decision.answer ?? decision.text ?? decision.to)
              ? `: ${decision.answer ?? decision.text ?? decision.to}`
              : null}
          </p>
        ) : null}
        {edits.map(({ fact, to }) => (
          <p key={fact} className="entry-more">
            {t(`factName.${fact}`, { defaultValue: fact })}: {factInWords(fact, to, t)}
          </p>
        ))}
        {papers.length > 0 ? <p className="entry-more">{papers.join('; ')}</p> : null}
        {entry.text && edits.length === 0 && !decision ? <p className="entry-more">{entry.text}</p> : null}
        {entry.other ? (
          <p className="entry-more">
            <Link href={`/requests/${entry.other.id}`}>{entry.other.code}</Link>
          </p>
        ) : null}
        {entry.explanation ? <p className="entry-more">{entry.explanation}</p> : null}
        {entry.reason && !entry.explanation ? (
          <p className="entry-more">{t('entry.reason', { reason: entry.reason })}</p>
        ) : null}
      </div>
    </div>
  );
}
