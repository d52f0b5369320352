import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { typeOf } from '../../../adapters/media/type-of.ts';
import { verdict } from '../../../domain/media/verdict.ts';
import { tone } from '../../../local/providers/files.ts';

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat([
    ...parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
    Buffer.alloc(64),
  ]);
const zip = (...names: string[]) =>
  Buffer.from(zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')]))));

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Ten megabytes of zeros in ten kilobytes, where a reader of types would look first. */
const bomb = Buffer.from(
  zipSync({
    '[Content_Types].xml': new Uint8Array(10_000_000),
    'word/document.xml': new Uint8Array(10_000_000),
  }),
);

const FILES: Record<string, [Buffer, string | null]> = {
  jpeg: [bytes([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
  webp: [bytes('RIFF', [40, 0, 0, 0], 'WEBPVP8 '), 'image/webp'],
  heic: [bytes([0, 0, 0, 24], 'ftypheic'), 'image/heic'],
  wav: [tone(1), 'audio/wav'],
  amr: [bytes('#!AMR\n', [0x7c]), 'audio/amr'],
  aac: [bytes([0xff, 0xf1, 0x50, 0x80]), 'audio/aac'],
  m4a: [bytes([0, 0, 0, 24], 'ftypM4A '), 'audio/mp4'],
  mp4: [bytes([0, 0, 0, 24], 'ftypisom'), 'video/mp4'],
  pdf: [bytes('%PDF-1.7\n'), 'application/pdf'],
  docx: [zip('[Content_Types].xml', 'word/document.xml'), DOCX],
  'docx with macros': [
    zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'),
    'application/zip',
  ],
  zip: [zip('a.txt'), 'application/zip'],
  'half a zip': [zip('a.txt').subarray(0, 20), 'application/zip'],
  gzip: [bytes([0x1f, 0x8b, 8]), 'application/gzip'],
  html: [bytes('<!doctype html><script>alert(1)</script>'), null],
  text: [bytes('MZnothing'.slice(2)), null],
};

describe('a file’s type is what its bytes say', () => {
  it.each(Object.entries(FILES))('%s', async (_, [file, expected]) => {
    expect(await typeOf(file)).toBe(expected);
  });

  it('a bomb is named without being opened', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const begun = performance.now();
    expect(await typeOf(bomb)).toBe(DOCX);
    expect(performance.now() - begun).toBeLessThan(50);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
  });
});

describe('what is kept', () => {
  const kept = (contentType: string) => ({ keep: true, contentType });
  const refused = (reason: string) => ({ keep: false, reason });
  it.each([
    ['image', 'image/jpeg', 'image/jpeg', kept('image/jpeg')],
    ['image', 'image/png', '', kept('image/png')],
    ['file', 'application/pdf', 'application/octet-stream', kept('application/pdf')],
    ['recording', 'audio/wav', 'audio/x-wav', kept('audio/wav')],
    ['audio', 'video/mp4', 'audio/mp4', kept('audio/mp4')],
    ['video', 'video/mp4', 'video/mp4', kept('video/mp4')],
    ['image', 'application/pdf', 'image/jpeg', refused('type-mismatch')],
    ['image', 'image/png', 'text/html', refused('type-mismatch')],
    ['file', 'image/png', 'image/svg+xml', refused('type-mismatch')],
    ['file', 'application/pdf', 'image/png', refused('type-mismatch')],
    ['recording', 'image/png', '', refused('type-mismatch')],
    ['file', null, 'text/html', refused('type-unknown')],
    ['file', 'application/zip', 'application/zip', refused('type-not-allowed')],
    ['file', 'application/x-msdownload', '', refused('type-not-allowed')],
    ['file', 'constructor', '', refused('type-not-allowed')],
    ['sticker', 'image/png', '', refused('type-mismatch')],
  ] as const)('%s that is %s, declared %s', (kind, found, declared, expected) => {
    expect(verdict(kind, found, declared)).toEqual(expected);
  });
});
