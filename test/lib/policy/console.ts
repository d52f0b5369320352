import { describe, expect, it } from 'vitest';
import { only } from '../deployment.ts';

describe('the console’s hosting', () => {
  it('is a private bucket behind strict headers', () => {
    expect(only('AWS::S3::Bucket').properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    const headers = JSON.stringify(only('AWS::CloudFront::ResponseHeadersPolicy').properties);
    for (const header of ["default-src 'none'", "frame-ancestors 'none'", 'no-referrer', 'DENY']) {
      expect(headers).toContain(header);
    }
    expect(headers).not.toContain('unsafe');
  });
});
