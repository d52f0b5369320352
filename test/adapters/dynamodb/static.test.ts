import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { worklistSort } from '../../../adapters/dynamodb/keys.ts';

const folder = new URL('../../../adapters/dynamodb/', import.meta.url);
const files = [...readdirSync(folder).map((name) => new URL(name, folder)), new URL('../outbox.ts', folder)];

/** DynamoDB's expressions take ASCII only; a Đ in one passes every mock and fails in the cloud. */
it.each(files.map((file) => [file.pathname.split('/').at(-1), file] as const))(
  'the expressions of %s are ASCII',
  (_, file) => {
    const source = readFileSync(file, 'utf8');
    const expressions = [...source.matchAll(/(\w+Expression)\w*:\s*(['"`])(.*?)\2/g)];
    for (const [, , , expression] of expressions) expect(expression).toMatch(/^[\x20-\x7e]*$/);
    // Names are always placeholders, because `state`, `name` and others are reserved.
    for (const [, name, , expression] of expressions)
      if (name !== 'ConditionExpression' || !expression?.startsWith('attribute_'))
        expect(expression).not.toMatch(/\b(state|name|status|sequence|version|request|person|outbox)\b/);
  },
);

it('every key shape is spelled in keys.ts alone', () => {
  for (const file of files.filter(({ pathname }) => !pathname.endsWith('/keys.ts')))
    expect(readFileSync(file, 'utf8')).not.toMatch(
      /['"`](REQUEST|PERSON|INBOUND|CODE|HANDLER|TOKEN|EVENT|TIMER|CENTRE)#/,
    );
});

it.each([
  [
    'open before ended',
    { ended: false, urgent: false, dueAt: null },
    { ended: true, urgent: true, dueAt: null },
  ],
  [
    'of the ended first those of which something is owed',
    { ended: true, urgent: false, dueAt: '2026-12-23T10:00:00.000Z' },
    { ended: true, urgent: true, dueAt: null, updatedAt: '2026-11-24T01:00:00.000Z' },
  ],
  [
    'the open before whatever has ended',
    { ended: false, urgent: false, dueAt: null },
    { ended: true, urgent: true, dueAt: '2026-12-23T10:00:00.000Z' },
  ],
  [
    'urgent before normal',
    { ended: false, urgent: true, dueAt: '2027' },
    { ended: false, urgent: false, dueAt: '2026' },
  ],
  [
    'sooner before later',
    { ended: false, urgent: true, dueAt: '2026' },
    { ended: false, urgent: true, dueAt: '2027' },
  ],
  [
    'with a term before without',
    { ended: false, urgent: true, dueAt: '2026' },
    { ended: false, urgent: true, dueAt: null },
  ],
  [
    'the older first where urgency and term are the same',
    { ended: false, urgent: true, dueAt: '2026', createdAt: '2026-11-22T01:00:00.000Z' },
    { ended: false, urgent: true, dueAt: '2026' },
  ],
  [
    'the older first where something is owed of what has ended',
    { ended: true, urgent: true, dueAt: '2026', createdAt: '2026-11-22T01:00:00.000Z' },
    { ended: true, urgent: true, dueAt: '2026' },
  ],
  [
    'of the ended the latest first',
    { ended: true, urgent: false, dueAt: null, updatedAt: '2026-11-24T01:00:00.000Z' },
    { ended: true, urgent: true, dueAt: null },
  ],
] as const)('a worklist has %s', (_, first, second) => {
  const [createdAt, updatedAt] = ['2026-11-23T00:00:00.000Z', '2026-11-23T01:00:00.000Z'];
  const [one, other] = [
    worklistSort({ id: 'z', createdAt, updatedAt, ...first }),
    worklistSort({ id: 'a', createdAt, updatedAt, ...second }),
  ];
  expect(one < other).toBe(true);
});
