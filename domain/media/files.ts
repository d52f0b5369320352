import type { Attachment } from '../contact/contact.ts';
import { eventId, type RequestEvent } from '../request/request.ts';
import { keptFor as periodOf } from '../retention/retention.ts';

/** Kinds that are a file to be fetched; a sticker, a link or a business card is shown by its words only. */
const FILES: readonly Attachment['kind'][] = ['image', 'audio', 'video', 'file', 'recording'];

export const isFile = ({ kind }: Attachment): boolean => FILES.includes(kind);

/** Whether something has to be fetched. */
export const hasFiles = (attachments: readonly Attachment[] | undefined): boolean =>
  (attachments ?? []).some((attachment) => isFile(attachment) && attachment.url !== undefined);

/** `<event>-<index>`: the same attachment has the same id however often it is read. */
export const attachmentId = (event: Pick<RequestEvent, 'requestId' | 'sequence'>, index: number): string =>
  `${eventId(event)}-${index}`;

/** The request an attachment's id belongs to, or null for what is no such id. */
export const requestOfAttachment = (id: string): string | null =>
  /^([\w-]{1,60})-\d{6,}-\d{1,2}$/.exec(id)?.[1] ?? null;

/** Each has a period of its own (data/retention.json), so each has a prefix of its own in the bucket. */
export const FILE_KINDS = ['recording', 'attachment', 'transcript'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export const fileKindOf = ({ kind }: Pick<Attachment, 'kind'>): FileKind =>
  kind === 'recording' ? 'recording' : 'attachment';

/** Where the bytes are kept; with an empty id, what erasure takes away of a kind. */
export const fileKey = (kind: FileKind, requestId: string, id: string): string =>
  `${kind}/${requestId}/${id}`;
export const transcriptKey = (requestId: string, id: string): string =>
  fileKey('transcript', requestId, `${id}.json`);

export type FileStatus = 'fetching' | 'stored' | 'refused' | 'lost';
export type TranscriptStatus = 'none' | 'pending' | 'ready' | 'failed';

/** What is known of an attachment's file. */
export interface FileState {
  readonly status: FileStatus;
  readonly reason?: string;
  readonly contentType?: string;
  readonly bytes?: number;
  readonly transcript?: string;
  readonly transcriptStatus?: TranscriptStatus;
}

export interface KnownFile {
  /** Its own id; of the first attachment with the same address where a provider told of one file twice. */
  readonly id: string;
  readonly attachment: Attachment;
  readonly event: RequestEvent;
  readonly state: FileState;
}

/**
 * Every file of a timeline by the id of each attachment that shows it, with what has become of it.
 * @param now milliseconds since 1970: what was stored longer ago than its kind is kept is gone; left out, nothing is
 * @param keptFor seconds for which a kind is kept, null: always
 */
export function filesOf(
  timeline: readonly RequestEvent[],
  now = 0,
  keptFor: (kind: FileKind) => number | null = periodOf,
): ReadonlyMap<string, KnownFile> {
  const files = new Map<string, KnownFile>();
  const byAddress = new Map<string, string>();
  const states = new Map<string, FileState>();
  const storedAt = new Map<string, number>();
  for (const event of timeline) {
    const { file, outcome } = event;
    if (event.type === 'file' && file !== undefined)
      states.set(file.attachmentId, after(states.get(file.attachmentId), event, outcome ?? ''));
    if (file !== undefined && outcome === 'stored') storedAt.set(file.attachmentId, Date.parse(event.at));
  }
  const stateOf = (id: string, attachment: Attachment): FileState | undefined => {
    const seconds = keptFor(fileKindOf(attachment));
    const since = storedAt.get(id);
    const gone = since !== undefined && seconds !== null && now >= since + seconds * 1000;
    return gone ? { status: 'lost', reason: 'expired' } : states.get(id);
  };
  for (const event of timeline) {
    for (const [index, attachment] of (event.attachments ?? []).entries()) {
      if (!isFile(attachment)) continue;
      const own = attachmentId(event, index);
      const { url } = attachment;
      const id = (url === undefined ? undefined : byAddress.get(url)) ?? own;
      if (url !== undefined) byAddress.set(url, id);
      files.set(own, {
        id,
        attachment,
        event,
        state: stateOf(id, attachment) ?? unfetched(event, attachment),
      });
    }
  }
  return files;
}

/** Nothing has become of it yet. */
function unfetched({ heldBack, entries }: RequestEvent, { url }: Attachment): FileState {
  // A copy that a split made: the file stays with the entry it was copied from.
  if (entries !== undefined) return { status: 'lost', reason: 'in-other-request' };
  if (url === undefined) return { status: 'lost', reason: 'no-address' };
  return heldBack ? { status: 'refused', reason: 'held-back' } : { status: 'fetching' };
}

function after(before: FileState | undefined, { file, reason }: RequestEvent, outcome: string): FileState {
  const known = before ?? { status: 'fetching' as const };
  switch (outcome) {
    case 'stored':
    case 'refused':
    case 'lost':
      return {
        status: outcome,
        ...(reason === undefined ? {} : { reason }),
        ...(file?.contentType === undefined ? {} : { contentType: file.contentType }),
        ...(file?.bytes === undefined ? {} : { bytes: file.bytes }),
        ...(file?.transcriptStatus === undefined ? {} : { transcriptStatus: file.transcriptStatus }),
      };
    case 'transcribed':
      return {
        ...known,
        transcriptStatus: 'ready',
        ...(file?.transcript === undefined ? {} : { transcript: file.transcript }),
      };
    case 'not-transcribed':
      return { ...known, transcriptStatus: 'failed' };
    default:
      return known;
  }
}
