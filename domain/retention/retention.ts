import table from '../../data/retention.json' with { type: 'json' };

/** A kind of data that has a period in data/retention.json. */
export type RetentionKind =
  | 'request'
  | 'case'
  | 'recording'
  | 'attachment'
  | 'transcript'
  | 'inbound'
  | 'idempotency'
  | 'look'
  | 'synthetic'
  | 'listed'
  | 'notice'
  | 'receipt'
  | 'connection'
  | 'ticket'
  | 'count';

interface Period {
  readonly kind: string;
  readonly days?: number | null;
  readonly seconds?: number;
}

const DAY = 86_400;
const PERIODS: readonly Period[] = table.kinds;

/**
 * Seconds for which a kind of data is kept; null where no period is set: then it is kept.
 * @throws where the file has no such kind
 */
export function keptFor(kind: RetentionKind): number | null {
  const row = PERIODS.find((each) => each.kind === kind);
  if (row === undefined) throw new Error(`data/retention.json has no ${kind}`);
  if (row.seconds !== undefined) return row.seconds;
  return typeof row.days === 'number' ? row.days * DAY : null;
}

/**
 * The table's time to live for an item of a kind; empty where it is kept.
 * @param now milliseconds since 1970
 */
export const timeToLive = (
  kind: RetentionKind,
  now: number,
  seconds: number | null = keptFor(kind),
): { readonly ttl?: number } => (seconds === null ? {} : { ttl: Math.ceil(now / 1000) + seconds });
