import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { REGION } from '../deployed.ts';
import { ofType, only, property } from '../deployment.ts';

/** DESIGN, "Public interface": what this version answers, and who lets it in. */
const ROUTES: Record<string, [string, 'JWT' | 'NONE']> = {
  'GET /health': ['health', 'NONE'],
  'POST /twilio/voice': ['twilio-voice', 'NONE'],
  'POST /twilio/voice/{step}': ['twilio-voice', 'NONE'],
  'POST /twilio/voice/status': ['twilio-voice', 'NONE'],
  'POST /twilio/voice/recording': ['twilio-voice', 'NONE'],
  'POST /twilio/voice/fallback': ['voice-fallback', 'NONE'],
  'POST /twilio/sms': ['twilio-sms', 'NONE'],
  'POST /twilio/sms/status': ['twilio-sms', 'NONE'],
  'POST /sms/inbound': ['sms-inbound', 'NONE'],
  'POST /zalo/webhook': ['zalo-webhook', 'NONE'],
  'GET /api/openapi.json': ['api', 'NONE'],
  'GET /api/me': ['api', 'JWT'],
  'GET /api/requests': ['api', 'JWT'],
  'POST /api/requests': ['api', 'JWT'],
  'GET /api/requests/{id}': ['api', 'JWT'],
  'POST /api/requests/{id}/claim': ['api', 'JWT'],
  'POST /api/requests/{id}/release': ['api', 'JWT'],
  'POST /api/requests/{id}/call': ['api', 'JWT'],
  'POST /api/requests/{id}/notes': ['api', 'JWT'],
  'POST /api/requests/{id}/transfer': ['api', 'JWT'],
  'POST /api/requests/{id}/close': ['api', 'JWT'],
  'POST /api/requests/{id}/assign': ['api', 'JWT'],
  'POST /api/requests/{id}/reopen': ['api', 'JWT'],
  'POST /api/requests/{id}/waiting': ['api', 'JWT'],
  'POST /api/requests/{id}/facts': ['api', 'JWT'],
  'POST /api/requests/{id}/messages': ['api', 'JWT'],
  'POST /api/requests/{id}/decision': ['api', 'JWT'],
  'POST /api/requests/{id}/clocks': ['api', 'JWT'],
  'POST /api/requests/{id}/link': ['api', 'JWT'],
  'POST /api/requests/{id}/unlink': ['api', 'JWT'],
  'POST /api/requests/{id}/split': ['api', 'JWT'],
  'POST /api/requests/{id}/papers': ['papers', 'JWT'],
  'GET /api/requests/{id}/suggestion': ['api', 'JWT'],
  'GET /api/eligibility': ['api', 'JWT'],
  'POST /api/requests/{id}/attachments/{attachmentId}/link': ['api', 'JWT'],
  'GET /api/centres': ['api', 'JWT'],
  'GET /api/centres/{code}': ['api', 'JWT'],
  'PUT /api/centres/{code}': ['api', 'JWT'],
  'GET /api/handlers': ['api', 'JWT'],
  'POST /api/handlers': ['api', 'JWT'],
  'PUT /api/handlers/{username}': ['api', 'JWT'],
  'GET /api/workload': ['api', 'JWT'],
  'GET /api/counts': ['api', 'JWT'],
  'POST /api/requests/search': ['api', 'JWT'],
  'POST /api/requests/{id}/open': ['api', 'JWT'],
  'GET /api/requests/{id}/looks': ['api', 'JWT'],
  'POST /api/persons/export': ['persons', 'JWT'],
  'POST /api/persons/erase': ['persons', 'JWT'],
  'POST /api/persons/unlock': ['persons', 'JWT'],
  'POST /api/live-ticket': ['api', 'JWT'],
  'GET /api/figures': ['api', 'JWT'],
};

/** Of the two APIs, what belongs to the HTTP one. */
const ofHttp = (kind: 'Route' | 'Integration' | 'Authorizer' | 'Stage') => {
  const http = ofType('AWS::ApiGatewayV2::Api').find((one) => property(one, 'ProtocolType') === 'HTTP');
  return ofType(`AWS::ApiGatewayV2::${kind}`).filter((one) => property(one, 'ApiId') === http?.id);
};
const theOne = (kind: 'Authorizer' | 'Stage') => {
  const [one, ...more] = ofHttp(kind);
  if (one === undefined || more.length > 0) throw new Error(`not one ${kind}`);
  return one;
};

describe('the HTTP API', () => {
  it('has these routes, each with its function and its guard, and no other', () => {
    const integrations = new Map(
      ofHttp('Integration').map((one) => [
        `integrations/${one.id}`,
        property(one, 'IntegrationUri').split(':function:hotline-')[1],
      ]),
    );
    const made = Object.fromEntries(
      ofHttp('Route').map((one) => [
        property(one, 'RouteKey'),
        [integrations.get(property(one, 'Target')), property(one, 'AuthorizationType')],
      ]),
    );
    expect(made).toEqual(ROUTES);
  });

  it('asks for a token of the handlers’ pool and of the console’s client', () => {
    const authorizer = theOne('Authorizer');
    const pool = only('AWS::Cognito::UserPool').id;
    expect(authorizer.properties).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Issuer: `https://cognito-idp.${REGION}.amazonaws.com/${pool}`,
        Audience: [only('AWS::Cognito::UserPoolClient').id],
      },
    });
    const guarded = ofHttp('Route').filter(({ properties }) => properties.AuthorizationType === 'JWT');
    for (const route of guarded) expect(route.properties.AuthorizerId).toBe(authorizer.id);
  });

  it('hands over payload 2.0, and may invoke each function it names', () => {
    const allowed = ofType('AWS::Lambda::Permission')
      .filter(({ properties }) => properties.Principal === 'apigateway.amazonaws.com')
      .map((one) => property(one, 'FunctionName'));
    const wanted = ofHttp('Integration');
    expect(wanted).toHaveLength(9);
    for (const one of wanted) {
      expect(one.properties.PayloadFormatVersion).toBe('2.0');
      expect(allowed).toContain(property(one, 'IntegrationUri'));
    }
  });

  it('is throttled, the open routes more tightly', () => {
    const tight = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 };
    expect(theOne('Stage').properties).toMatchObject({
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 },
      RouteSettings: { 'GET /health': tight, 'GET /api/openapi.json': tight },
    });
  });

  it('logs no address, no path, no query and no one’s name', () => {
    const { Format } = z.object({ Format: z.string() }).parse(theOne('Stage').properties.AccessLogSettings);
    expect(new Set(Format.match(/\$context[\w.]+/g))).toEqual(
      new Set([
        '$context.requestId',
        '$context.requestTime',
        '$context.routeKey',
        '$context.status',
        '$context.responseLatency',
        '$context.integrationLatency',
        '$context.integrationStatus',
        '$context.integrationErrorMessage',
        '$context.authorizer.error',
      ]),
    );
  });
});

describe('the WebSocket API', () => {
  const live = () =>
    ofType('AWS::ApiGatewayV2::Api').find((one) => property(one, 'ProtocolType') === 'WEBSOCKET');
  const own = (kind: 'Route' | 'Authorizer' | 'Stage') =>
    ofType(`AWS::ApiGatewayV2::${kind}`).filter((one) => property(one, 'ApiId') === live()?.id);

  it('lets nobody connect without a ticket, and listens to nothing but that a console is still there', () => {
    const routes = Object.fromEntries(
      own('Route').map((one) => [property(one, 'RouteKey'), one.properties.AuthorizationType]),
    );
    expect(routes).toEqual({ $connect: 'CUSTOM', $disconnect: 'NONE', ping: 'NONE' });
    expect(own('Authorizer').map(({ properties }) => properties)).toMatchObject([
      { AuthorizerType: 'REQUEST', IdentitySource: ['route.request.querystring.ticket'] },
    ]);
  });

  it('is where the console’s page is told to connect, and the only one it may', () => {
    const [id] = [live()?.id];
    const page = JSON.stringify(only('AWS::CloudFront::Function').properties);
    const policy = JSON.stringify(only('AWS::CloudFront::ResponseHeadersPolicy').properties);
    const [, allowed = ''] = policy.match(/connect-src ([^;]*)/) ?? [];
    expect(allowed.match(/wss:[^ ]*/g)).toEqual([`wss://${id}.execute-api.${REGION}.amazonaws.com`]);
    expect(page).toContain(`wss://${id}.execute-api.${REGION}.amazonaws.com/live`);
  });

  it('is the stage live, and logs no query: it would hold the ticket', () => {
    const [stage] = own('Stage');
    expect(stage?.properties).toMatchObject({ StageName: 'live', AutoDeploy: true });
    expect(JSON.stringify(stage?.properties.AccessLogSettings)).not.toMatch(
      /query|path|identity|authorizer/i,
    );
  });
});
