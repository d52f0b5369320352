import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { bodyOf } from '../http/body.ts';
import { isLocalHost } from '../http/local-only.ts';
import type { Handle } from '../http/server.ts';
import type { Guard } from '../iam/guard.ts';
import type { Store } from '../store.ts';
import { ofType } from '../template/inventory.ts';
import type { Resource } from '../template/resolve.ts';
import type { Client } from './endpoint.ts';
import { AwsError } from './error.ts';

export interface S3Settings {
  readonly store: Store;
  readonly clock: Clock;
  readonly guard: Guard;
  readonly region: string;
  /** Names of the template's buckets. */
  readonly buckets: ReadonlySet<string>;
  /** The client that an access key id stands for. */
  clientOf(accessKeyId: string): Client | undefined;
  log(line: string): void;
}

interface StoredObject {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
}

/** The names of the template's buckets. */
export const bucketsOf = (resources: readonly Resource[]): ReadonlySet<string> =>
  new Set(ofType(resources, 'AWS::S3::Bucket').map(({ identity }) => identity.ref));

/** The secret of every local access key: what a link is signed with. */
const SECRET = 'local';
const longestBody = 64 * 1024 * 1024;

/** Whether a request speaks S3's protocol: all others of the local endpoint name their operation in a header. */
export const isForS3 = ({ headers }: IncomingMessage): boolean => headers['x-amz-target'] === undefined;

/**
 * S3 with path-style addresses: put, get (whole or a range), head, delete and list, each as the caller's role allows,
 * and links signed in the query, whose signature and time are checked as S3 checks them. An object is on the disk
 * before it is acknowledged.
 */
export function s3Endpoint(settings: S3Settings): Handle {
  const objects = settings.store.records<StoredObject>('s3');
  return async (request, response) => {
    response.setHeader('x-amz-request-id', randomUUID());
    response.setHeader('date', new Date(settings.clock.now()).toUTCString());
    try {
      send(request, response, await answer(request));
    } catch (error) {
      const refusal = error instanceof AwsError ? error : new AwsError('InternalError', 'See the log.', 500);
      if (!(error instanceof AwsError)) settings.log(`The local S3 failed: ${String(error)}`);
      const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${refusal.code}</Code><Message>${escaped(refusal.message)}</Message></Error>`;
      send(request, response, {
        status: refusal.status,
        headers: { 'content-type': 'application/xml' },
        body,
      });
    }
  };

  async function answer(request: IncomingMessage): Promise<Reply> {
    if (!isLocalHost(request.headers.host)) throw denied();
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const client = clientBehind(request, url);
    const [, bucket = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
    const key = rest.join('/');
    const need = (action: string, resource: string) => {
      const refusal =
        client === 'operator' ? undefined : settings.guard.refusal(client.caller, action, resource);
      if (refusal && client !== 'operator')
        throw denied(`User: ${client.name} is not authorized to perform: ${refusal}`);
    };
    const arn = `arn:aws:s3:::${bucket}`;
    if (key === '') {
      if (request.method !== 'GET' || url.searchParams.get('list-type') !== '2') throw unknown(request);
      need('s3:ListBucket', arn);
      return list(known(bucket), url.searchParams);
    }
    switch (request.method) {
      case 'PUT':
        need('s3:PutObject', `${arn}/${key}`);
        return put(known(bucket), key, request);
      case 'GET':
      case 'HEAD':
        need('s3:GetObject', `${arn}/${key}`);
        return get(known(bucket), key, request, url.searchParams);
      case 'DELETE':
        need('s3:DeleteObject', `${arn}/${key}`);
        await settings.store.commit(() => objects.remove([known(bucket), key]));
        return { status: 204 };
      default:
        throw unknown(request);
    }
  }

  function known(bucket: string): string {
    if (settings.buckets.has(bucket)) return bucket;
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  }

  function clientBehind(request: IncomingMessage, url: URL): Client {
    if (url.searchParams.has('X-Amz-Signature')) return clientOfLink(request, url);
    const accessKeyId = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1];
    // A request of an SDK: the key's id is known to this process and its threads only, its signature is not computed again.
    const client = accessKeyId === undefined ? undefined : settings.clientOf(accessKeyId);
    if (!client) throw denied();
    return client;
  }

  function clientOfLink(request: IncomingMessage, url: URL): Client {
    const query = linkQuery.safeParse(Object.fromEntries(url.searchParams));
    if (!query.success)
      throw new AwsError('AuthorizationQueryParametersError', 'The signature is incomplete.', 403);
    const given = query.data;
    const [accessKeyId = '', ...scope] = given['X-Amz-Credential'].split('/');
    const client = settings.clientOf(accessKeyId);
    if (!client) throw denied();
    const signature = signatureOf(request, url, given, scope);
    const same =
      signature.length === given['X-Amz-Signature'].length &&
      timingSafeEqual(Buffer.from(signature), Buffer.from(given['X-Amz-Signature']));
    if (!same || !given['X-Amz-SignedHeaders'].split(';').includes('host'))
      throw new AwsError('SignatureDoesNotMatch', 'The signature does not match.', 403);
    const signedAt = Date.parse(
      given['X-Amz-Date'].replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
    );
    const age = settings.clock.now() - signedAt;
    if (!(age <= given['X-Amz-Expires'] * 1000)) throw denied('Request has expired');
    return client;
  }

  async function put(bucket: string, key: string, request: IncomingMessage): Promise<Reply> {
    const { headers } = request;
    if (headers['content-encoding']?.includes('aws-chunked'))
      throw new AwsError('NotImplemented', 'The local S3 takes whole bodies only.', 501);
    const bytes = await bodyOf(request, longestBody);
    if (!bytes) throw new AwsError('EntityTooLarge', 'The object is too large for the local S3.');
    const wanted = headers['x-amz-checksum-sha256'];
    if (wanted !== undefined && wanted !== createHash('sha256').update(bytes).digest('base64'))
      throw new AwsError('BadDigest', 'The SHA-256 you specified did not match what we received.');
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    const contentType = headers['content-type'] ?? 'binary/octet-stream';
    await settings.store.commit(() =>
      objects.put([bucket, key], { bytes, contentType, etag, modifiedAt: settings.clock.now() }),
    );
    const encryption = headers['x-amz-server-side-encryption'];
    return {
      status: 200,
      headers: {
        etag,
        ...(typeof encryption === 'string' ? { 'x-amz-server-side-encryption': encryption } : {}),
        ...(typeof wanted === 'string' ? { 'x-amz-checksum-sha256': wanted } : {}),
      },
    };
  }

  function get(bucket: string, key: string, { headers }: IncomingMessage, query: URLSearchParams): Reply {
    const object = objects.get([bucket, key]);
    if (!object) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
    const disposition = query.get('response-content-disposition');
    const caching = query.get('response-cache-control');
    const common = {
      'content-type': query.get('response-content-type') ?? object.contentType,
      ...(disposition === null ? {} : { 'content-disposition': disposition }),
      ...(caching === null ? {} : { 'cache-control': caching }),
      'accept-ranges': 'bytes',
      etag: object.etag,
      'last-modified': new Date(object.modifiedAt).toUTCString(),
    };
    const range = rangeOf(headers.range, object.bytes.length);
    if (range === undefined) return { status: 200, headers: common, body: object.bytes };
    if (range === null) throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
    return {
      status: 206,
      headers: {
        ...common,
        'content-range': `bytes ${range.from}-${range.to}/${object.bytes.length}`,
      },
      body: object.bytes.subarray(range.from, range.to + 1),
    };
  }

  function list(bucket: string, query: URLSearchParams): Reply {
    const prefix = query.get('prefix') ?? '';
    const most = Math.min(Number(query.get('max-keys') ?? 1000), 1000);
    const after = query.get('continuation-token') ?? '';
    const keys = [...objects.getKeys({ start: [bucket], end: [bucket, '\u{10ffff}'] })]
      .map((entry) => String(entry[1]))
      .filter((key) => key.startsWith(prefix) && key > after);
    const page = keys.slice(0, most);
    const more = keys.length > most ? page.at(-1) : undefined;
    const contents = page.map((key) => {
      const { etag = '', bytes, modifiedAt = 0 } = objects.get([bucket, key]) ?? {};
      return `<Contents><Key>${escaped(key)}</Key><LastModified>${new Date(modifiedAt).toISOString()}</LastModified><ETag>${escaped(etag)}</ETag><Size>${bytes?.length ?? 0}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
    });
    return {
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: [
        '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
        `<Name>${bucket}</Name><Prefix>${escaped(prefix)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${most}</MaxKeys>`,
        `<IsTruncated>${more !== undefined}</IsTruncated>`,
        ...(more === undefined ? [] : [`<NextContinuationToken>${escaped(more)}</NextContinuationToken>`]),
        ...contents,
        '</ListBucketResult>',
      ].join(''),
    };
  }

  /** AWS Signature Version 4 of a link: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
  function signatureOf(
    request: IncomingMessage,
    url: URL,
    given: LinkQuery,
    scope: readonly string[],
  ): string {
    const names = given['X-Amz-SignedHeaders'].split(';');
    const query = [...url.searchParams]
      .filter(([name]) => name !== 'X-Amz-Signature')
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .sort()
      .join('&');
    const canonical = [
      request.method === 'HEAD' ? 'HEAD' : request.method,
      url.pathname
        .split('/')
        .map((part) => encoded(decodeURIComponent(part)))
        .join('/'),
      query,
      ...names.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}`),
      '',
      given['X-Amz-SignedHeaders'],
      'UNSIGNED-PAYLOAD',
    ].join('\n');
    const toSign = [
      'AWS4-HMAC-SHA256',
      given['X-Amz-Date'],
      scope.join('/'),
      createHash('sha256').update(canonical).digest('hex'),
    ].join('\n');
    const [day = '', region = '', service = '', end = ''] = scope;
    if (region !== settings.region || service !== 's3' || end !== 'aws4_request') throw denied();
    const key = [day, region, service, end].reduce<string | Buffer>(
      (secret, part) => createHmac('sha256', secret).update(part).digest(),
      `AWS4${SECRET}`,
    );
    return createHmac('sha256', key).update(toSign).digest('hex');
  }
}

/** S3 gives a link a week at the most. */
const linkQuery = z.looseObject({
  'X-Amz-Algorithm': z.literal('AWS4-HMAC-SHA256'),
  'X-Amz-Credential': z.string(),
  'X-Amz-Date': z.string().regex(/^\d{8}T\d{6}Z$/),
  'X-Amz-Expires': z.coerce.number().int().min(1).max(604_800),
  'X-Amz-SignedHeaders': z.string(),
  'X-Amz-Signature': z.string(),
});
type LinkQuery = z.infer<typeof linkQuery>;

/** The part of an object that is asked for; undefined: all of it, null: none there is. */
function rangeOf(
  header: string | undefined,
  length: number,
): { from: number; to: number } | null | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return from > to ? null : { from, to };
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const denied = (message = 'Access Denied'): AwsError => new AwsError('AccessDenied', message, 403);
const unknown = ({ method }: IncomingMessage): AwsError =>
  new AwsError('NotImplemented', `The local S3 does not know this ${method}.`, 501);

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Reply): void {
  const bytes = Buffer.from(body ?? '');
  response.writeHead(status, {
    ...headers,
    ...(status === 204 ? {} : { 'content-length': String(bytes.length) }),
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
