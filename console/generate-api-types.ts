import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

// The document is made and nothing is called: the settings of the function that serves it may be anything.
const settings = process.env;
process.env = new Proxy(settings, {
  get: (known, name) => Reflect.get(known, name) ?? (/^[A-Z_]+$/.test(String(name)) ? 'none' : undefined),
});
const { openApiDocument } = await import('../functions/api/openapi.ts');
process.env = settings;

/**
 * Writes the types of the API's document next to the client that is typed by them. They are made before each check and
 * never committed: what the API offers and what the console believes it offers cannot differ.
 */
const document = JSON.stringify(openApiDocument(undefined));
const types = astToString(await openapiTS(document, { alphabetize: true }));
await writeFile(fileURLToPath(new URL('./src/api/schema.d.ts', import.meta.url)), types);
