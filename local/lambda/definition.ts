import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartFailure } from '../failure.ts';
import type { Assembly } from '../template/assembly.ts';
import { ofType, propertiesOf } from '../template/inventory.ts';
import type { Resource } from '../template/resolve.ts';

export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  readonly role: string;
  /** The module that holds the handler, and the export's name. */
  readonly file: string;
  readonly handler: string;
  readonly timeoutMilliseconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
}

const schema = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().startsWith('nodejs'),
  Role: z.string(),
  // The defaults are Lambda's own.
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()) }).optional(),
});

/** @throws StartFailure when a function's code is not in the assembly */
export function readFunctions(resources: readonly Resource[], { assets }: Assembly): FunctionDefinition[] {
  return ofType(resources, 'AWS::Lambda::Function').map((resource) => {
    const properties = propertiesOf(resource, schema);
    const name = resource.identity.ref;
    const folder = assets.get(
      properties.Code.S3Key.split('/')
        .at(-1)
        ?.replace(/\.zip$/, '') ?? '',
    );
    const [, module = '', handler = ''] = /^(.+)\.([^.]+)$/.exec(properties.Handler) ?? [];
    const file = ['.mjs', '.js', '.cjs']
      .map((ending) => join(folder ?? '', module + ending))
      .find(existsSync);
    if (!folder || !file)
      throw new StartFailure(`The code of ${name} (${properties.Handler}) is not in the assembly.`);
    return {
      name,
      arn: resource.identity.attributes.Arn ?? '',
      role: properties.Role,
      file,
      handler,
      timeoutMilliseconds: properties.Timeout * 1000,
      memoryMegabytes: properties.MemorySize,
      environment: properties.Environment?.Variables ?? {},
    };
  });
}
