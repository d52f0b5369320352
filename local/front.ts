import type { Backstage } from './backstage.ts';
import type { Clock } from './clock.ts';
import { localConfiguration, localConsole } from './console/console.ts';
import { devEndpoints } from './dev/dev.ts';
import { inboxOf } from './dev/inbox-history.ts';
import { reasonOf } from './failure.ts';
import { jwtAuthorizer } from './gateway/authorizer.ts';
import type { Crowd } from './gateway/crowd.ts';
import { createGateway } from './gateway/gateway.ts';
import { localIssuer } from './gateway/issuer.ts';
import { readRoutes, routeArn } from './gateway/routes.ts';
import { oneOrigin } from './http/one-origin.ts';
import type { Handle } from './http/server.ts';
import type { FunctionDefinition } from './lambda/definition.ts';
import type { MayInvoke } from './lambda/permissions.ts';
import { lobbyFiles } from './lobby/files.ts';
import { simulate } from './lobby/simulators.ts';
import type { StandIns } from './providers/stand-ins.ts';
import type { Settings } from './settings.ts';
import type { LocalAccounts } from './signin/accounts.ts';
import { readClient } from './signin/client.ts';
import { publicKey, type SigningKeys } from './signin/keys.ts';
import { signIn } from './signin/oidc.ts';
import { accessToken } from './signin/token.ts';
import type { Store } from './store.ts';
import type { Places } from './template/places.ts';
import type { Resource } from './template/resolve.ts';

export interface FrontSettings {
  readonly resources: readonly Resource[];
  readonly functions: readonly FunctionDefinition[];
  readonly settings: Settings;
  readonly places: Places;
  /** The one origin a browser opens. */
  readonly localUrl: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: SigningKeys;
  readonly mayInvoke: MayInvoke;
  readonly crowd: Crowd;
  readonly backstage: Backstage;
  readonly standIns: StandIns;
  readonly accounts: LocalAccounts;
  log(line: string): void;
}

/** What is reached from outside: the template's routes, the sign-in, the lobby and the tools, under one origin. */
export async function buildFront(front: FrontSettings): Promise<Handle> {
  const { resources, functions, places, localUrl, store, clock, keys, mayInvoke, log } = front;
  const client = readClient(resources, localUrl);
  const { issuer } = places;
  const api = createGateway({
    routes: readRoutes(resources, functions).map(localIssuer(resources, places)),
    authorize: jwtAuthorizer({ keys: [publicKey(keys)] }),
    clock,
    places,
    mayInvoke: (route) => mayInvoke('apigateway.amazonaws.com', routeArn(route, places), route.functionArn),
    invoke: front.crowd.invoke,
    log,
  });
  const dev = devEndpoints({
    async tokenFor(user) {
      if (!front.accounts.find(user)) return undefined;
      return accessToken(keys, { user, issuer, clientId: client.clientId });
    },
    outbox: front.standIns.outbox,
    files: front.standIns.files,
    failNext: front.standIns.failNext,
    bus: () => front.backstage.buses.flatMap((bus) => bus.log()),
    inbox(centre) {
      const queue = inboxOf(centre);
      return front.backstage.queues.definitions.has(queue) ? front.backstage.history.of(queue) : undefined;
    },
    now: clock.now,
    advance: front.backstage.advance,
    async simulate(provider, body) {
      const told = await front.standIns.records.note(provider, body);
      return told ? simulate({ provider, body }, simulatorSetting(front)) : FORGOTTEN;
    },
    async synthetic() {
      const synthetic = front.functions.find(({ name }) => name === 'hotline-synthetic');
      if (synthetic === undefined) return 'There is no synthetic citizen in the template.';
      return front.crowd.invoke(synthetic.arn, {}).then(() => null, reasonOf);
    },
    forgetNext: front.standIns.records.forgetNext,
  });
  const oidc = signIn({ ...client, issuer, keys, store, accounts: front.accounts });
  const desk = localConsole(
    localUrl,
    localConfiguration(
      issuer,
      client.clientId,
      front.backstage.live ? `${localUrl.replace(/^http/, 'ws')}/live` : null,
    ),
    places.awsUrl,
  );
  return oneOrigin({
    files: await lobbyFiles(),
    own: new Map([
      ['dev', dev],
      ['oidc', oidc],
      ['console', desk],
      ['config.json', desk],
    ]),
    api,
  });
}

/** What a lobby sees of a webhook that its provider forgot to call. */
const FORGOTTEN = { status: 0, contentType: '', body: '' };

function simulatorSetting({ settings, places, localUrl, clock }: FrontSettings) {
  return {
    publicUrl: places.publicUrl,
    baseUrl: localUrl,
    fetch,
    now: () => new Date(clock.now()),
    secrets: {
      twilioAccountSid: settings.TWILIO_ACCOUNT_SID,
      twilioAuthToken: settings.TWILIO_AUTH_TOKEN,
      zaloAppId: settings.ZALO_APP_ID,
      zaloOaId: settings.ZALO_OA_ID,
      zaloSecretKey: settings.ZALO_OA_SECRET_KEY,
    },
  };
}
