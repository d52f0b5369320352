export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export interface Session {
  readonly from: string;
  readonly to: string;
}

/** `07:30–11:30, 13:30–17:00` */
export const writeSessions = (sessions: readonly Session[]): string =>
  sessions.map(({ from, to }) => `${from}–${to}`).join(', ');

/** What somebody typed, with any dash and `7h30` or `7:30`; nothing is a day off, null is what cannot be read. */
export function readSessions(text: string): Session[] | null {
  if (text.trim() === '') return [];
  const sessions: Session[] = [];
  for (const part of text.split(/[,;]/)) {
    const match = /^\s*(\d{1,2})[:h](\d{2})?\s*[-–—]\s*(\d{1,2})[:h](\d{2})?\s*$/.exec(part);
    if (!match) return null;
    const [, fromHour = '', fromMinute = '00', toHour = '', toMinute = '00'] = match;
    const session = {
      from: `${fromHour.padStart(2, '0')}:${fromMinute}`,
      to: `${toHour.padStart(2, '0')}:${toMinute}`,
    };
    if (session.from >= session.to || session.to > '24:00' || session.from < (sessions.at(-1)?.to ?? ''))
      return null;
    sessions.push(session);
  }
  return sessions;
}
