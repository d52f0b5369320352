// Prints the milliseconds that importing one bundle takes in this process: what Lambda counts as INIT.
import { pathToFileURL } from 'node:url';

const start = performance.now();
await import(pathToFileURL(process.argv[2]).href);
process.stdout.write(`${(performance.now() - start).toFixed(1)}\n`);
process.exit(0);
