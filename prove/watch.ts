import type { IncomingMessage } from 'node:http';
import type { Called } from './faults.ts';

/** What the functions sent that must hold nothing of a citizen. */
export interface Watched {
  readonly addresses: Set<string>;
  readonly events: string[];
  readonly queueAttributes: string[];
  /** A metric would be a line of the log in the embedded format; a call to CloudWatch would be seen here. */
  readonly services: Set<string>;
}

const SERVICES: Readonly<Record<string, string>> = {
  DynamoDB_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
};

/** Reads who calls what off a request to the AWS endpoint. */
export function awsCall(request: IncomingMessage): Called {
  const [prefix = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  const credential = /Credential=([^/]+)\/[^/]*\/[^/]*\/([^/]+)\//.exec(request.headers.authorization ?? '');
  return {
    service: SERVICES[prefix] ?? credential?.[2] ?? 'unknown',
    operation: operation === '' ? `${request.method}` : operation,
    caller: credential?.[1]?.replace(/^function:hotline-/, '') ?? 'unknown',
  };
}

/** Reads the provider off a request to the outbound endpoint. */
export function providerCall(request: IncomingMessage): Called {
  const path = request.url ?? '';
  const service = path.startsWith('/2010-04-01/') ? 'twilio' : 'zalo';
  if (/\/Media\/|\/Recordings\/|zdn\.vn/.test(`${request.headers.host}${path}`))
    return { service, operation: `${request.method} file`, caller: 'media' };
  return { service, operation: path.split('?')[0]?.split('/').at(-1) ?? '', caller: 'gate' };
}

/**
 * Whether an address asks Zalo for one of its own users, which it can be asked by no other way
 * (https://developers.zalo.me/docs/official-account/quan-ly/lay-thong-tin-nguoi-dung): told to nobody who does not know it.
 */
const asksForItsUser = (path: string): boolean => /^\/v[23]\.0\/oa\/(conversation|user\/detail)\?/.test(path);

/** Keeps the address of a call to a provider. */
export function watchProvider(watched: Watched, { url = '' }: IncomingMessage): void {
  if (!asksForItsUser(url)) watched.addresses.add(url);
}

export const newWatch = (): Watched => ({
  addresses: new Set(),
  events: [],
  queueAttributes: [],
  services: new Set(),
});

/** Keeps what of a call to AWS may be read by more people than the table. */
export function watch(watched: Watched, called: Called, request: IncomingMessage, body: Buffer): void {
  watched.addresses.add(request.url ?? '');
  watched.services.add(called.service);
  if (called.service === 'events') watched.events.push(body.toString('utf8'));
  if (called.service !== 'sqs') return;
  const {
    MessageBody: _,
    Entries,
    ...attributes
  }: Record<string, unknown> = JSON.parse(body.toString('utf8'));
  watched.queueAttributes.push(JSON.stringify(attributes));
  if (Array.isArray(Entries))
    for (const { MessageBody: __, ...entry } of Entries) watched.queueAttributes.push(JSON.stringify(entry));
}
