import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
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

describe('the console’s addresses', () => {
  const code = () => String(property(only('AWS::CloudFront::Function'), 'FunctionCode'));
  const answer = (uri: string): unknown =>
    runInNewContext(`${code()}; JSON.parse(JSON.stringify(handler({ request: { uri: uri } })))`, { uri });

  it.each([
    ['/console/', { uri: '/console/index.html' }],
    ['/console/requests/1b2c-3d', { uri: '/console/index.html' }],
    ['/console/assets/index-a1.js', { uri: '/console/assets/index-a1.js' }],
    ['/console/icon.svg', { uri: '/console/icon.svg' }],
    ['/console/zalo-form.png', { uri: '/console/zalo-form.png' }],
    ['/', { statusCode: 302, headers: { location: { value: '/console/' } } }],
    ['/console', { statusCode: 302, headers: { location: { value: '/console/' } } }],
  ])('%s', (uri, expected) => {
    expect(answer(uri)).toMatchObject(expected);
  });

  it('/config.json says where to sign in, and sign-in returns to the console', () => {
    const { body } = z.object({ body: z.object({ data: z.string() }) }).parse(answer('/config.json'));
    expect(JSON.parse(body.data)).toMatchObject({
      tokenEndpoint: expect.stringMatching(/\/oauth2\/token$/),
      clientId: expect.any(String),
    });
    expect(only('AWS::Cognito::UserPoolClient').properties).toMatchObject({
      CallbackURLs: ['http://localhost:3000/console/'],
      LogoutURLs: ['http://localhost:3000/console/'],
    });
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
        Rules: [
          { Id: 'unfinished', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
          // Of data/retention.json; the words of a transcript are in the timeline.
          { Id: 'transcript', Status: 'Enabled', Prefix: 'transcript/', ExpirationInDays: 30 },
        ],
      },
    });
    expect(bucket().properties).not.toHaveProperty('VersioningConfiguration');
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
