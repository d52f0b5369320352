import { afterWorkingDays, afterWorkingMinutes, type WorkingCalendar } from '../time/working-time.ts';
import type { Urgency } from './request.ts';

/** The service's own promise for the first contact (DESIGN: Lifecycle); the law sets none. */
const URGENT_MINUTES = 30;
const NORMAL_DAYS = 1;

/**
 * When a person of the centre must have taken the request up.
 * @param from the moment it was routed, ISO 8601
 */
export function firstContactDue(urgency: Urgency, from: string, calendar: WorkingCalendar): string | null {
  const start = Date.parse(from);
  const due =
    urgency === 'urgent'
      ? afterWorkingMinutes(start, URGENT_MINUTES, calendar)
      : afterWorkingDays(start, NORMAL_DAYS, calendar);
  return due === null ? null : new Date(due).toISOString();
}
