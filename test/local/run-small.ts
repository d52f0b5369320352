import { startHotline } from '../../local/hotline.ts';
import { stopWhenAsked } from '../../local/until-stopped.ts';

// A local run in a process of its own, to be killed: run-small.ts <assembly> <data folder>
const [assembly = '', dataDir = ''] = process.argv.slice(2);
const hotline = await startHotline({ port: 0, dataDir, assembly, seeds: [] });
stopWhenAsked(hotline);
process.stdout.write(`${hotline.url}\n`);
