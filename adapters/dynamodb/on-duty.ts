import { isOpen } from '../../domain/centre/hours.ts';
import type { CentreSettings } from '../../domain/centre/settings.ts';
import { e164 } from '../../domain/contact/phone.ts';
import type { OnDuty } from '../../domain/conversation/talk.ts';
import { USUAL_CALENDAR } from '../../domain/time/working-time.ts';
import { readSettings } from './centres.ts';
import type { Table } from './table.ts';

/**
 * The handlers of a centre whose telephones may ring now, in the roster's order; none where the centre is closed or has
 * entered no hours.
 */
export function onDutyIn(settings: CentreSettings, now: number): readonly OnDuty[] {
  if (!isOpen(settings, USUAL_CALENDAR.holidays, now)) return [];
  return settings.roster.flatMap(({ username, phone }) => {
    const number = e164(phone);
    return number === null ? [] : [{ username, phone: number }];
  });
}

/** Read as of now: a roster changes in the minute in which somebody falls ill. */
export const onDutyNow = async (table: Table, centre: string, now: number): Promise<readonly OnDuty[]> =>
  onDutyIn(await readSettings(table, centre), now);
