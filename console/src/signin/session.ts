import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { ConsoleConfig } from './config.ts';

/** Where a person was when they had to sign in; kept by the sign-in itself. */
interface Whence {
  readonly path: string;
}

export interface Session {
  /** The access token, renewed where possible; null means: sign in again. */
  token(): Promise<string | null>;
  /** After a refusal of the token: tries to get another one. */
  renew(): Promise<string | null>;
  signIn(hint?: string): Promise<void>;
  signOut(): Promise<void>;
  username(): string;
}

const HOME = import.meta.env.BASE_URL;

/**
 * Finishes a sign-in that is under way, or begins one: the code flow with PKCE. The token lives in this tab only.
 *
 * @returns null while the browser leaves for the sign-in page
 */
export async function openSession(config: ConsoleConfig): Promise<Session | null> {
  const manager = new UserManager({
    authority: config.authority,
    client_id: config.clientId,
    redirect_uri: `${location.origin}${HOME}`,
    response_type: 'code',
    scope: 'openid',
    loadUserInfo: false,
    automaticSilentRenew: true,
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    metadata: {
      issuer: config.authority,
      authorization_endpoint: config.authorizationEndpoint,
      token_endpoint: config.tokenEndpoint,
    },
  });

  const leave = (hint?: string): Promise<void> => {
    const state: Whence = { path: location.pathname };
    return manager.signinRedirect({
      state,
      ...(hint === undefined ? {} : { login_hint: hint, prompt: 'login' }),
    });
  };

  const asked = new URLSearchParams(location.search);
  let user: User | null = await manager.getUser();
  if (asked.has('state') && (asked.has('code') || asked.has('error'))) {
    const address = location.href;
    // Whatever comes of it, reloading begins anew: a failed sign-in must never send itself round.
    history.replaceState(null, '', HOME);
    user = await manager.signinRedirectCallback(address);
    history.replaceState(null, '', whence(user));
  } else {
    const hint = asked.get('login_hint');
    if (hint !== null && nameOf(user) !== hint) {
      await leave(hint);
      return null;
    }
    if (hint !== null) history.replaceState(null, '', location.pathname);
  }
  if (user === null || user.expired) user = await renewed(manager);
  if (user === null) {
    await leave();
    return null;
  }
  const session: Session = {
    async token() {
      user = await manager.getUser();
      if (user?.expired) user = await renewed(manager);
      return user?.access_token ?? null;
    },
    async renew() {
      user = await renewed(manager);
      return user?.access_token ?? null;
    },
    signIn: leave,
    async signOut() {
      await manager.removeUser();
      const target = new URL(config.logoutUrl);
      target.searchParams.set('client_id', config.clientId);
      // Cognito's name for it, and the standard's.
      for (const name of ['logout_uri', 'post_logout_redirect_uri']) {
        target.searchParams.set(name, `${location.origin}${HOME}`);
      }
      location.assign(target);
    },
    username: () => nameOf(user),
  };
  return session;
}

const renewed = (manager: UserManager): Promise<User | null> => manager.signinSilent().catch(() => null);

/** Cognito says the name in `cognito:username`, others in `username` or `sub`. */
function nameOf(user: User | null): string {
  const profile: Record<string, unknown> = { ...user?.profile };
  const name = profile['cognito:username'] ?? profile.username ?? profile.sub;
  return typeof name === 'string' ? name : '';
}

function whence(user: User | null): string {
  const state: unknown = user?.state;
  const path = typeof state === 'object' && state !== null && 'path' in state ? state.path : HOME;
  return typeof path === 'string' && path.startsWith(HOME) ? path : HOME;
}
