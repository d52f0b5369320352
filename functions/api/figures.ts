import { type DayOfFigures, readFigures } from '../../adapters/dynamodb/figures.ts';
import { json, problem } from '../../adapters/http/problem.ts';
import { ALL_CENTRES } from '../../domain/figures/contribution.ts';
import type { Call } from './call.ts';
import { figuresQuery } from './desk-schemas.ts';

/** Days of one question. */
const MOST_DAYS = 366;
const DAY = 86_400_000;

/** What came and what became of it, day by day, of one's own centre; the national desk sees all or one. */
export async function readCounts({ table, handler, query }: Call) {
  const asked = figuresQuery.safeParse(query);
  if (!asked.success) return problem(400, 'The query has from and to as days, YYYY-MM-DD.');
  const { from, to, centre = handler.role === 'national' ? ALL_CENTRES : handler.centre } = asked.data;
  if (centre !== handler.centre && handler.role !== 'national')
    return problem(403, 'Only the figures of your own centre.');
  const days = (Date.parse(to) - Date.parse(from)) / DAY + 1;
  if (!(days >= 1 && days <= MOST_DAYS)) return problem(400, 'From one day to another, a year at the most.');
  const found = await readFigures(table, centre, from, to);
  return json(200, {
    from,
    to,
    centre,
    total: figuresOf(found),
    days: found.map((one) => ({ day: one.day, ...figuresOf([one]) })),
  });
}

function figuresOf(days: readonly DayOfFigures[]) {
  const sum: Record<string, number> = {};
  for (const { counters } of days)
    for (const [name, count] of Object.entries(counters)) sum[name] = (sum[name] ?? 0) + count;
  const part = (kind: string) =>
    Object.fromEntries(
      Object.entries(sum).flatMap(([name, count]) =>
        name.startsWith(`${kind}:`) ? [[name.slice(kind.length + 1), count]] : [],
      ),
    );
  const { arrived = 0, urgent = 0, overdue = 0 } = sum;
  return {
    arrived,
    urgent,
    overdue,
    byChannel: part('channel'),
    byMatter: part('matter'),
    byOutcome: part('outcome'),
    firstContact: { inTime: sum['first-contact:in-time'] ?? 0, late: sum['first-contact:late'] ?? 0 },
    transferred: { in: sum['transferred:in'] ?? 0, out: sum['transferred:out'] ?? 0 },
  };
}
