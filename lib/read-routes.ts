import { readFileSync } from 'node:fs';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { z } from 'zod';

const schema = z.object({
  routes: z.record(
    z.stringFormat('route', /^[A-Z]+ \/[A-Za-z0-9/{}.-]+$/),
    z.object({ function: z.string(), auth: z.enum(['signature', 'token', 'none']) }),
  ),
});

export interface Route {
  readonly method: HttpMethod;
  readonly path: string;
  readonly function: string;
  /** signature: the function checks it over the raw bytes; token: the gateway does; none: open to all. */
  readonly auth: 'signature' | 'token' | 'none';
}

/**
 * Reads the table of routes.
 * @throws Error naming the row that does not fit
 */
export function readRoutes(file: string): readonly Route[] {
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return Object.entries(parsed.data.routes).map(([key, row]) => {
    const [verb, path = ''] = key.split(' ');
    const method = Object.values(HttpMethod).find((known) => known === verb);
    if (method === undefined || method === HttpMethod.ANY) throw new Error(`${file}: no such method: ${key}`);
    return { method, path, ...row };
  });
}
