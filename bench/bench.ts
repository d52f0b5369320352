import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynoxide } from '../local/engine/dynoxide.ts';
import { startHotline } from '../local/hotline.ts';
import { synthesize } from '../local/template/synthesize.ts';
import { printBundles } from './bundles.ts';
import { printCalls } from './calls.ts';
import { printConsoleWeight } from './console-weight.ts';
import { countingProxy } from './counting-proxy.ts';
import { withFloor } from './floor-assembly.ts';
import { printLatency } from './latency.ts';
import { printSegments } from './segments.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** What a message costs in time, calls and segments, and what a function weighs: `npm run bench`. It judges nothing. */
const folder = mkdtempSync(join(tmpdir(), 'hotline-bench-'));
try {
  const assembly = await synthesize(join(folder, 'assembly'));
  printBundles(assembly);
  await printConsoleWeight();
  await timeAndSegments(withFloor(assembly, join(folder, 'with-floor')));
  await callsAndUnits(assembly);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function timeAndSegments(assembly: string): Promise<void> {
  const hotline = await startHotline({ port: 0, dataDir: join(folder, 'timed'), assembly });
  try {
    await printLatency(hotline);
    await printSegments(hotline);
  } finally {
    await hotline.stop();
  }
}

async function callsAndUnits(assembly: string): Promise<void> {
  const engine = await startDynoxide(join(folder, 'counted-table'), () => undefined);
  const proxy = await countingProxy(engine.url);
  const env = { AWS_ENDPOINT_URL_DYNAMODB: proxy.url };
  const hotline = await startHotline({ port: 0, dataDir: join(folder, 'counted'), assembly, env });
  try {
    await printCalls(hotline, proxy);
  } finally {
    await hotline.stop();
    await proxy.stop();
    await engine.stop();
  }
}
