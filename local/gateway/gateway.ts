import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { bodyOf } from '../http/body.ts';
import type { Places } from '../template/places.ts';
import type { Authorize } from './authorizer.ts';
import { addressOf, eventOf } from './event.ts';
import { refuse, respond } from './response.ts';
import { findRoute, type Route } from './routes.ts';

export interface GatewaySettings {
  readonly routes: readonly Route[];
  readonly authorize: Authorize;
  readonly clock: Clock;
  readonly places: Places;
  /** Whether API Gateway may invoke the function for this route (its permission in the template). */
  mayInvoke(route: Route): boolean;
  invoke(functionArn: string, event: unknown): Promise<unknown>;
  log(line: string): void;
}

/** An HTTP API takes 10 MB a request. */
const longestBody = 10 * 1024 * 1024;

/** Serves the template's routes and nothing else; what no route names is 404. */
export function createGateway(settings: GatewaySettings) {
  const { routes, authorize, clock, places, mayInvoke, invoke, log } = settings;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // The console tells the time left by the clock that the deadlines are kept by.
    response.setHeader('date', new Date(clock.now()).toUTCString());
    const matched = findRoute(routes, request.method ?? 'GET', addressOf(request).path);
    if (!matched) return refuse(response, 404, 'Not Found');
    const { route } = matched;
    const token = route.jwt && (await authorize(request.headers.authorization, route.jwt));
    if (token === 401) return refuse(response, 401, 'Unauthorized');
    if (token === 403) return refuse(response, 403, 'Forbidden');
    const body = await bodyOf(request, longestBody);
    if (!body) return refuse(response, 413, 'Request Entity Too Large');
    if (!mayInvoke(route)) {
      log(`The gateway may not invoke the function of ${route.key}: the template gives it no permission.`);
      return refuse(response, 500, 'Internal Server Error');
    }
    const event = eventOf(request, body, matched, token, { ...places, now: clock.now() });
    const outcome = await Promise.race([
      invoke(route.functionArn, event).then(
        (returned) => ({ returned }),
        () => ({ status: 500, message: 'Internal Server Error' }),
      ),
      tooLong(route.timeoutMilliseconds),
    ]);
    if ('returned' in outcome) respond(response, outcome.returned);
    else refuse(response, outcome.status, outcome.message);
  };
}

function tooLong(milliseconds: number): Promise<{ status: number; message: string }> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ status: 503, message: 'Service Unavailable' }), milliseconds).unref();
  });
}
