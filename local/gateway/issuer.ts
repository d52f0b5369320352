import { ofType } from '../template/inventory.ts';
import type { Places } from '../template/places.ts';
import type { Resource } from '../template/resolve.ts';
import type { Route } from './routes.ts';

/** The template names the user pool as the issuer; here the local sign-in is in its place. */
export function localIssuer(
  resources: readonly Resource[],
  { region, issuer }: Places,
): (route: Route) => Route {
  const pools = ofType(resources, 'AWS::Cognito::UserPool').map(
    ({ identity }) => `https://cognito-idp.${region}.amazonaws.com/${identity.ref}`,
  );
  return (route) =>
    route.jwt && pools.includes(route.jwt.issuer) ? { ...route, jwt: { ...route.jwt, issuer } } : route;
}
