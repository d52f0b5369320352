import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../lib/configuration.ts';

const read = (settings: Record<string, unknown>) => readConfiguration((name) => settings[name]);

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(read({})).toMatchObject({ logRetentionDays: 30, centreDeadLetters: 'each', publicUrl: undefined });
  });

  it('takes what the command line gives, which is always text', () => {
    const given = read({
      logRetentionDays: '90',
      publicUrl: 'https://hotline.example.vn',
      region: 'ap-southeast-1',
    });
    expect(given).toMatchObject({ logRetentionDays: 90, region: 'ap-southeast-1' });
    expect(given.publicUrl?.hostname).toBe('hotline.example.vn');
  });

  it.each([
    ['an account that is none', { account: '123' }, /account/],
    ['a region that is none', { region: 'Singapore' }, /region/],
    ['an address without TLS', { publicUrl: 'http://hotline.example.vn' }, /publicUrl/],
    ['a retention CloudWatch does not know', { logRetentionDays: 31 }, /logRetentionDays/],
    ['a file in place of its code', { zaloVerifier: 'zalo_verifier.html' }, /zaloVerifier/],
    ['an alarm to nobody', { alarmEmail: 'ops' }, /alarmEmail/],
    [
      'a certificate without an address',
      { publicCertificateArn: 'arn:aws:acm:ap-southeast-1:123456789012:certificate/1' },
      /publicCertificateArn needs publicUrl/,
    ],
  ])('refuses %s', (_, settings, message) => {
    expect(() => read(settings)).toThrow(message);
  });
});
