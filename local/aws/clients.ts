import type { FunctionDefinition } from '../lambda/definition.ts';
import { accessKeyOf } from '../lambda/environment.ts';
import type { Client } from './endpoint.ts';

/** The access key id of whoever runs all of this, and may do everything. */
export const operator = 'operator';

/** Who an access key id stands for. */
export function clientsOf(functions: readonly FunctionDefinition[]): ReadonlyMap<string, Client> {
  return new Map<string, Client>([
    [operator, 'operator'],
    ...functions.map((definition): [string, Client] => [
      accessKeyOf(definition),
      { caller: { role: definition.role }, name: sessionOf(definition) },
    ]),
  ]);
}

/** The user of AWS's messages: the role as this function has assumed it. */
function sessionOf({ role, name }: FunctionDefinition): string {
  return `${role.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${name}`;
}
