import { describe, expect, it } from 'vitest';
import { readSessions, writeSessions } from '../../console/src/settings/sessions.ts';

describe('office hours as somebody types them', () => {
  it.each([
    ['', ''],
    ['07:30-11:30', '07:30–11:30'],
    ['7h30 – 11h30; 13h-17h', '07:30–11:30, 13:00–17:00'],
    ['11:30-07:30', null],
    ['07:30-11:30, 11:00-12:00', null],
    ['sáng', null],
    ['07:30-25:00', null],
  ])('%s', (typed, read) => {
    const sessions = readSessions(typed);
    expect(sessions && writeSessions(sessions)).toBe(read);
  });
});
