import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { bundle } from '../lib/bundle.ts';

const FLOOR = 'floor';
/** Where the floor answers; the last part of the path says whose signature is checked. */
export const FLOOR_PATHS = ['/floor/twilio', '/floor/zalo', '/floor/sms'] as const;
export type FloorPath = (typeof FLOOR_PATHS)[number];

const resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});
const template = z.looseObject({ Resources: z.record(z.string(), resource) });
type Resource = z.infer<typeof resource>;
const assets = z.looseObject({ files: z.record(z.string(), z.unknown()) });

/**
 * A copy of the assembly with the floor beside the webhooks: the same gateway, memory, role and table.
 * @returns the copy's folder
 */
export function withFloor(assembly: string, folder: string): string {
  cpSync(assembly, folder, { recursive: true });
  const bundled = bundle(import.meta.dirname, [FLOOR]);
  mkdirSync(join(folder, `asset.${FLOOR}`));
  cpSync(join(bundled, FLOOR), join(folder, `asset.${FLOOR}`), { recursive: true });
  edit(join(folder, 'Hotline.assets.json'), assets, (read) => {
    read.files[FLOOR] = { source: { path: `asset.${FLOOR}`, packaging: 'zip' }, destinations: {} };
  });
  edit(join(folder, 'Hotline.template.json'), template, ({ Resources }) => addFloor(Resources));
  return folder;
}

function edit<Shape extends z.ZodType>(
  file: string,
  shape: Shape,
  change: (read: z.infer<Shape>) => void,
): void {
  const read = shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  change(read);
  writeFileSync(file, JSON.stringify(read));
}

/** Clones the parts of the SMS webhook: function, integration, routes and the gateway's permission. */
function addFloor(resources: Record<string, Resource>): void {
  const [functionId, original] = find(
    resources,
    ({ Type, Properties }) =>
      Type === 'AWS::Lambda::Function' && Properties.FunctionName === 'hotline-twilio-sms',
  );
  const refersToIt = (type: string) => (candidate: Resource) =>
    candidate.Type === type && JSON.stringify(candidate.Properties).includes(`"${functionId}"`);
  const [integrationId, integration] = find(resources, refersToIt('AWS::ApiGatewayV2::Integration'));
  const [, permission] = find(
    resources,
    (candidate) =>
      refersToIt('AWS::Lambda::Permission')(candidate) &&
      JSON.stringify(candidate.Properties).includes('apigateway.amazonaws.com'),
  );
  const [, route] = find(
    resources,
    ({ Type, Properties }) =>
      Type === 'AWS::ApiGatewayV2::Route' && Properties.RouteKey === 'POST /twilio/sms',
  );
  const renamed = (from: Resource): Resource =>
    resource.parse(
      JSON.parse(
        JSON.stringify(from)
          .replaceAll(`"${functionId}"`, '"FloorFunction"')
          .replaceAll(`"${integrationId}"`, '"FloorIntegration"'),
      ),
    );
  const code = { S3Bucket: 'assets', S3Key: `${FLOOR}.zip` };
  resources.FloorFunction = {
    ...original,
    Properties: { ...original.Properties, FunctionName: `hotline-${FLOOR}`, Code: code },
  };
  resources.FloorIntegration = renamed(integration);
  const scope = (text: string) => text.replace('/*/*/twilio/sms', '/*/*/*');
  resources.FloorPermission = resource.parse(JSON.parse(scope(JSON.stringify(renamed(permission)))));
  for (const [index, path] of FLOOR_PATHS.entries()) {
    const copy = renamed(route);
    resources[`FloorRoute${index}`] = {
      ...copy,
      Properties: { ...copy.Properties, RouteKey: `POST ${path}` },
    };
  }
}

function find(resources: Record<string, Resource>, fits: (one: Resource) => boolean): [string, Resource] {
  const found = Object.entries(resources).find(([, one]) => fits(one));
  if (!found) throw new Error('the template has not the shape this benchmark knows');
  return found;
}
