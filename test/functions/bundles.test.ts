import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';

const assembly = inject('assembly');
const bundles = readdirSync(assembly)
  .map((entry) => join(assembly, entry, 'handler.mjs'))
  .filter((file) => existsSync(file));

describe('the deployed bundles', () => {
  it('are there, one for each function', () => {
    const functions = readdirSync('functions').filter((name) =>
      existsSync(join('functions', name, 'handler.ts')),
    );
    expect(bundles).toHaveLength(functions.length);
  });

  it.each([
    ['zalo-sdk', 'openapi.zaloapp.com'],
    ['request, its HTTP library', 'options.uri is a required argument'],
    ["twilio's REST client", 'TWILIO_ACCOUNT_SID'],
    ['anything of the local run', '/dev/clock'],
    ['a local secret', 'local-twilio-auth-token'],
  ])('do not hold %s', (_, sign) => {
    // Act
    const holding = bundles.filter((file) => readFileSync(file, 'utf8').includes(sign));
    // Assess
    expect(holding).toEqual([]);
  });

  it('would be found out: the sign of what is really inside', () => {
    expect(bundles.some((file) => readFileSync(file, 'utf8').includes('/v3.0/oa/message/cs'))).toBe(true);
  });
});
