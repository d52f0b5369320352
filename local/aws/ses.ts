import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { bodyOf } from '../http/body.ts';
import { isLocalHost } from '../http/local-only.ts';
import type { Handle } from '../http/server.ts';
import type { Guard } from '../iam/guard.ts';
import type { StandIns } from '../providers/stand-ins.ts';
import type { Places } from '../template/places.ts';
import type { Client } from './endpoint.ts';

const PATH = '/v2/email/outbound-emails';
const part = z.object({ Data: z.string() });
const mail = z.object({
  FromEmailAddress: z.email(),
  Destination: z.object({ ToAddresses: z.array(z.email()).length(1) }),
  Content: z.object({ Simple: z.object({ Subject: part, Body: z.object({ Text: part }) }) }),
});

/** Whether a request speaks SES's protocol. */
export const isForSes = ({ method, url }: IncomingMessage): boolean => method === 'POST' && url === PATH;

export interface SesSettings {
  readonly guard: Guard;
  readonly places: Places;
  /** The client that an access key id stands for. */
  clientOf(accessKeyId: string): Client | undefined;
  readonly keep: StandIns['mail'];
}

/** SES of version 2, plain mails only: each is kept where the other messages are, and leaves for nowhere. */
export function sesEndpoint({ guard, places, clientOf, keep }: SesSettings): Handle {
  return async (request, response) => {
    const answer = (status: number, json: object, error?: string) => {
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(error === undefined ? {} : { 'x-amzn-errortype': error }),
      });
      response.end(JSON.stringify(json));
    };
    const key = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const client = clientOf(key);
    const text = (await bodyOf(request, 1024 * 1024))?.toString('utf8') ?? '';
    if (!isLocalHost(request.headers.host) || client === undefined)
      return answer(403, {}, 'UnrecognizedClientException');
    const read = mail.safeParse(JSON.parse(text || '{}'));
    if (!read.success) return answer(400, { message: 'not a plain mail' }, 'BadRequestException');
    const { FromEmailAddress, Destination, Content } = read.data;
    const identity = `arn:aws:ses:${places.region}:${places.account}:identity/${FromEmailAddress}`;
    const refusal =
      client === 'operator' ? undefined : guard.refusal(client.caller, 'ses:SendEmail', identity);
    if (refusal) return answer(403, { message: refusal }, 'AccessDeniedException');
    const id = randomUUID();
    const [to = ''] = Destination.ToAddresses;
    await keep({ id, to, text: Content.Simple.Body.Text.Data, path: PATH, body: read.data });
    return answer(200, { MessageId: id });
  };
}
