import { useTranslation } from 'react-i18next';
import type { Entry, Full } from '../api/types.ts';
import { day } from '../time/wording.ts';
import { TimelineEntry } from './TimelineEntry.tsx';

/** Everything that happened, over all channels, in the order it happened. */
export function Timeline({ request }: { request: Full }) {
  const { t, i18n } = useTranslation();
  const days = byDay(request.timeline.filter(told), (at) => day(at, i18n.language));
  return (
    <section className="card conversation" aria-labelledby="conversation">
      <h2 id="conversation">{t('request.conversation')}</h2>
      {days.map(([name, entries]) => (
        <div key={name}>
          <h3 className="day">{name}</h3>
          <ol className="entries">
            {entries.map((entry) => (
              <TimelineEntry key={entry.id} entry={entry} request={request} />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

/** What became of a message is told at the message itself; that a file arrived, at the file. */
const told = (entry: Entry): boolean =>
  (entry.type !== 'message' || entry.messages !== undefined) && entry.type !== 'file';

function byDay(entries: readonly Entry[], name: (at: string) => string): [string, Entry[]][] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = name(entry.at);
    days.set(key, [...(days.get(key) ?? []), entry]);
  }
  return [...days];
}
