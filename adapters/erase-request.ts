import type { LegalAidRequest } from '../domain/request/request.ts';
import { eraseParts, makeAnonymous } from './dynamodb/erase.ts';
import type { Table } from './dynamodb/table.ts';
import { type Bucket, deleteMediaOf } from './s3/files.ts';

export interface ErasureMeans {
  readonly table: Table;
  readonly bucket: Bucket;
}

/**
 * Erases a request whose books are closed and leaves an anonymous mark; again goes on where it stopped.
 * @param at ISO 8601
 * @returns how many files there were
 */
export async function eraseRequest(
  { table, bucket }: ErasureMeans,
  request: LegalAidRequest,
  by: string,
  at: string,
): Promise<number> {
  await eraseParts(table, request);
  const files = await deleteMediaOf(bucket, request.id);
  await makeAnonymous(table, request.id, by, at);
  return files;
}
