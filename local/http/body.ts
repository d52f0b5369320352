import type { IncomingMessage } from 'node:http';

/** The whole body, or undefined when it is longer than `limit` bytes; what is too long is read and dropped. */
export async function bodyOf(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
  }
  return length <= limit ? Buffer.concat(chunks) : undefined;
}
