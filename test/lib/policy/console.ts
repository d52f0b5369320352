import { describe, expect, it } from 'vitest';
import { KEY_ARN, ofType, only, property } from '../deployment.ts';
import { statements } from '../policy-document.ts';

describe('the console’s hosting', () => {
  it('is a private bucket behind strict headers', () => {
    for (const bucket of ofType('AWS::S3::Bucket')) {
      expect(bucket.properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
    }
    const headers = JSON.stringify(only('AWS::CloudFront::ResponseHeadersPolicy').properties);
    for (const header of ["default-src 'none'", "frame-ancestors 'none'", 'no-referrer', 'DENY']) {
      expect(headers).toContain(header);
    }
    expect(headers).not.toContain('unsafe');
  });
});

describe('the bucket of citizens’ files', () => {
  const bucket = () => {
    const found = ofType('AWS::S3::Bucket').find(({ stack }) => stack === 'HotlineData');
    if (found === undefined) throw new Error('there is no such bucket');
    return found;
  };

  it('is under the customer key, without versions, and keeps what nobody set a time for', () => {
    expect(bucket().properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY_ARN },
          },
        ],
      },
      LifecycleConfiguration: {
        Rules: [{ Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }],
      },
    });
    expect(bucket().properties).not.toHaveProperty('VersioningConfiguration');
    expect(JSON.stringify(bucket().properties.LifecycleConfiguration)).not.toContain('Expiration');
  });

  it('is reached over TLS only', () => {
    const policy = ofType('AWS::S3::BucketPolicy').find(
      (one) => one.stack === 'HotlineData' && property(one, 'Bucket') === bucket().id,
    );
    expect(statements(policy?.properties.PolicyDocument)).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: ['s3:*'],
        Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
      }),
    );
  });

  it('may be opened from the console’s page, and nothing else of S3', () => {
    const headers = JSON.stringify(only('AWS::CloudFront::ResponseHeadersPolicy').properties);
    for (const directive of ['img-src', 'media-src']) {
      const [allowed = ''] = headers.match(new RegExp(`${directive}[^;]*`)) ?? [];
      expect(allowed).toContain("'self'");
      expect(allowed).toContain('https://');
      expect(allowed).not.toContain('*');
    }
  });
});
