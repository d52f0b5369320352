import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { reasonOf, StartFailure } from '../failure.ts';

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});

const templateSchema = z.object({
  Resources: z.record(z.string(), resourceSchema).default({}),
  Parameters: z.record(z.string(), z.object({ Default: z.unknown() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
});

export type Template = z.infer<typeof templateSchema> & { readonly stack: string };

export interface Assembly {
  readonly templates: readonly Template[];
  /** Hash of an asset → its folder or file. */
  readonly assets: ReadonlyMap<string, string>;
}

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z
        .object({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          file: z.string().optional(),
          directoryName: z.string().optional(),
        })
        .optional(),
    }),
  ),
});

const assetsSchema = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string().optional() }) })).default({}),
});

/**
 * Reads every stack's template and the place of every asset from a synthesized cloud assembly.
 *
 * @throws StartFailure when the folder holds none
 */
export function readAssembly(folder: string): Assembly {
  const templates: Template[] = [];
  const assets = new Map<string, string>();
  const { artifacts } = readJson(join(folder, 'manifest.json'), manifestSchema);
  for (const [id, { type, properties = {} }] of Object.entries(artifacts)) {
    if (type === 'aws:cloudformation:stack' && properties.templateFile) {
      const template = readJson(join(folder, properties.templateFile), templateSchema);
      templates.push({ ...template, stack: properties.stackName ?? id });
    } else if (type === 'cdk:asset-manifest' && properties.file) {
      const { files } = readJson(join(folder, properties.file), assetsSchema);
      for (const [hash, { source }] of Object.entries(files))
        if (source.path) assets.set(hash, join(folder, source.path));
    } else if (type === 'cdk:cloud-assembly' && properties.directoryName) {
      const nested = readAssembly(join(folder, properties.directoryName));
      templates.push(...nested.templates);
      for (const [hash, path] of nested.assets) assets.set(hash, path);
    }
  }
  if (templates.length === 0) throw new StartFailure(`${folder} holds no synthesized stack.`);
  return { templates, assets };
}

function readJson<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new StartFailure(`The synthesized template ${file} cannot be read: ${reasonOf(error)}`);
  }
}
