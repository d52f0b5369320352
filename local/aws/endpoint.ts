import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { reasonOf } from '../failure.ts';
import { bodyOf } from '../http/body.ts';
import { isLocalHost } from '../http/local-only.ts';
import type { Handle } from '../http/server.ts';
import type { Caller } from '../iam/evaluate.ts';
import type { Guard } from '../iam/guard.ts';
import { AwsError } from './error.ts';

/** Whoever calls the endpoint: a function with its role, or the person who runs all of this. */
export type Client = { readonly caller: Caller; readonly name: string } | 'operator';

export interface Call {
  readonly operation: string;
  readonly input: unknown;
  readonly body: Buffer;
  /** @throws AwsError when the client may not do it */
  require(action: string, resource: string): void;
}

/** An answer to be made into JSON, or one that is passed on as it came. */
export type Answer = { readonly json: unknown } | { readonly status: number; readonly bytes: Buffer };

export type Service = (call: Call) => Promise<Answer>;

export interface AwsEndpointSettings {
  /** `X-Amz-Target` without the operation → the service. */
  readonly services: ReadonlyMap<string, Service>;
  readonly clock: Clock;
  readonly guard: Guard;
  /** The client that an access key id stands for. */
  clientOf(accessKeyId: string): Client | undefined;
  log(line: string): void;
}

/** 256 KB a message, ten of them, and room for their escapes: more than any request the services take. */
const longestBody = 20 * 1024 * 1024;

/**
 * One address that speaks the SDKs' JSON protocols for every service of the template and lets each function do what its
 * role allows. Signatures are not computed again: an access key id is known to this process and its threads only.
 */
export function awsEndpoint(settings: AwsEndpointSettings): Handle {
  const { clock, log } = settings;
  return async (request, response) => {
    response.setHeader('x-amzn-requestid', randomUUID());
    // The SDK corrects its own clock by this one.
    response.setHeader('date', new Date(clock.now()).toUTCString());
    try {
      send(response, request, await answerTo(request, settings));
    } catch (error) {
      if (!(error instanceof AwsError)) log(`The local AWS endpoint failed: ${reasonOf(error)}`);
      const refusal =
        error instanceof AwsError ? error : new AwsError('InternalFailure', reasonOf(error), 500);
      const body = { __type: refusal.code, message: refusal.message };
      send(response, request, { status: refusal.status, bytes: Buffer.from(JSON.stringify(body)) });
    }
  };
}

async function answerTo(
  request: IncomingMessage,
  { services, clientOf, guard }: AwsEndpointSettings,
): Promise<Answer> {
  if (!isLocalHost(request.headers.host))
    throw new AwsError('AccessDeniedException', 'Only local callers', 403);
  const [prefix = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  const service = services.get(prefix);
  if (!service)
    throw new AwsError(
      'UnknownOperationException',
      `The local run has no endpoint for ${prefix || request.url}`,
    );
  const accessKeyId = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const client = clientOf(accessKeyId);
  if (!client)
    throw new AwsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  const body = await bodyOf(request, longestBody);
  if (!body) throw new AwsError('RequestTooLarge', 'The request is too large', 413);
  return service({
    operation,
    body,
    input: parsed(body),
    require(action, resource) {
      const refusal = client === 'operator' ? undefined : guard.refusal(client.caller, action, resource);
      if (refusal && client !== 'operator')
        throw new AwsError(
          'AccessDeniedException',
          `User: ${client.name} is not authorized to perform: ${refusal}`,
        );
    },
  });
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8') || '{}');
  } catch {
    throw new AwsError('SerializationException', 'The request is not JSON');
  }
}

function send(response: ServerResponse, request: IncomingMessage, answer: Answer): void {
  const body = 'bytes' in answer ? answer.bytes : Buffer.from(JSON.stringify(answer.json ?? {}));
  response.writeHead('status' in answer ? answer.status : 200, {
    'content-type': request.headers['content-type'] ?? 'application/x-amz-json-1.0',
    'content-length': body.length,
  });
  response.end(body);
}
