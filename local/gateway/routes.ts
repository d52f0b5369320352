import { z } from 'zod';
import { StartFailure } from '../failure.ts';
import type { FunctionDefinition } from '../lambda/definition.ts';
import { ofType, propertiesOf } from '../template/inventory.ts';
import type { Places } from '../template/places.ts';
import type { Resource } from '../template/resolve.ts';

export interface JwtRule {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly scopes: readonly string[];
}

export interface Route {
  readonly key: string;
  readonly method: string;
  readonly segments: readonly string[];
  readonly functionArn: string;
  readonly apiId: string;
  readonly timeoutMilliseconds: number;
  readonly jwt?: JwtRule;
}

const protocolSchema = z.looseObject({ ProtocolType: z.string() });
const ownSchema = z.looseObject({ ApiId: z.string() });
const apiSchema = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal('HTTP'),
  Description: z.string().optional(),
  DisableExecuteApiEndpoint: z.boolean().optional(),
  Tags: z.unknown().optional(),
});
const stageSchema = z.object({ StageName: z.literal('$default'), AutoDeploy: z.literal(true) });
const integrationSchema = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  IntegrationMethod: z.string().optional(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.coerce.number().default(30_000),
});
const authorizerSchema = z.strictObject({
  ApiId: z.string(),
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
  JwtConfiguration: z.strictObject({ Audience: z.array(z.string()), Issuer: z.string() }),
  Name: z.string(),
});
const routeSchema = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
});

/**
 * The routes of the template's HTTP API with the functions behind them.
 *
 * @throws StartFailure for a kind of route, integration or authorizer that the local gateway would not serve faithfully
 */
export function readRoutes(
  resources: readonly Resource[],
  functions: readonly FunctionDefinition[],
): Route[] {
  const isHttp = (api: Resource) => propertiesOf(api, protocolSchema).ProtocolType === 'HTTP';
  const apis = ofType(resources, 'AWS::ApiGatewayV2::Api').filter(isHttp);
  const ids = apis.map(({ identity }) => identity.ref);
  const isOwn = (one: Resource) => ids.includes(propertiesOf(one, ownSchema).ApiId);
  if (apis.length > 1)
    throw new StartFailure('The template has more than one HTTP API; the local run has one address.');
  for (const api of apis) propertiesOf(api, apiSchema);
  const stages = ofType(resources, 'AWS::ApiGatewayV2::Stage').filter(isOwn);
  if (apis.length > 0 && stages.length === 0)
    throw new StartFailure('The HTTP API of the template has no stage.');
  for (const stage of stages) propertiesOf(stage, stageSchema);
  const byRef = (type: 'AWS::ApiGatewayV2::Integration' | 'AWS::ApiGatewayV2::Authorizer') =>
    new Map(ofType(resources, type).map((resource) => [resource.identity.ref, resource]));
  const integrations = byRef('AWS::ApiGatewayV2::Integration');
  const authorizers = byRef('AWS::ApiGatewayV2::Authorizer');

  return ofType(resources, 'AWS::ApiGatewayV2::Route')
    .filter(isOwn)
    .map((resource) => {
      const route = propertiesOf(resource, routeSchema);
      const [method = '', path] = route.RouteKey.split(' ');
      if (path === undefined)
        throw new StartFailure(
          `${resource.logicalId} is the route ${route.RouteKey}; every route is to have a method and a path.`,
        );
      const integration = integrations.get(route.Target.replace('integrations/', ''));
      if (!integration) throw new StartFailure(`The route ${route.RouteKey} has no integration.`);
      const { IntegrationUri, TimeoutInMillis } = propertiesOf(integration, integrationSchema);
      const authorizer = authorizers.get(route.AuthorizerId ?? '');
      if (route.AuthorizationType === 'JWT' && !authorizer)
        throw new StartFailure(`The route ${route.RouteKey} asks for a token, and has no authorizer.`);
      const jwt = authorizer && propertiesOf(authorizer, authorizerSchema).JwtConfiguration;
      const functionArn = /functions\/(arn:[^/]+)\/invocations$/.exec(IntegrationUri)?.[1] ?? IntegrationUri;
      if (!functions.some(({ arn }) => arn === functionArn))
        throw new StartFailure(`The route ${route.RouteKey} leads to ${functionArn}, which is no function.`);
      return {
        key: route.RouteKey,
        method,
        segments: segmentsOf(path),
        functionArn,
        apiId: route.ApiId,
        timeoutMilliseconds: TimeoutInMillis,
        ...(route.AuthorizationType === 'JWT' &&
          jwt && { jwt: { issuer: jwt.Issuer, audience: jwt.Audience, scopes: route.AuthorizationScopes } }),
      };
    });
}

/** What API Gateway names as the source when it invokes the function. */
export function routeArn({ apiId, method, segments }: Route, { region, account }: Places): string {
  return `arn:aws:execute-api:${region}:${account}:${apiId}/$default/${method}/${segments.join('/')}`;
}

export interface MatchedRoute {
  readonly route: Route;
  /** Decoded values of `{name}` and `{name+}`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The route for a request, with API Gateway's precedence: the most specific path first (a literal segment before
 * `{name}` before `{name+}`, from left to right), and an own method before ANY.
 */
export function findRoute(routes: readonly Route[], method: string, path: string): MatchedRoute | undefined {
  const segments = segmentsOf(path);
  const candidates = routes
    .filter((route) => route.method === method || route.method === 'ANY')
    .flatMap((route) => {
      const parameters = parametersOf(route.segments, segments);
      return parameters ? [{ route, parameters }] : [];
    });
  return candidates.sort((a, b) => rank(a.route).localeCompare(rank(b.route)))[0];
}

function segmentsOf(path: string): string[] {
  return path.split('/').slice(1);
}

function parametersOf(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(wanted) ?? [];
    const found = segments[index];
    if (found === undefined || (name !== undefined && found === '')) return undefined;
    if (name === undefined) {
      if (found !== wanted) return undefined;
    } else if (greedy) {
      parameters[name] = decoded(segments.slice(index).join('/'));
      return parameters;
    } else parameters[name] = decoded(found);
  }
  return segments.length === pattern.length ? parameters : undefined;
}

function rank({ segments, method }: Route): string {
  const places = segments.map((segment) =>
    segment.endsWith('+}') ? '2' : segment.startsWith('{') ? '1' : '0',
  );
  return `${places.join('')}${method === 'ANY' ? '9' : '0'}`;
}

/** A path as a person would read it; what is no valid escape stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
