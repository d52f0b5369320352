import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { CentresStack } from './centres-stack.ts';
import type { Configuration } from './configuration.ts';
import { ConsoleStack } from './console-stack.ts';
import { DataStack } from './data-stack.ts';
import type { Ground } from './hotline-function.ts';
import { HotlineStack } from './hotline-stack.ts';
import { readCentres } from './read-centres.ts';
import { readRoutes } from './read-routes.ts';

/** The functions, each a folder with a `handler.ts`. */
export const FUNCTIONS = [
  'health',
  'twilio-voice',
  'voice-fallback',
  'twilio-sms',
  'sms-inbound',
  'zalo-webhook',
  'replay',
  'reconcile',
  'synthetic',
  'api',
  'papers',
  'persons',
  'erasure',
  'retention',
  'relay',
  'sweep',
  'timers',
  'send',
  'zalo-token',
  'media',
  'deliver',
  'live-connect',
  'live-push',
  'figures',
] as const;

/**
 * Puts the four stacks into the app, their references going one way (Data → Hotline → Centres → Console), and
 * has cdk-nag judge every resource; what is acknowledged stands in findings.ts.
 * @param bundles the folder that holds `<name>/handler.mjs` of each function
 * @throws Error saying what is wrong with the centres or the routes
 */
export function addHotline(app: App, configuration: Configuration, bundles: string): void {
  const { account, region } = configuration;
  const centres = readCentres(configuration.centresFile, configuration.today);
  const routes = readRoutes(configuration.routesFile);
  const shared = {
    configuration,
    env: { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) },
    terminationProtection: configuration.stage === 'prod',
  };
  const data = new DataStack(app, 'HotlineData', shared);
  const ground: Ground = {
    bundles,
    key: data.key,
    table: data.table,
    topic: data.alarms,
    logRetention: configuration.logRetentionDays,
  };
  const { bus, apiHost, live } = new HotlineStack(app, 'Hotline', { ...shared, routes, data, ground });
  new CentresStack(app, 'HotlineCentres', { ...shared, centres, bus, ground });
  new ConsoleStack(app, 'HotlineConsole', {
    ...shared,
    apiHost,
    mediaHost: data.media.bucketRegionalDomainName,
    liveHost: live.host,
    page: {
      authority: data.pool.userPoolProviderUrl,
      clientId: data.client.userPoolClientId,
      authorizationEndpoint: `${data.signInUrl}/oauth2/authorize`,
      tokenEndpoint: `${data.signInUrl}/oauth2/token`,
      logoutUrl: `${data.signInUrl}/logout`,
      liveUrl: live.url,
    },
  });
  // Costs and inventories are told apart by these, in every stack.
  Tags.of(app).add('application', 'legal-aid-hotline');
  Tags.of(app).add('stage', configuration.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
}
