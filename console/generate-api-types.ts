import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../functions/api/openapi.ts';

/**
 * Writes the types of the API's document next to the client that is typed by them. They are made before each check and
 * never committed: what the API offers and what the console believes it offers cannot differ.
 */
const document = JSON.stringify(openApiDocument(undefined));
const types = astToString(await openapiTS(document, { alphabetize: true }));
await writeFile(fileURLToPath(new URL('./src/api/schema.d.ts', import.meta.url)), types);
