import { readFileSync } from 'node:fs';
import { z } from 'zod';

const days = z.number().int().min(1).nullable();
const file = z.object({
  kinds: z.array(
    z.strictObject({
      kind: z.string(),
      holds: z.string().min(1),
      from: z.string().min(1),
      by: z.enum(['TTL', 'S3 lifecycle', 'nightly erasure']),
      days: days.optional(),
      seconds: z.number().int().min(1).optional(),
      reason: z.string().min(1),
    }),
  ),
});

/** How long each kind of data is kept, in days; null: until somebody erases it. */
export interface Retention {
  readonly request: number | null;
  readonly case: number | null;
  readonly files: ReadonlyMap<'recording' | 'attachment' | 'transcript', number | null>;
}

/**
 * Reads the periods that the infrastructure keeps; the functions keep the others.
 * @throws Error naming what does not fit
 */
export function readRetention(path: string): Retention {
  const parsed = file.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  const daysOf = (kind: string): number | null => {
    const row = parsed.data.kinds.find((each) => each.kind === kind);
    if (row?.days === undefined) throw new Error(`${path}: ${kind} wants days, or null`);
    return row.days;
  };
  const files = (['recording', 'attachment', 'transcript'] as const).map(
    (kind) => [kind, daysOf(kind)] as const,
  );
  return { request: daysOf('request'), case: daysOf('case'), files: new Map(files) };
}
