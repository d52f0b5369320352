import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readFunctions } from '../../local/lambda/definition.ts';
import { readAssembly } from '../../local/template/assembly.ts';
import { resolveResources } from '../../local/template/resolve.ts';

const run = promisify(execFile);
const assembly = readAssembly(inject('assembly'));
const functions = readFunctions(
  resolveResources(assembly, {
    account: '000000000000',
    region: 'ap-southeast-1',
    awsUrl: 'http://127.0.0.1:1',
    publicUrl: 'http://127.0.0.1:1',
    issuer: 'http://127.0.0.1:1',
  }),
  assembly,
);

let deaf: Server;
let port = 0;
beforeAll(async () => {
  deaf = createServer((_, response) => {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end('{"__type":"AccessDeniedException","message":"alone"}');
  });
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
  const address = deaf.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => {
  deaf.closeAllConnections();
  return new Promise((resolve) => deaf.close(resolve));
});

/** Loads a bundle in a folder where there is nothing else, with Lambda's environment and its own, and calls it. */
async function alone(file: string, handler: string, environment: Record<string, string>): Promise<string> {
  const script = `const { ${handler}: handler } = await import(${JSON.stringify(pathToFileURL(file).href)});
    if (typeof handler !== 'function') throw new Error('no handler');
    const context = { getRemainingTimeInMillis: () => 3000, awsRequestId: 'alone', functionName: 'alone' };
    const event = { Records: [], headers: {}, routeKey: 'GET /nowhere', rawPath: '/nowhere', rawQueryString: '', requestContext: { http: { method: 'GET', path: '/nowhere' } } };
    const outcome = await Promise.resolve(handler(event, context)).then(() => 'answered', (error) => 'refused ' + error.name);
    process.stdout.write(outcome); process.exit(0);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: '/',
    timeout: 15_000,
    env: {
      ...environment,
      AWS_REGION: 'ap-southeast-1',
      AWS_ACCESS_KEY_ID: 'alone',
      AWS_SECRET_ACCESS_KEY: 'alone',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      NODE_NO_WARNINGS: '1',
    },
  });
  return stdout.split('\n').at(-1) ?? '';
}

describe('each bundle runs by itself, in a clean process, with the environment its template declares', () => {
  it.each(functions.map((definition) => [definition.name, definition] as const))(
    '%s',
    async (_, definition) => {
      const { file, handler, environment } = definition;
      // Whatever it is asked without its world, it is its own code that answers.
      expect(await alone(file, handler, environment)).toMatch(
        /^(answered|refused (?!TypeError|ReferenceError|SyntaxError))/,
      );
      // And it says so when one of its own variables is missing.
      const [name] = Object.keys(environment);
      if (name === undefined || definition.name.endsWith('-health')) return;
      const lacking = alone(
        file,
        handler,
        Object.fromEntries(Object.entries(environment).filter(([key]) => key !== name)),
      );
      // The last voice a caller hears speaks with whatever is left.
      if (definition.name.endsWith('-voice-fallback')) expect(await lacking).toBe('answered');
      else await expect(lacking).rejects.toThrow(name);
    },
  );
});
