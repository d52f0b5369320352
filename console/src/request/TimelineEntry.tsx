import { useTranslation } from 'react-i18next';
import type { Entry, Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon, type IconName } from '../app/icons.tsx';
import { clock, moment } from '../time/wording.ts';
import { marked } from './marked.ts';

type Side = 'citizen' | 'us' | 'event';

const sideOf = ({ type }: Entry): Side =>
  type === 'contact' ? 'citizen' : type === 'message' || type === 'note' ? 'us' : 'event';

const ICONS: Readonly<Record<string, IconName>> = {
  claimed: 'check',
  released: 'back',
  transferred: 'swap',
  closed: 'lock',
  timer: 'clock',
  opened: 'office',
};

/** One thing that happened: what a citizen said to the left, what we said to the right, events between. */
export function TimelineEntry({
  entry,
  request,
  marks,
}: {
  entry: Entry;
  request: Full;
  marks: readonly string[];
}) {
  const { t, i18n } = useTranslation();
  const { me } = useDesk();
  const side = sideOf(entry);
  const by = who(entry.by);
  const time = (
    <time dateTime={entry.at} title={moment(entry.at, i18n.language)}>
      {clock(entry.at, i18n.language)}
    </time>
  );

  function who(name: string): string {
    if (name === 'citizen') return request.citizen.name ?? t('by.citizen');
    if (name === me.username) return t('by.me');
    return ['timer', 'gate', 'system'].includes(name) ? t('by.system') : name;
  }

  if (side === 'event') {
    return (
      <li className="entry event">
        <Icon name={ICONS[entry.type] ?? 'info'} size={16} />
        <p>
          <strong>{t(`entry.${entry.type}`, { defaultValue: entry.type })}</strong> · {by} · {time}
          {entry.reason ? (
            <span className="entry-reason">{t('entry.reason', { reason: entry.reason })}</span>
          ) : null}
        </p>
      </li>
    );
  }
  const said = entry.text ?? entry.speech;
  return (
    <li className={`entry ${side}${entry.type === 'note' ? ' note' : ''}`}>
      <p className="entry-head">
        <strong>{by}</strong>
        <span>
          {entry.type === 'note' ? t('entry.note') : null}
          {entry.channel ? t(`channel.${entry.channel}`) : null}
          {entry.speech !== undefined ? ` · ${t('entry.speech')}` : null}
        </span>
        {time}
      </p>
      {said === undefined ? null : (
        <p className="said" lang="vi">
          {side === 'citizen'
            ? marked(said, marks).map(({ text, mark }, index) =>
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name and never move
                mark ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
              )
            : said}
        </p>
      )}
      {entry.keys === undefined ? null : <p className="said">{t('entry.keys', { keys: entry.keys })}</p>}
      {(entry.attachments ?? []).map((file, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the files of one message never move
        <p key={index} className="attached">
          <Icon name="file" size={18} />
          {file.name ?? t(`attachment.${file.kind}`, { defaultValue: t('attachment.other') })}
          {file.phone ? ` · ${file.phone}` : null}
          {file.seconds === undefined ? null : ` · ${t('entry.seconds', { count: file.seconds })}`}
        </p>
      ))}
      {said === undefined && entry.keys === undefined && !entry.attachments ? (
        <p className="said quiet">{t('entry.silent')}</p>
      ) : null}
      <Marks entry={entry} />
      {entry.answer ? (
        <details className="answered">
          <summary>{t('entry.answered')}</summary>
          <p lang="vi">{entry.answer}</p>
        </details>
      ) : null}
    </li>
  );
}

/** What became of a message of ours, and what is to be known about one of theirs. */
function Marks({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const failed = entry.reason !== undefined || entry.outcome === 'failed';
  return (
    <>
      {entry.toBeConfirmed ? (
        <p className="entry-mark care">
          <Icon name="warning" size={16} /> {t('entry.toBeConfirmed')}
        </p>
      ) : null}
      {entry.heldBack ? (
        <p className="entry-mark care">
          <Icon name="warning" size={16} /> {t('entry.heldBack')}
        </p>
      ) : null}
      {entry.late ? <p className="entry-mark">{t('entry.late')}</p> : null}
      {entry.type === 'message' && entry.outcome ? (
        <p className={failed ? 'entry-mark danger' : 'entry-mark'}>
          <Icon name={failed ? 'warning' : 'check'} size={16} />
          {t(`outcome.${entry.outcome}`, { defaultValue: entry.outcome })}
          {entry.explanation ? `: ${entry.explanation}` : null}
        </p>
      ) : null}
    </>
  );
}
