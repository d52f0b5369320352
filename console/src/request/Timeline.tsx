import { useTranslation } from 'react-i18next';
import type { Entry, Full } from '../api/types.ts';
import { day } from '../time/wording.ts';
import { TimelineEntry } from './TimelineEntry.tsx';

/** Everything that happened, over all channels, in the order it happened. */
export function Timeline({ request }: { request: Full }) {
  const { t, i18n } = useTranslation();
  const days = byDay(request.timeline, (at) => day(at, i18n.language));
  const marks = [request.facts.casePlace?.words, request.facts.residence?.words].filter(
    (words): words is string => words !== undefined && words.trim() !== '',
  );
  return (
    <section className="card conversation" aria-labelledby="conversation">
      <h2 id="conversation">{t('request.conversation')}</h2>
      {days.map(([name, entries]) => (
        <div key={name}>
          <h3 className="day">{name}</h3>
          <ol className="entries">
            {entries.map((entry) => (
              <TimelineEntry key={entry.id} entry={entry} request={request} marks={marks} />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

function byDay(entries: readonly Entry[], name: (at: string) => string): [string, Entry[]][] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = name(entry.at);
    days.set(key, [...(days.get(key) ?? []), entry]);
  }
  return [...days];
}
