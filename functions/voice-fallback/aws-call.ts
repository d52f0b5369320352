import { createHash, createHmac } from 'node:crypto';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * One call of an AWS service in its JSON protocol, signed by hand (Signature Version 4): this function carries no SDK.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
 * @throws where the service does not answer in time or answers with an error
 */
export async function awsCall(
  service: string,
  target: string,
  contentType: string,
  input: object,
  patience: number,
): Promise<unknown> {
  const env = process.env;
  const region = env.AWS_REGION ?? '';
  const url = new URL(env.AWS_ENDPOINT_URL ?? `https://${service}.${region}.amazonaws.com`);
  const body = JSON.stringify(input);
  const now = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = now.slice(0, 8);
  const headers: Record<string, string> = {
    'content-type': contentType,
    host: url.host,
    'x-amz-date': now,
    ...(env.AWS_SESSION_TOKEN ? { 'x-amz-security-token': env.AWS_SESSION_TOKEN } : {}),
    'x-amz-target': target,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    'POST',
    '/',
    '',
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    hash(body),
  ].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const ofDay = mac(`AWS4${env.AWS_SECRET_ACCESS_KEY ?? ''}`, day);
  const key = mac(mac(mac(ofDay, region), service), 'aws4_request');
  const signature = mac(key, ['AWS4-HMAC-SHA256', now, scope, hash(canonical)].join('\n')).toString('hex');
  const { host: _, ...sent } = headers;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      ...sent,
      authorization: `AWS4-HMAC-SHA256 Credential=${env.AWS_ACCESS_KEY_ID ?? ''}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
    },
    body,
    signal: AbortSignal.timeout(patience),
  });
  if (!response.ok) throw new Error(`${service} answered ${response.status}`);
  return response.json();
}
