import { Aws, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Configuration } from './configuration.ts';
import { consoleRoutes, type PublicConfiguration } from './console-routes.ts';
import { acknowledge } from './findings.ts';

/** Where the handlers' console is served; its files are put there by a deployment of their own. */
export class ConsoleStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    props: StackProps & {
      configuration: Configuration;
      apiHost: string;
      mediaHost: string;
      /** Where the console hears of changes. */
      liveHost: string;
      page: PublicConfiguration;
    },
  ) {
    super(scope, id, props);
    const { consoleUrl, consoleCertificateArn } = props.configuration;
    const bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(90) }],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    acknowledge(bucket, 'consoleFiles');
    const headers = new ResponseHeadersPolicy(this, 'Headers', {
      comment: 'The console runs its own code only, and no page may frame it',
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          override: true,
          contentSecurityPolicy: [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            // Citizens' files open from the bucket itself, by links of two minutes.
            `img-src 'self' data: https://${props.mediaHost}`,
            "font-src 'self'",
            `media-src 'self' https://${props.mediaHost}`,
            `connect-src 'self' https://*.auth.${Aws.REGION}.amazoncognito.com wss://${props.liveHost}`,
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
          ].join('; '),
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: [
          {
            header: 'Permissions-Policy',
            value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
            override: true,
          },
          { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
        ],
      },
    });
    const routes = new EdgeFunction(this, 'Routes', {
      comment: 'The console: one page for every address below /console/, and /config.json',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(consoleRoutes(props.page)),
    });
    const site = new Distribution(this, 'Site', {
      comment: 'Legal aid hotline: the console of the handlers',
      ...(consoleCertificateArn === undefined
        ? {}
        : {
            domainNames: [consoleUrl.hostname],
            certificate: Certificate.fromCertificateArn(this, 'Certificate', consoleCertificateArn),
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          }),
      httpVersion: HttpVersion.HTTP2_AND_3,
      // Includes Singapore and Hong Kong, the nearest to Vietnam after Hà Nội and TP.HCM themselves.
      priceClass: PriceClass.PRICE_CLASS_200,
      defaultBehavior: {
        // An upcast: CDK's own types differ under exactOptionalPropertyTypes.
        origin: S3BucketOrigin.withOriginAccessControl(bucket as IBucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: headers,
        functionAssociations: [{ function: routes, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        // The same origin as the page: no CORS, and no other page's script may call it with a token.
        '/api/*': {
          origin: new HttpOrigin(props.apiHost),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          responseHeadersPolicy: headers,
        },
      },
    });
    acknowledge(site, 'consoleSite');
    if (consoleCertificateArn === undefined) acknowledge(site, 'siteWithoutDomain');
    new CfnOutput(this, 'FilesBucket', { value: bucket.bucketName });
    new CfnOutput(this, 'SiteDomain', { value: site.distributionDomainName });
  }
}
