/** What the console's page must know of its deployment; each value may be a token of CloudFormation. */
export interface PublicConfiguration {
  readonly authority: string;
  readonly clientId: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly logoutUrl: string;
  /** Empty where nothing is pushed. */
  readonly liveUrl: string;
}

/** Where the console lives on its domain; sign-in returns there, and the same page serves every path below. */
export const CONSOLE_PATH = '/console/';

/**
 * The CloudFront function before every page (runtime 2.0): the bare domain leads to the console, `/config.json` is
 * answered from the deployment's own values, and the address of a request gets the one page there is, so that it can be
 * opened and reloaded. Files keep their names.
 */
export const consoleRoutes = (configuration: PublicConfiguration): string => `var configuration = {
${Object.entries(configuration)
  .map(([name, value]) => `  ${name}: '${value}'`)
  .join(',\n')}
};
function handler(event) {
  var request = event.request;
  var uri = request.uri;
  if (uri === '/config.json') {
    configuration.liveUrl = configuration.liveUrl || null;
    return {
      statusCode: 200,
      statusDescription: 'OK',
      headers: {
        'content-type': { value: 'application/json' },
        'cache-control': { value: 'no-store' },
        'x-content-type-options': { value: 'nosniff' }
      },
      body: { encoding: 'text', data: JSON.stringify(configuration) }
    };
  }
  if (uri.indexOf('${CONSOLE_PATH}') !== 0) {
    return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '${CONSOLE_PATH}' } } };
  }
  if (uri.slice(uri.lastIndexOf('/')).indexOf('.') < 0) request.uri = '${CONSOLE_PATH}index.html';
  return request;
}
`;
