import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deploy, type Resource } from './deployed.ts';
import { synthesize } from './synthesize.ts';

describe('with domains and an address for alarms', () => {
  let resources: readonly Resource[];
  beforeAll(() => {
    const templates = synthesize({
      account: '123456789012',
      region: 'ap-southeast-1',
      publicUrl: 'https://hotline.example.vn/',
      publicCertificateArn: 'arn:aws:acm:ap-southeast-1:123456789012:certificate/public',
      consoleUrl: 'https://console.example.vn',
      consoleCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/console',
      alarmEmail: 'operator@example.vn',
      logRetentionDays: 90,
      zaloVerifier: 'Kx12ab',
    });
    resources = deploy(templates);
  });
  const ofType = (type: string) =>
    resources.filter((one) => one.type === type).map(({ properties }) => properties);

  it('the API answers there, and Twilio’s signatures are checked over that address, without a slash', () => {
    expect(ofType('AWS::ApiGatewayV2::DomainName')).toMatchObject([{ DomainName: 'hotline.example.vn' }]);
    expect(ofType('AWS::ApiGatewayV2::ApiMapping')).toHaveLength(1);
    const urls = ofType('AWS::Lambda::Function').flatMap(({ Environment }) => {
      const parsed = z.object({ Variables: z.object({ PUBLIC_URL: z.string() }) }).safeParse(Environment);
      return parsed.success ? [parsed.data.Variables.PUBLIC_URL] : [];
    });
    // The two of Twilio, their fallback, the gate for its callbacks, and the synthetic citizen.
    expect(urls).toEqual(Array(5).fill('https://hotline.example.vn'));
  });

  it('Zalo finds its page there, and only that', () => {
    const keys = ofType('AWS::ApiGatewayV2::Route').map(({ RouteKey }) => String(RouteKey));
    expect(keys.filter((key) => key.includes('verifier'))).toEqual(['GET /zalo_verifierKx12ab.html']);
    expect(ofType('AWS::Lambda::Function')).toContainEqual(
      expect.objectContaining({
        FunctionName: 'hotline-health',
        Environment: { Variables: { ZALO_VERIFIER: 'Kx12ab' } },
      }),
    );
  });

  it('the console answers there over TLS 1.2, and sign-in returns there alone', () => {
    expect(ofType('AWS::CloudFront::Distribution')).toMatchObject([
      {
        DistributionConfig: {
          Aliases: ['console.example.vn'],
          ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
        },
      },
    ]);
    expect(ofType('AWS::Cognito::UserPoolClient')).toMatchObject([
      {
        CallbackURLs: ['https://console.example.vn/console/'],
        LogoutURLs: ['https://console.example.vn/console/'],
      },
    ]);
  });

  it('the operator hears the alarms', () => {
    expect(ofType('AWS::SNS::Subscription')).toMatchObject([
      { Protocol: 'email', Endpoint: 'operator@example.vn' },
    ]);
  });

  it('logs are kept as long as was asked', () => {
    const kept = ofType('AWS::Logs::LogGroup').map(({ RetentionInDays }) => RetentionInDays);
    expect(new Set(kept)).toEqual(new Set([90]));
  });
});
