import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import cdk from '../cdk.json' with { type: 'json' };
import { bundle } from '../lib/bundle.ts';
import { readConfiguration } from '../lib/configuration.ts';
import { addHotline, FUNCTIONS } from '../lib/hotline-app.ts';

// The CLI hands over the context of cdk.json; run without it, the same flags hold.
const app = new App({ context: cdk.context, analyticsReporting: false });
const bundles = bundle(join(import.meta.dirname, '../functions'), FUNCTIONS);
try {
  addHotline(
    app,
    readConfiguration((name) => app.node.tryGetContext(name)),
    bundles,
  );
  app.synth();
} finally {
  rmSync(bundles, { recursive: true });
}
