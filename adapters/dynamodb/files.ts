import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { recorded } from '../../domain/request/act.ts';
import type { RequestEvent } from '../../domain/request/request.ts';
import { fileItemKey } from './keys.ts';
import { changeRequest } from './requests.ts';
import { getItem, type Table, toItem } from './table.ts';

/** How far a file has come; one item for each, so that what is told twice happens once. */
const fileRecord = z.object({
  status: z.enum(['stored', 'refused', 'lost']),
  contentType: z.exactOptional(z.string()),
  /** The provider still has a copy that is to be deleted there. */
  copyAtProvider: z.exactOptional(z.boolean()),
  /** A transcript was asked for, or is there. */
  transcript: z.exactOptional(z.enum(['asked', 'ended'])),
});
export type FileRecord = z.infer<typeof fileRecord>;

export async function readFileRecord(
  table: Table,
  requestId: string,
  id: string,
): Promise<FileRecord | null> {
  const item = await getItem(table, fileItemKey(requestId, id));
  return item ? fileRecord.parse(item) : null;
}

/**
 * Moves a file on and writes what became of it into the timeline, in one transaction.
 * @param entry left out where the timeline has nothing to say
 * @returns false where somebody else has moved it on meanwhile
 */
export async function writeFileRecord(
  table: Table,
  { requestId, id }: { readonly requestId: string; readonly id: string },
  before: FileRecord | null,
  after: FileRecord,
  entry: Pick<RequestEvent, 'outcome' | 'reason' | 'file'>,
): Promise<boolean> {
  const changed = await changeRequest(
    table,
    requestId,
    (request) => {
      if (request === null) return { refusal: 'gone' as const };
      const event = {
        at: new Date().toISOString(),
        by: 'media',
        type: 'file' as const,
        ...entry,
        publish: [],
      };
      return { ...recorded(request, request, event), timers: [] };
    },
    { parts: [filePart(table, requestId, id, before, after)] },
  );
  return changed.kind === 'changed';
}

/** The provider's copy is gone: nothing for the timeline. */
export const copyDeleted = (record: FileRecord): FileRecord => ({ ...record, copyAtProvider: false });

export const filePart = (
  table: Table,
  requestId: string,
  id: string,
  before: FileRecord | null,
  after: FileRecord,
): TransactWriteItem => ({
  Put: {
    TableName: table.name,
    Item: toItem({ ...fileItemKey(requestId, id), ...after }),
    ...(before === null
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#s = :s',
          ExpressionAttributeNames: { '#s': 'status' },
          ExpressionAttributeValues: toItem({ ':s': before.status }),
        }),
  },
});
