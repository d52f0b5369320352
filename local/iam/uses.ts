import type { Caller } from './evaluate.ts';
import type { Grants } from './grants.ts';
import type { Guard } from './guard.ts';
import { likeArn, likeText } from './wildcards.ts';

/** Something a role did and was allowed to do. */
export interface Use {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
}

/** The same guard, which tells of everything a role was allowed. */
export function telling(guard: Guard, tell: (use: Use) => void): Guard {
  return {
    ...guard,
    refusal(caller: Caller, action, resource, source) {
      const refused = guard.refusal(caller, action, resource, source);
      if (refused === undefined && 'role' in caller) tell({ role: caller.role, action, resource });
      return refused;
    },
  };
}

/** What roles are granted, action by action and resource by resource, and nobody of them used. */
export function unused({ roles }: Grants, uses: readonly Use[]): Use[] {
  return [...roles].flatMap(([role, statements]) => {
    const own = uses.filter((use) => use.role === role);
    return statements
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ actions = [], resources = [] }) =>
        actions.flatMap((action) =>
          resources
            .filter(
              (resource) =>
                !own.some((use) => likeText(action, use.action) && likeArn(resource, use.resource)),
            )
            .map((resource): Use => ({ role, action, resource })),
        ),
      );
  });
}
