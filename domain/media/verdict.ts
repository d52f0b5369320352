import type { Attachment } from '../contact/contact.ts';
import { type Family, MEDIA_TYPES } from './types.ts';

/** Why a file is not kept; words for the handler in reasons.ts. */
export type FileRefusal =
  | 'address-not-allowed'
  | 'too-large'
  | 'empty'
  | 'type-unknown'
  | 'type-not-allowed'
  | 'type-mismatch'
  | 'held-back';

export type Verdict =
  | { readonly keep: true; readonly contentType: string }
  | { readonly keep: false; readonly reason: FileRefusal };

/** Families that each kind of attachment may turn out to be. */
const FITTING: Readonly<Partial<Record<Attachment['kind'], readonly Family[]>>> = {
  image: ['image'],
  audio: ['audio'],
  recording: ['audio'],
  video: ['video'],
  file: ['image', 'audio', 'video', 'document'],
};

/** Containers that hold a voice message as well as a film. */
const CONTAINERS: Readonly<Record<string, string>> = { 'video/mp4': 'audio/mp4', 'video/3gpp': 'audio/mp4' };

const refused = (reason: FileRefusal): Verdict => ({ keep: false, reason });

/**
 * Whether a file is kept: its first bytes say what it is, and neither the message nor the host may say otherwise.
 * @param found the type by the file's own bytes; null where they say nothing
 * @param declared the host's `content-type`
 */
export function verdict(kind: Attachment['kind'], found: string | null, declared: string): Verdict {
  if (found === null) return refused('type-unknown');
  const known = Object.hasOwn(MEDIA_TYPES, found) ? MEDIA_TYPES[found] : undefined;
  if (known === undefined) return refused('type-not-allowed');
  const claim = claimed(declared);
  const voice = CONTAINERS[found];
  const wanted = FITTING[kind] ?? [];
  if (voice !== undefined && !wanted.includes('video') && wanted.includes('audio'))
    return claim === null || claim === 'audio' || claim === 'video'
      ? { keep: true, contentType: voice }
      : refused('type-mismatch');
  if (!wanted.includes(known.family)) return refused('type-mismatch');
  const agrees = claim === null || claim === known.family || (voice !== undefined && claim === 'audio');
  return agrees ? { keep: true, contentType: found } : refused('type-mismatch');
}

/** What a `content-type` claims; null where it claims nothing, `other` where it claims what is never kept. */
function claimed(declared: string): Family | 'other' | null {
  const plain = declared.split(';')[0]?.trim().toLowerCase() ?? '';
  if (['', 'application/octet-stream', 'binary/octet-stream', 'application/download'].includes(plain))
    return null;
  if (plain === 'image/svg+xml') return 'other';
  const [, family] = /^(image|audio|video)\//.exec(plain) ?? [];
  if (family === 'image' || family === 'audio' || family === 'video') return family;
  return /^application\/(pdf|msword|zip|x-cfb|vnd\.(ms-|openxmlformats))/.test(plain) ? 'document' : 'other';
}
