export type Unit = 'day' | 'hour' | 'minute';

/**
 * A stretch of time in the two largest units that matter, as amounts: 125 minutes → 2 hours, 5 minutes. Beyond two days
 * only the days count; under a minute there is nothing.
 *
 * @param ms milliseconds, not negative
 */
export function stretch(ms: number): readonly { readonly unit: Unit; readonly count: number }[] {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  const days = Math.floor(minutes / 1440);
  const parts: { unit: Unit; count: number }[] = [
    { unit: 'day', count: days },
    { unit: 'hour', count: Math.floor((minutes % 1440) / 60) },
    { unit: 'minute', count: days > 0 ? 0 : minutes % 60 },
  ];
  const told = days > 1 ? parts.slice(0, 1) : parts;
  return told.filter(({ count }) => count > 0);
}
