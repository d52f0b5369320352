import { describe, expect, it, vi } from 'vitest';
import { synthesize } from './synthesize.ts';

vi.mock(import('../../lib/findings.ts'), async (original) => ({
  ...(await original()),
  acknowledge: () => {},
}));

const { FINDINGS } = await import('../../lib/findings.ts');

/** What cdk-nag finds, taken from the error that ends a synthesis in which nothing is acknowledged. */
function found(): ReadonlySet<string> {
  try {
    synthesize({ alarmEmail: 'operator@example.vn', transcripts: true });
  } catch (error) {
    const ids = String(error).matchAll(/Acknowledge with '\w+::([^']+)'/g);
    return new Set([...ids].map(([, id]) => id ?? ''));
  }
  return new Set();
}

describe('the acknowledged findings', () => {
  it('are those that cdk-nag makes, none too many and each with its reason', () => {
    const acknowledged = Object.values(FINDINGS).flatMap((rules) => Object.entries(rules));
    expect(found()).toEqual(new Set(acknowledged.map(([id]) => id)));
    for (const [id, reason] of acknowledged) expect(reason.length, id).toBeGreaterThan(60);
  });
});
