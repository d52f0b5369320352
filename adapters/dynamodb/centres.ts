import * as z from 'zod/mini';
import { type CentreSettings, noSettings } from '../../domain/centre/settings.ts';
import { auditPart } from './audit.ts';
import { calendarAttribute, hoursRecord } from './calendars.ts';
import { calendarsKey, centreKey } from './keys.ts';
import { getItem, type Item, type Table, toItem, transact } from './table.ts';

export const settingsRecord: z.ZodMiniType<CentreSettings> = z.object({
  code: z.string(),
  version: z.number(),
  ...hoursRecord.shape,
  roster: z.array(z.object({ username: z.string(), phone: z.string() })),
  notify: z.object({
    mail: z.exactOptional(z.string()),
    webhook: z.exactOptional(z.object({ url: z.string() })),
    zaloUserId: z.exactOptional(z.string()),
  }),
  cannedAnswers: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
});

/** What a centre's item holds; an absent one nothing yet. */
export const settingsIn = (item: Item | null, code: string): CentreSettings =>
  item ? settingsRecord.parse(item.settings) : noSettings(code);

/** What a centre has entered, as of now. */
export const readSettings = async (table: Table, code: string): Promise<CentreSettings> =>
  settingsIn(await getItem(table, centreKey(code)), code);

/** Milliseconds that a centre's settings are kept in a function's instance. */
const KEPT = 60_000;
const kept = new Map<string, { readonly settings: CentreSettings; readonly until: number }>();

/** What a centre has entered, at most a minute old: for calls and notices, which come again and again. */
export async function centreSettings(table: Table, code: string): Promise<CentreSettings> {
  const known = kept.get(code);
  if (known && known.until > Date.now()) return known.settings;
  const settings = await readSettings(table, code);
  kept.set(code, { settings, until: Date.now() + KEPT });
  return settings;
}

/** How often a write is tried again that met the write of another centre in the item they share. */
const TRIES = 5;

/**
 * Writes settings whose version is one more than what is there, with the centre's working time and an entry of the audit.
 * @returns false when somebody else was first
 */
export async function writeSettings(
  table: Table,
  settings: CentreSettings,
  { by, at }: { by: string; at: string },
): Promise<boolean> {
  const { code, version, hours, exceptions } = settings;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const written = await transact(table, [
      {
        Put: {
          TableName: table.name,
          Item: toItem({ ...centreKey(code), settings }),
          ConditionExpression: version === 1 ? 'attribute_not_exists(pk)' : '#s.#v = :before',
          ...(version === 1
            ? {}
            : {
                ExpressionAttributeNames: { '#s': 'settings', '#v': 'version' },
                ExpressionAttributeValues: toItem({ ':before': version - 1 }),
              }),
        },
      },
      {
        Update: {
          TableName: table.name,
          Key: toItem(calendarsKey),
          UpdateExpression: 'SET #c = :c',
          ExpressionAttributeNames: { '#c': calendarAttribute(code) },
          ExpressionAttributeValues: toItem({ ':c': { hours, exceptions } }),
        },
      },
      auditPart(table, code, { at, by, act: 'settings-changed', version }),
    ]);
    if (written.done) return true;
    if (written.refused.length > 0) return false;
    await new Promise((resume) => setTimeout(resume, Math.random() * 30 * attempt));
  }
  throw new Error('the settings could not be written: too many at once');
}
