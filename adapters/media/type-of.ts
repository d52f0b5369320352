import { fileTypeFromBuffer } from 'file-type/core';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** Other names that the same type goes by. */
const SAME: Readonly<Record<string, string>> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/vnd.wave': 'audio/wav',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'image/heif': 'image/heic',
  'video/x-m4v': 'video/mp4',
};

/**
 * The type of a file by its own bytes; null where they say nothing. Compressed containers are never unpacked, not even
 * to look: of a ZIP only the list of names at its end is read.
 */
export async function typeOf(bytes: Buffer): Promise<string | null> {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return typeOfZip(bytes);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'application/gzip';
  const found = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime;
  return found === undefined ? null : (SAME[found] ?? found);
}

/** Signatures of a ZIP's directory: its end, and an entry of it. */
const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** A document has a few dozen parts. */
const MOST_ENTRIES = 2000;

function typeOfZip(bytes: Buffer): string {
  const names = namesInZip(bytes);
  // Macros run when a document is opened.
  const plain = !names.some((name) => /vbaProject|\.(exe|dll|js|vbs|bat|cmd|scr|lnk)$/i.test(name));
  if (plain && names.includes('[Content_Types].xml')) {
    if (names.includes('word/document.xml')) return `${OFFICE}.wordprocessingml.document`;
    if (names.includes('xl/workbook.xml')) return `${OFFICE}.spreadsheetml.sheet`;
  }
  return 'application/zip';
}

function namesInZip(bytes: Buffer): string[] {
  // The comment behind the end has 65,535 bytes at the most.
  const from = Math.max(0, bytes.length - 22 - 65_535);
  let end = bytes.length - 22;
  while (end >= from && bytes.readUInt32LE(end) !== END) end -= 1;
  if (end < from) return [];
  const names: string[] = [];
  let position = bytes.readUInt32LE(end + 16);
  while (names.length < MOST_ENTRIES && position + 46 <= end && bytes.readUInt32LE(position) === ENTRY) {
    const length = bytes.readUInt16LE(position + 28);
    names.push(bytes.subarray(position + 46, position + 46 + length).toString('utf8'));
    position += 46 + length + bytes.readUInt16LE(position + 30) + bytes.readUInt16LE(position + 32);
  }
  return names;
}
