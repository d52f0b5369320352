import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import table from '../../../data/eligibility.json' with { type: 'json' };
import { categoriesAt, categoryAt } from '../../../domain/eligibility/law.ts';
import { MATTERS } from '../../../domain/understanding/matter.ts';

const day = z.iso.date();
const article = z.string().regex(/Điều \d+/);
const row = { code: z.string().min(1), text: z.string().min(1), article };
const citizenText = z
  .string()
  .refine((text) => text === text.normalize('NFC'))
  .refine((text) => /khiếu nại/.test(text) && /ông\/bà|gia đình/.test(text));

const law = z.strictObject({
  source: z.string(),
  asOf: day,
  pending: z.strictObject({
    title: z.string(),
    planned: day,
    applied: z.literal(false),
    note: z.string(),
  }),
  categories: z.array(
    z.strictObject({
      id: z.string(),
      ...row,
      article: z.string().regex(/^Điều 7 khoản \d/),
      validFrom: day,
      validTo: day.nullable(),
      needsFinancialTest: z.boolean(),
      source: z.string().regex(/Luật \d+\/\d{4}\/QH\d+/),
      evidence: z.array(z.string()).min(1).nullable(),
      evidenceNeeds: z.enum(['any', 'all']).nullable(),
      evidenceSource: z
        .string()
        .regex(/Điều 33\.\d/)
        .nullable(),
    }),
  ),
  financialTest: z.strictObject({
    appliesTo: z.literal('Điều 7 khoản 7'),
    article,
    grounds: z.array(z.strictObject({ code: z.string(), text: z.string() })).length(2),
  }),
  forms: z.array(z.strictObject(row)).length(3),
  excludedMatters: z.array(z.strictObject({ matter: z.enum(MATTERS), text: z.string(), article })),
  jurisdiction: z.array(z.strictObject(row)).length(3),
  urgentGrounds: z.array(z.strictObject({ ...row, byHead: z.boolean() })).length(4),
  refusalGrounds: z.array(z.strictObject({ ...row, citizenText })).length(4),
  evidenceNote: z.strictObject({ text: z.string(), article }),
  complaint: z.strictObject({ text: z.string(), article, citizenText }),
});

it('the table has its form, every row its article', () => {
  expect(law.safeParse(table).error).toBeUndefined();
});

it('what a citizen is told of a refusal ends with the way to complain, in the one sentence that the notice leaves out', () => {
  for (const ground of table.refusalGrounds)
    expect(ground.citizenText.split(` ${table.complaint.citizenText}`)).toEqual([expect.any(String), '']);
});

it('ids are there for good: each once, none missing that was ever there', () => {
  const ids = table.categories.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5-2018',
    '5-2026',
    '6',
    '6a',
    '7a',
    '7b',
    '7c',
    '7d',
    '7đ',
    '7e',
    '7g',
    '7h',
  ]);
});

it('no two versions of a code hold on one day', () => {
  for (const one of table.categories)
    for (const other of table.categories)
      if (one !== other && one.code === other.code)
        expect((one.validTo ?? '9999') < other.validFrom || (other.validTo ?? '9999') < one.validFrom).toBe(
          true,
        );
});

it('only khoản 7 asks for financial difficulty', () => {
  for (const { id, article: where, needsFinancialTest } of table.categories)
    expect(where.startsWith('Điều 7 khoản 7'), id).toBe(needsFinancialTest);
});

it('papers are named where their source was read, and unknown where it was not', () => {
  const unknown = table.categories.filter(({ evidence }) => evidence === null);
  expect(unknown.map(({ id }) => id)).toEqual(['5-2026', '6a']);
  for (const { evidence, evidenceNeeds, evidenceSource } of table.categories) {
    expect(evidenceNeeds === null).toBe(evidence === null);
    expect(evidenceSource === null).toBe(evidence === null);
  }
});

describe('Điều 7 as it stood', () => {
  it.each([
    ['2018-01-01', '1 2 3 4 5 6 7a 7b 7c 7d 7đ 7e 7g 7h'],
    ['2025-06-30', '1 2 3 4 5 6 7a 7b 7c 7d 7đ 7e 7g 7h'],
    ['2025-07-01', '1 2 3 4 5 6 6a 7a 7b 7c 7d 7đ 7e 7h'],
    ['2025-12-31', '1 2 3 4 5 6 6a 7a 7b 7c 7d 7đ 7e 7h'],
    ['2026-01-01', '1 2 3 4 5 6 6a 7a 7b 7c 7d 7e 7h'],
    ['2026-07-01', '1 2 3 4 5 6 6a 7a 7b 7c 7d 7e 7h'],
    ['2017-12-31', ''],
  ])('on %s', (on, codes) => {
    expect(
      categoriesAt(on)
        .map(({ code }) => code)
        .join(' '),
    ).toBe(codes);
  });

  it('khoản 5 changed with 2026, and says so', () => {
    expect(categoryAt('5', '2025-12-31')?.id).toBe('5-2018');
    expect(categoryAt('5', '2026-01-01')?.text).toContain('người làm chứng');
    expect(categoryAt('7g', '2025-07-01')).toBeNull();
  });
});
