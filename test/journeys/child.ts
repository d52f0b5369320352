import { startHotline } from '../../local/hotline.ts';

/** The hotline in a process of its own, to be killed: `child.ts <data folder> <assembly>`. */
const [, , dataDir = '', assembly = ''] = process.argv;
const { url } = await startHotline({ port: 0, dataDir, assembly });
process.stdout.write(`ready ${url}\n`);
