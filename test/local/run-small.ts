import { startHotline } from '../../local/hotline.ts';

// A local run in a process of its own, to be killed: run-small.ts <assembly> <data folder>
const [assembly = '', dataDir = ''] = process.argv.slice(2);
const { url } = await startHotline({ port: 0, dataDir, assembly, seeds: [] });
process.stdout.write(`${url}\n`);
