import { Aws, CfnOutput, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  CfnStage,
  DomainName,
  HttpApi,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { alarm } from './alarms.ts';
import type { Configuration } from './configuration.ts';
import { acknowledge } from './findings.ts';
import type { Ground } from './hotline-function.ts';
import type { Route } from './read-routes.ts';

/** No address, no path, no query: a path may hold a code, a query a name. The route's pattern is enough. */
const LOGGED = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
};

/** Requests a second. A webhook turned away is a contact delayed, so the whole is generous. */
const THROTTLE = { all: { rateLimit: 500, burstLimit: 1000 }, open: { rateLimit: 20, burstLimit: 40 } };

/** The HTTP API: the routes of the table and no other; what asks for a token is checked at the gateway. */
export class WebApi extends Construct {
  /** The API's own host name. */
  readonly host: string;
  /** The address the providers call, without a slash at the end. */
  readonly publicUrl: string;
  private readonly api: HttpApi;
  private readonly stage: HttpStage;

  constructor(scope: Construct, id: string, props: { ground: Ground; configuration: Configuration }) {
    super(scope, id);
    const { key, topic, logRetention } = props.ground;
    const { publicUrl, publicCertificateArn } = props.configuration;
    this.api = new HttpApi(this, 'Api', { apiName: 'hotline', createDefaultStage: false });
    const log = new LogGroup(this, 'AccessLog', {
      // API Gateway adds each other name to a resource policy that holds 5,120 characters.
      logGroupName: '/aws/vendedlogs/hotline-api',
      retention: logRetention,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE.all,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(LOGGED)),
      },
    });
    this.host = Fn.select(2, Fn.split('/', this.api.apiEndpoint));
    this.publicUrl = publicUrl?.href.replace(/\/$/, '') ?? this.api.apiEndpoint;
    if (publicUrl !== undefined && publicCertificateArn !== undefined) {
      const domainName = new DomainName(this, 'Domain', {
        domainName: publicUrl.hostname,
        certificate: Certificate.fromCertificateArn(this, 'Certificate', publicCertificateArn),
      });
      new ApiMapping(this, 'Mapping', { api: this.api, stage: this.stage, domainName });
      new CfnOutput(this, 'DomainTarget', { value: domainName.regionalDomainName });
    }
    alarm(this, 'ServerErrors', topic, {
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 0,
      says: 'The API answered with a server error: a provider or a console was turned away.',
      runbook: 'serverErrors',
    });
  }

  /** @throws Error when a route names a function that is not there */
  addRoutes(props: {
    routes: readonly Route[];
    functions: ReadonlyMap<string, IFunction>;
    pool: UserPool;
    client: UserPoolClient;
  }): void {
    const authorizer = new HttpJwtAuthorizer(
      'Handlers',
      `https://cognito-idp.${Aws.REGION}.amazonaws.com/${props.pool.userPoolId}`,
      { jwtAudience: [props.client.userPoolClientId] },
    );
    const integrations = new Map<string, HttpLambdaIntegration>();
    const integration = (name: string) => {
      const made = integrations.get(name);
      if (made !== undefined) return made;
      const target = props.functions.get(name);
      if (target === undefined) throw new Error(`The routes name a function that is not there: ${name}`);
      // A permission per route would outgrow the function's policy (20 KB) with the API's routes.
      const fresh = new HttpLambdaIntegration(name, target, { scopePermissionToRoute: false });
      integrations.set(name, fresh);
      return fresh;
    };

    const settings: Record<string, object> = {};
    for (const { method, path, auth, ...route } of props.routes) {
      const made = new HttpRoute(this, `${method} ${path}`, {
        httpApi: this.api,
        routeKey: HttpRouteKey.with(path, method),
        integration: integration(route.function),
        authorizer: auth === 'token' ? authorizer : new HttpNoneAuthorizer(),
      });
      if (auth === 'signature') acknowledge(made, 'signedRoute');
      if (auth !== 'none') continue;
      acknowledge(made, 'openRoute');
      settings[`${method} ${path}`] = {
        ThrottlingRateLimit: THROTTLE.open.rateLimit,
        ThrottlingBurstLimit: THROTTLE.open.burstLimit,
      };
      // API Gateway refuses settings of a route that is not there yet.
      this.stage.node.addDependency(made);
    }
    const stage = this.stage.node.defaultChild;
    if (!(stage instanceof CfnStage)) throw new Error('The stage has no resource of its own');
    stage.routeSettings = settings;
  }
}
