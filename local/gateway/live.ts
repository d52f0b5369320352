import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Client } from '../aws/endpoint.ts';
import type { Clock } from '../clock.ts';
import { StartFailure } from '../failure.ts';
import { bodyOf } from '../http/body.ts';
import type { Guard } from '../iam/guard.ts';
import type { MayInvoke } from '../lambda/permissions.ts';
import { ofType, propertiesOf } from '../template/inventory.ts';
import type { Places } from '../template/places.ts';
import type { Resource } from '../template/resolve.ts';
import { addressOf } from './event.ts';

/** The WebSocket API of the template. */
interface LiveApi {
  readonly id: string;
  readonly stage: string;
  readonly authorizer: { readonly id: string; readonly functionArn: string };
  readonly connect: string;
  readonly disconnect: string;
}

const apiSchema = z.looseObject({ ProtocolType: z.string() });
const routeSchema = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.enum(['$connect', '$disconnect', 'ping']),
  Target: z.string(),
  AuthorizationType: z.enum(['NONE', 'CUSTOM']).default('NONE'),
  AuthorizerId: z.string().optional(),
});
const integrationSchema = z.looseObject({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
});
const authorizerSchema = z.looseObject({
  AuthorizerType: z.literal('REQUEST'),
  AuthorizerUri: z.string(),
  IdentitySource: z.tuple([z.literal('route.request.querystring.ticket')]),
});
const stageSchema = z.looseObject({ ApiId: z.string(), StageName: z.string(), AutoDeploy: z.literal(true) });
const ofApi = z.looseObject({ ApiId: z.string() });

const functionOf = (uri: string): string => /functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1] ?? uri;

/**
 * The template's WebSocket API; undefined when it has none.
 *
 * @throws StartFailure for what the local gateway would not serve faithfully
 */
export function readLive(resources: readonly Resource[]): LiveApi | undefined {
  const api = ofType(resources, 'AWS::ApiGatewayV2::Api').find(
    (one) => propertiesOf(one, apiSchema).ProtocolType === 'WEBSOCKET',
  );
  if (!api) return undefined;
  const id = api.identity.ref;
  const own = (type: 'Route' | 'Stage') =>
    ofType(resources, `AWS::ApiGatewayV2::${type}`).filter((one) => propertiesOf(one, ofApi).ApiId === id);
  const routes = own('Route').map((one) => propertiesOf(one, routeSchema));
  const target = (key: string): string => {
    const name = routes.find(({ RouteKey }) => RouteKey === key)?.Target.replace('integrations/', '');
    const found = ofType(resources, 'AWS::ApiGatewayV2::Integration').find(
      ({ identity }) => identity.ref === name,
    );
    if (!found) throw new StartFailure(`The WebSocket API has no integration for ${key}.`);
    return functionOf(propertiesOf(found, integrationSchema).IntegrationUri);
  };
  const [stage] = own('Stage').map((one) => propertiesOf(one, stageSchema));
  const guard = routes.find(({ RouteKey }) => RouteKey === '$connect')?.AuthorizerId;
  const authorizer = ofType(resources, 'AWS::ApiGatewayV2::Authorizer').find(
    ({ identity }) => identity.ref === guard,
  );
  if (!stage || !authorizer)
    throw new StartFailure('The WebSocket API is to have a stage and an authorizer.');
  return {
    id,
    stage: stage.StageName,
    authorizer: {
      id: authorizer.identity.ref,
      functionArn: functionOf(propertiesOf(authorizer, authorizerSchema).AuthorizerUri),
    },
    connect: target('$connect'),
    disconnect: target('$disconnect'),
  };
}

export interface LiveSettings {
  readonly api: LiveApi;
  readonly clock: Clock;
  readonly places: Places;
  readonly guard: Guard;
  readonly mayInvoke: MayInvoke;
  clientOf(accessKeyId: string): Client | undefined;
  invoke(functionArn: string, event: unknown): Promise<unknown>;
  log(line: string): void;
}

export interface Live {
  /** A request to become a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Whether a request to the AWS endpoint speaks to a connection. */
  isFor(request: IncomingMessage): boolean;
  /** POST and DELETE of `/@connections/{id}`, as the caller's role allows. */
  manage(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): void;
}

const verdict = z.looseObject({
  policyDocument: z.looseObject({ Statement: z.array(z.looseObject({ Effect: z.string() })).min(1) }),
  context: z.record(z.string(), z.string()).optional(),
  principalId: z.string(),
});
const answered = z.looseObject({ statusCode: z.number() });

/** API Gateway's frames are of 32 KB; what consoles send is not listened to. */
const longestFrame = 32 * 1024;
const PATH = '/@connections/';

/** The WebSocket API on this machine: who may connect asks the template's functions, who pushes is asked for its role. */
export function createLive(settings: LiveSettings): Live {
  const { api, clock, places, guard, mayInvoke, clientOf, invoke, log } = settings;
  const server = new WebSocketServer({ noServer: true, maxPayload: longestFrame });
  const sockets = new Map<string, WebSocket>();
  const arn = (rest: string) => `arn:aws:execute-api:${places.region}:${places.account}:${api.id}/${rest}`;

  async function call(functionArn: string, source: string, event: object): Promise<unknown> {
    if (mayInvoke('apigateway.amazonaws.com', source, functionArn)) return invoke(functionArn, event);
    throw new Error(`the template gives no permission to invoke ${functionArn}`);
  }

  const context = (connectionId: string, eventType: string, routeKey: string) => ({
    routeKey,
    eventType,
    connectionId,
    messageDirection: 'IN',
    stage: api.stage,
    apiId: api.id,
    requestId: randomUUID(),
    requestTimeEpoch: clock.now(),
    identity: { sourceIp: '127.0.0.1' },
  });

  /** What the authorizer tells of whoever connects; a status where they may not. */
  async function admitted(request: IncomingMessage, id: string): Promise<Record<string, string> | number> {
    const queryStringParameters = Object.fromEntries(new URLSearchParams(addressOf(request).query));
    // Without its identity source the authorizer is not even asked.
    if (!queryStringParameters.ticket) return 401;
    const requestContext = context(id, 'CONNECT', '$connect');
    const methodArn = arn(`${api.stage}/$connect`);
    const { functionArn, id: authorizerId } = api.authorizer;
    const said = await call(functionArn, arn(`authorizers/${authorizerId}`), {
      type: 'REQUEST',
      methodArn,
      headers: {},
      queryStringParameters,
      requestContext,
    });
    const { policyDocument, context: told = {}, principalId } = verdict.parse(said);
    if (policyDocument.Statement.some(({ Effect }) => Effect !== 'Allow')) return 403;
    const authorizer = { ...told, principalId };
    const done = answered.parse(
      await call(api.connect, arn('*$connect'), {
        headers: {},
        queryStringParameters,
        requestContext: { ...requestContext, authorizer },
        isBase64Encoded: false,
      }),
    );
    return done.statusCode < 300 ? authorizer : done.statusCode;
  }

  async function open(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const id = randomBytes(11).toString('base64url');
    const who = addressOf(request).path === `/${api.stage}` ? await admitted(request, id) : 404;
    if (typeof who === 'number') return refuse(socket, who);
    server.handleUpgrade(request, socket, head, (connected) => {
      sockets.set(id, connected);
      connected.on('error', () => connected.terminate());
      connected.on('close', () => {
        sockets.delete(id);
        const requestContext = { ...context(id, 'DISCONNECT', '$disconnect'), authorizer: who };
        call(api.disconnect, arn('*$disconnect'), { requestContext, isBase64Encoded: false }).catch(
          () => undefined,
        );
      });
    });
  }

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      open(request, socket, head).catch(() => {
        log('The live gateway could not open a connection.');
        refuse(socket, 500);
      });
    },
    isFor: ({ url }) => decodeURIComponent(url ?? '').includes(PATH),
    async manage(request, response) {
      const id = decodeURIComponent(request.url ?? '').split(PATH)[1] ?? '';
      const key = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const client = clientOf(key);
      const resource = arn(`${api.stage}/${request.method}/@connections/${id}`);
      const body = await bodyOf(request, 128 * 1024);
      const refusal =
        client === undefined
          ? 'unknown'
          : client === 'operator'
            ? undefined
            : guard.refusal(client.caller, 'execute-api:ManageConnections', resource);
      if (refusal) return answer(response, 403, 'ForbiddenException');
      const connected = sockets.get(id);
      if (!connected) return answer(response, 410, 'GoneException');
      if (request.method === 'DELETE') connected.close(1000);
      else connected.send(body?.toString('utf8') ?? '');
      return answer(response, request.method === 'DELETE' ? 204 : 200);
    },
    close() {
      for (const connected of sockets.values()) connected.terminate();
    },
  };
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

function answer(response: ServerResponse, status: number, error?: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(error ? { 'x-amzn-errortype': error } : {}),
  });
  response.end(status === 204 ? undefined : '{}');
}
