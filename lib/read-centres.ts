import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The inbox that takes what no centre claims. */
export const NATIONAL = 'national';

const centre = z.object({
  code: z.stringFormat('centre code', /^(\d{2}(-\d+)?|national)$/),
  name: z.string().min(1),
  closedOn: z.iso.date().optional(),
  successor: z.string().optional(),
});

export interface Centre {
  readonly code: string;
  readonly name: string;
  /** A closed centre keeps its inbox, so that nothing in it is lost, but no rule fills it any more. */
  readonly open: boolean;
}

/**
 * Reads the directory of centres.
 * @param today ISO date; a centre whose `closedOn` is not after it is closed
 * @throws Error naming every bad row
 */
export function readCentres(file: string, today: string): readonly Centre[] {
  const parsed = z
    .object({ centres: z.array(centre).min(1) })
    .safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);

  const { centres } = parsed.data;
  const isOpen = ({ closedOn }: { closedOn?: string | undefined }) =>
    closedOn === undefined || closedOn > today;
  const byCode = new Map(centres.map((row) => [row.code, row]));
  const faults = centres.flatMap((row) => {
    const successor = row.successor === undefined ? undefined : byCode.get(row.successor);
    return [
      ...(byCode.get(row.code) === row ? [] : [`code ${row.code} stands twice`]),
      ...(row.closedOn !== undefined && row.successor === undefined
        ? [`${row.code} closes on ${row.closedOn} without a successor`]
        : []),
      ...(row.successor !== undefined && (successor === undefined || successor === row)
        ? [`${row.code} names a successor that is not another centre: ${row.successor}`]
        : []),
      ...(successor !== undefined && successor !== row && !isOpen(row) && !isOpen(successor)
        ? [`${row.code} is succeeded by ${successor.code}, which is closed itself`]
        : []),
    ];
  });
  const national = byCode.get(NATIONAL);
  if (national === undefined || !isOpen(national)) faults.push(`there is no open centre "${NATIONAL}"`);
  if (faults.length > 0) throw new Error(`${file}: ${faults.join('; ')}`);

  return centres.map((row) => ({ code: row.code, name: row.name, open: isOpen(row) }));
}
