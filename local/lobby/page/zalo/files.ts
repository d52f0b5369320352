import * as z from 'zod';
import type { Attachment } from './events.ts';

/** What a person may send from their telephone, without having to look for a file. */
export const recording = (): File => new File([tone()], 'ghi-am.wav', { type: 'audio/wav' });
export const paper = (): File => new File([PDF], 'don-de-nghi.pdf', { type: 'application/pdf' });

const Left = z.object({ url: z.string() });

/** Leaves a file with Zalo's stand-in, from where the hotline fetches it, and says what the webhook tells of it. */
export async function leaveFile(file: File): Promise<Attachment> {
  const response = await fetch('/dev/files/zalo', {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream' },
    body: file,
  });
  if (!response.ok) throw new Error(`/dev/files/zalo: ${response.status}`);
  const { url } = Left.parse(await response.json());
  const kind = file.type.split('/')[0];
  if (kind === 'image') return { type: 'image', payload: { thumbnail: url, url } };
  if (kind === 'audio') return { type: 'audio', payload: { url } };
  if (kind === 'video') return { type: 'video', payload: { url, thumbnail: '', description: '' } };
  const type = file.name.split('.').at(-1) ?? '';
  return { type: 'file', payload: { url, size: String(file.size), name: file.name, type } };
}

/** A page with one sentence, for whoever has no file at hand. */
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 59>>stream
BT /F 14 Tf 20 150 Td (Don de nghi tro giup phap ly) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
%%EOF
`;

/** Samples a second, as a telephone has them. */
const RATE = 8000;

/** A second of a soft tone as a WAV file, mono, 16 bits. */
function tone(): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(44 + RATE * 2));
  const write = (at: number, text: string) => {
    for (const [index, letter] of [...text].entries()) bytes.setUint8(at + index, letter.charCodeAt(0));
  };
  write(0, 'RIFF');
  bytes.setUint32(4, 36 + RATE * 2, true);
  write(8, 'WAVEfmt ');
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, RATE, true);
  bytes.setUint32(28, RATE * 2, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  write(36, 'data');
  bytes.setUint32(40, RATE * 2, true);
  for (let index = 0; index < RATE; index += 1)
    bytes.setInt16(44 + index * 2, 4000 * Math.sin((2 * Math.PI * 440 * index) / RATE), true);
  return bytes.buffer;
}
