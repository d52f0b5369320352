import { expect, test } from 'vitest';
import { readCursor, writeCursor } from '../../functions/api/cursor.ts';

const place = { sort: '2026-01-05T02:00:00Z', id: 'r-1' };
const [KEY, SCOPE] = ['k'.repeat(32), 'worklist 01 open'];
const genuine = writeCursor(KEY, SCOPE, place);
const opened: Record<string, unknown> = JSON.parse(Buffer.from(genuine, 'base64url').toString('utf8'));
const changed = (member: object): string =>
  Buffer.from(JSON.stringify({ ...opened, ...member })).toString('base64url');

test('a cursor leads back to its place', () => {
  expect(readCursor(KEY, SCOPE, genuine)).toEqual(place);
});

test.each([
  ['another request', KEY, SCOPE, changed({ id: 'r-2' })],
  ['another place in the list', KEY, SCOPE, changed({ sort: '0' })],
  ['another mark', KEY, SCOPE, changed({ mark: 'A'.repeat(String(opened.mark).length) })],
  ['a shorter mark', KEY, SCOPE, changed({ mark: String(opened.mark).slice(0, -1) })],
  ['no mark', KEY, SCOPE, changed({ mark: undefined })],
  ['a member more', KEY, SCOPE, changed({ centre: '79' })],
  ['a centre’s cursor in another centre', KEY, 'worklist 79 open', genuine],
  ['a list’s cursor in another list', KEY, 'worklist 01 closed', genuine],
  ['a cursor of another key', 'x'.repeat(32), SCOPE, genuine],
  ['something that is no JSON', KEY, SCOPE, 'bm9uc2Vuc2U'],
  ['nothing', KEY, SCOPE, ''],
])('%s opens nothing', (_, key, scope, text) => {
  expect(readCursor(key, scope, text)).toBeNull();
});
