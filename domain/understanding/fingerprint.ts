/*
 * Tables that are only looked up stand in data/ as the sorted 32-bit fingerprints of their keys: typed arrays over bytes,
 * so that a cold start builds no map of ten thousand words.
 */

/** Of a text: FNV-1a of its UTF-16 units, 32 bits. `before`: of what stands in front of it. */
export function fingerprint(text: string, before = 0x811c9dc5): number {
  let hash = before;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Where a fingerprint stands among ascending ones, or -1. */
export function placeOf(wanted: number, keys: Uint32Array): number {
  let [low, high] = [0, keys.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const key = keys[middle] ?? 0;
    if (key === wanted) return middle;
    if (key < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The bytes behind a base64 text, on their own buffer. */
export function bytesOf(text: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(text, 'base64')).buffer;
}
