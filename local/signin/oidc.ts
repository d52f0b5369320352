import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider, {
  type Adapter,
  type AdapterPayload,
  type Grant,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { bodyOf } from '../http/body.ts';
import type { Handle } from '../http/server.ts';
import type { Store } from '../store.ts';
import type { LocalAccounts } from './accounts.ts';
import type { SigningKeys } from './keys.ts';
import { page, signInPage, signOutPage } from './page.ts';
import { cognitoClaims } from './token.ts';

export interface SignInSettings {
  /** `http://localhost:3000/oidc`; its path is where the gateway mounts the handler. */
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUris: readonly string[];
  readonly logoutUris: readonly string[];
  readonly keys: SigningKeys;
  readonly store: Store;
  readonly accounts: LocalAccounts;
}

/** A working day, in seconds. */
const day = 12 * 60 * 60;

/**
 * An OpenID provider in place of the user pool's hosted pages: the code flow with PKCE, Cognito's paths and Cognito's
 * claims in the access token.
 */
export function signIn({
  issuer,
  clientId,
  redirectUris,
  logoutUris,
  keys,
  store,
  accounts,
}: SignInSettings): Handle {
  const mount = new URL(issuer).pathname;
  const provider: Provider = new Provider(issuer, {
    adapter: (name) => keptRecords(store, name),
    jwks: { keys: [keys.key] },
    cookies: { keys: [keys.cookieSecret] },
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [...redirectUris],
        post_logout_redirect_uris: [...logoutUris],
      },
    ],
    routes: {
      authorization: '/oauth2/authorize',
      token: '/oauth2/token',
      userinfo: '/oauth2/userInfo',
      revocation: '/oauth2/revoke',
      jwks: '/.well-known/jwks.json',
      end_session: '/logout',
    },
    pkce: { required: () => true },
    scopes: ['openid', 'offline_access'],
    claims: { openid: ['sub', 'username'] },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: day,
      Session: day,
      Grant: day,
    },
    clientBasedCORS: (_context, origin) => origin === new URL(issuer).origin,
    // As in Cognito, where one browser may hold the sessions of several people in several tabs.
    expiresWithSession: async () => false,
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, username: id }) }),
    loadExistingGrant: grantWithoutAsking,
    interactions: { url: (_context, { uid }) => `${mount}/interaction/${uid}` },
    extraTokenClaims: (_context, token) =>
      'accountId' in token ? cognitoClaims(token.accountId) : undefined,
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = signOutPage(form);
        },
        postLogoutSuccessSource: (context) => {
          context.body = page('Đã đăng xuất', '');
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => `${issuer}/api`,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'openid',
          audience: clientId,
          accessTokenTTL: 3600,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    renderError: (context, { error_description }) => {
      context.type = 'html';
      context.body = page('Không đăng nhập được', `<p>${error_description ?? ''}</p>`);
    },
  });
  const handle = provider.callback();

  return async (request, response) => {
    const path = (request.url ?? '').slice(mount.length).split('?')[0] ?? '';
    if (path.startsWith('/interaction/')) return interact(request, response);
    // As express and koa-mount tell a handler where it is mounted.
    Object.assign(request, { originalUrl: request.url });
    request.url = request.url?.slice(mount.length) || '/';
    await handle(request, response);
  };

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { params } = await provider.interactionDetails(request, response);
      // The lobby's links say whom one wants to be: there is no password to ask for here.
      const hinted = request.method === 'GET' && accounts.find(String(params.login_hint ?? ''));
      if (hinted) {
        const result = { login: { accountId: hinted.name } };
        return await provider.interactionFinished(request, response, result);
      }
      if (request.method === 'POST') {
        const form = new URLSearchParams((await bodyOf(request, 10_000))?.toString('utf8'));
        const user = accounts.find(form.get('user') ?? '');
        if (user) {
          const result = { login: { accountId: user.name } };
          return await provider.interactionFinished(request, response, result);
        }
      }
      html(response, 200, signInPage(request.url ?? '', accounts.all()));
    } catch {
      html(
        response,
        400,
        page('Không đăng nhập được', '<p>Phiên đăng nhập đã hết hạn, hãy bắt đầu lại.</p>'),
      );
    }
  }

  /** Nobody is asked whether the hotline's own console may know who they are. */
  async function grantWithoutAsking({ oidc }: KoaContextWithOIDC): Promise<Grant | undefined> {
    if (!oidc.client || !oidc.session?.accountId) return undefined;
    const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid offline_access');
    grant.addResourceScope(`${issuer}/api`, 'openid');
    await grant.save();
    return grant;
  }
}

function html(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(body);
}

/** The provider's records, kept where everything else is: whoever is signed in stays so after a restart. */
function keptRecords(store: Store, model: string): Adapter {
  const records = store.records<{ payload: AdapterPayload; expiresAt: number }>('signin-records');
  const index = store.records<string>('signin-index');
  const find = async (id: string) => {
    const found = records.get([model, id]);
    return found && found.expiresAt > Date.now() ? found.payload : undefined;
  };
  return {
    async upsert(id, payload, expiresIn) {
      await store.commit(() => {
        records.put([model, id], { payload, expiresAt: Date.now() + (expiresIn || day) * 1000 });
        if (payload.uid) index.put([model, 'uid', payload.uid], id);
        if (payload.grantId) index.put(['grant', payload.grantId, model, id], id);
      });
    },
    find,
    async findByUid(uid) {
      const id = index.get([model, 'uid', uid]);
      return id === undefined ? undefined : find(id);
    },
    async findByUserCode() {
      return undefined;
    },
    async consume(id) {
      const found = records.get([model, id]);
      if (!found) return;
      const payload = { ...found.payload, consumed: Math.floor(Date.now() / 1000) };
      await store.commit(() => records.put([model, id], { ...found, payload }));
    },
    async destroy(id) {
      await store.commit(() => records.remove([model, id]));
    },
    async revokeByGrantId(grantId) {
      const entries = [...index.getRange({ start: ['grant', grantId], end: ['grant', `${grantId}\uffff`] })];
      await store.commit(() => {
        for (const { value } of entries) records.remove([model, value]);
      });
    },
  };
}
