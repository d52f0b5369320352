import routesFile from '../../data/routes.json' with { type: 'json' };
import type { Role } from '../../domain/request/handling.ts';

/** Who may make a call at all; what of it they reach is decided on the thing itself. */
const MAY: Readonly<Record<string, readonly Role[]>> = {
  any: ['handler', 'lead', 'national'],
  'own-centre': ['handler', 'lead', 'national'],
  lead: ['lead', 'national'],
  national: ['national'],
};

/** Whether a role may make the call of a route; what the table of routes does not name is nobody's. */
export function mayCall(route: string, role: Role): boolean {
  const entry = Object.entries(routesFile.routes).find(([key]) => key === route)?.[1];
  return entry !== undefined && 'permission' in entry && (MAY[entry.permission] ?? []).includes(role);
}
