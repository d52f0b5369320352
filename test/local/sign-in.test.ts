import { createHash, randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { route } from './small-assembly.ts';
import { type SmallSystem, smallSystem } from './small-system.ts';

const pool = {
  Pool: { Type: 'AWS::Cognito::UserPool' },
  Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { CallbackURLs: ['http://localhost:3000/'] } },
  Authorizer: {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: { Ref: 'Api' },
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      Name: 'Handlers',
      JwtConfiguration: {
        Audience: [{ Ref: 'Client' }],
        Issuer: {
          'Fn::Join': [
            '',
            ['https://cognito-idp.', { Ref: 'AWS::Region' }, '.amazonaws.com/', { Ref: 'Pool' }],
          ],
        },
      },
    },
  },
};

const guarded = {
  functions: {
    me: { source: 'export const handler = async ({ requestContext }) => requestContext.authorizer;' },
  },
  resources: {
    ...pool,
    ...route('Me', 'GET /api/me', 'me', { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Authorizer' } }),
  },
};

const tokenAnswer = z.object({ access_token: z.string() });

async function toolToken({ url }: SmallSystem, user: string): Promise<string> {
  const answer = await fetch(`${url}/dev/token`, { method: 'POST', body: JSON.stringify({ user }) });
  return tokenAnswer.parse(await answer.json()).access_token;
}

async function me(system: SmallSystem, authorization?: string) {
  const answer = await fetch(`${system.url}/api/me`, {
    headers: authorization === undefined ? {} : { authorization },
  });
  return { status: answer.status, body: await answer.json() };
}

describe('the authorizer', () => {
  it('lets in who brings a token, with every claim as a text, also after the clock was moved', async () => {
    const system = await smallSystem(guarded);
    const token = await toolToken(system, 'handler.01');
    await fetch(`${system.url}/dev/clock`, { method: 'POST', body: '{"advance":"P30D"}' });

    const { status, body } = await me(system, `Bearer ${token}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      jwt: {
        claims: {
          username: 'handler.01',
          token_use: 'access',
          client_id: expect.any(String),
          exp: expect.stringMatching(/^\d+$/),
        },
        scopes: null,
      },
    });
  });

  it('turns away everybody else', async () => {
    const system = await smallSystem(guarded);
    const token = await toolToken(system, 'lead.01');
    const [head = '', , signature = ''] = token.split('.');
    const forged = Buffer.from(JSON.stringify({ ...decodeJwt(token), username: 'national' })).toString(
      'base64url',
    );
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${forged}.`;
    const other = await smallSystem(guarded);
    const refused = { status: 401, body: { message: 'Unauthorized' } };

    for (const authorization of [
      undefined,
      '',
      'Bearer',
      'Bearer x.y.z',
      `Bearer ${head}.${forged}.${signature}`,
      `Bearer ${unsigned}`,
      `Bearer ${await toolToken(other, 'lead.01')}`,
    ])
      expect(await me(system, authorization)).toEqual(refused);
  });

  it('knows a handler and a lead for every centre and the national desk', async () => {
    const { url } = await smallSystem(guarded);
    const status = async (user: unknown) =>
      (await fetch(`${url}/dev/token`, { method: 'POST', body: JSON.stringify({ user }) })).status;

    expect(
      await Promise.all(
        ['handler.01', 'lead.96', 'national', 'handler.national', 'handler.00', '', 7].map(status),
      ),
    ).toEqual([200, 200, 200, 404, 404, 404, 400]);
  });
});

describe('the sign-in page', () => {
  it('gives a token by the code flow with PKCE, and stays signed in', async () => {
    const system = await smallSystem(guarded);
    const { url } = system;
    const cookies = new Map<string, string>();
    const visit = async (address: string, init: RequestInit = {}) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(new URL(address, url), {
        redirect: 'manual',
        ...init,
        headers: { ...init.headers, cookie },
      });
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
        cookies.set(name, value);
      }
      return answer;
    };
    const location = (answer: Response) => answer.headers.get('location') ?? '';
    const { client_id } = decodeJwt(await toolToken(system, 'handler.01'));
    const verifier = randomBytes(32).toString('base64url');
    const query = new URLSearchParams({
      client_id: String(client_id),
      response_type: 'code',
      redirect_uri: `${url}/`,
      scope: 'openid',
      state: 's',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });

    const page = location(await visit(`/oidc/oauth2/authorize?${query}`));
    const html = await (await visit(page)).text();
    const chosen = await visit(page, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'user=handler.01',
    });
    const back = new URL(location(await visit(location(chosen))));
    const exchanged = await visit('/oidc/oauth2/token', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: String(client_id),
        redirect_uri: `${url}/`,
        code: back.searchParams.get('code') ?? '',
        code_verifier: verifier,
      }).toString(),
    });
    const { access_token } = tokenAnswer.parse(await exchanged.json());
    const again = new URL(location(await visit(`/oidc/oauth2/authorize?${query}`)));

    expect(html).toContain('Đăng nhập');
    expect(html).toContain('value="lead.01"');
    expect(back.origin + back.pathname).toBe(`${url}/`);
    expect(decodeJwt(access_token)).toMatchObject({ username: 'handler.01', token_use: 'access', client_id });
    expect((await me(system, `Bearer ${access_token}`)).status).toBe(200);
    expect(again.searchParams.get('code')).toBeTruthy();
  });
});
