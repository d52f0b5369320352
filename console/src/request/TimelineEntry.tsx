import { useTranslation } from 'react-i18next';
import type { Entry, Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { Attached } from './Attached.tsx';
import { Bubble } from './Bubble.tsx';
import { Happened } from './Happened.tsx';
import { pieces, type Understood } from './pieces.ts';
import { SentMessage } from './SentMessage.tsx';
import { useWho } from './useWho.ts';

/** Entries whose words are all said by the message they asked for. */
const ONLY_MESSAGES = ['reply', 'timer'];

/** One thing that happened: what a citizen said to the left, what we said to the right, events between. */
export function TimelineEntry({ entry, request }: { entry: Entry; request: Full }) {
  const { t } = useTranslation();
  const { me } = useDesk();
  const who = useWho(request);
  const messages = entry.messages ?? [];
  const sent = messages.map((message) => (
    <SentMessage
      key={message.id}
      message={message}
      by={entry.type === 'reply' ? (entry.by === me.username ? t('by.me') : entry.by) : t('by.system')}
    />
  ));
  return (
    <li className="happening">
      {entry.type === 'contact' ? (
        <Said entry={entry} request={request} by={who(entry.by)} />
      ) : entry.type === 'note' ? (
        <Bubble side="us note" by={who(entry.by)} how={[t('entry.note')]} at={entry.at}>
          <p className="said">{entry.text}</p>
        </Bubble>
      ) : messages.length > 0 && ONLY_MESSAGES.includes(entry.type) ? null : (
        <Happened entry={entry} request={request} by={who(entry.by)} />
      )}
      {sent}
    </li>
  );
}

/** What reached us from the citizen, as it came. */
function Said({ entry, request, by }: { entry: Entry; request: Full; by: string }) {
  const { t } = useTranslation();
  const said = entry.text ?? entry.speech;
  const { attachments = [], keys, understood = [] } = entry;
  return (
    <Bubble
      side="citizen"
      by={by}
      how={[entry.channel && t(`channel.${entry.channel}`), entry.speech !== undefined && t('entry.speech')]}
      at={entry.at}
    >
      {said === undefined ? null : (
        <p className="said" lang="vi">
          {pieces(said, understood).map(({ at, text, as }) =>
            as.length > 0 ? <Understanding key={at} text={text} as={as} /> : <span key={at}>{text}</span>,
          )}
        </p>
      )}
      {keys === undefined ? null : <p className="said">{t('entry.keys', { keys })}</p>}
      {attachments.map((file) => (
        <Attached key={file.id} requestId={request.id} file={file} />
      ))}
      {said === undefined && keys === undefined && attachments.length === 0 ? (
        <p className="said quiet">{t(wordless(entry), { defaultValue: t('entry.silent') })}</p>
      ) : null}
      <Cautions entry={entry} />
      {entry.channel === 'voice' && entry.answer ? (
        <details className="answered">
          <summary>{t('entry.answered')}</summary>
          <p lang="vi">{entry.answer}</p>
        </details>
      ) : null}
    </Bubble>
  );
}

/** What a contact was that has no words: a call that came in, a talk, a hang-up. */
const wordless = ({ outcome, channel }: Entry): string =>
  outcome === undefined || (outcome === 'arrival' && channel !== 'voice')
    ? 'entry.silent'
    : `said.${outcome}`;

function Understanding({ text, as }: { text: string; as: readonly Understood[] }) {
  const { t } = useTranslation();
  const meant = as.map(({ kind, value }) =>
    kind === 'province' ? t('understood.province') : `${t(`understood.${kind}`)}: ${t(`${kind}.${value}`)}`,
  );
  return <mark title={[...new Set(meant)].join('; ')}>{text}</mark>;
}

/** What is to be known about a message of theirs. */
function Cautions({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const cautions = (['toBeConfirmed', 'heldBack', 'late'] as const).filter((caution) => entry[caution]);
  return (
    <>
      {cautions.map((caution) => (
        <p key={caution} className="entry-mark care">
          <Icon name="warning" size={16} /> {t(`entry.${caution}`)}
        </p>
      ))}
      {entry.movedTo === undefined ? null : <p className="entry-mark">{t('entry.moved')}</p>}
    </>
  );
}
