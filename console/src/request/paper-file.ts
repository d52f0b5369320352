import { type Api, answered } from '../api/client.ts';
import type { PaperKind } from './papers.ts';

/**
 * A paper as a Word file; the timeline notes who made it.
 * @param number the notice's, from the office's book; empty leaves room for a pen
 * @throws Refused where the server makes none
 */
export async function paperFile(api: Api, id: string, paper: PaperKind, number: string): Promise<Blob> {
  const file: unknown = answered<unknown>(
    await api.POST('/api/requests/{id}/papers', {
      params: { path: { id } },
      body: { paper, as: 'docx', ...(number === '' ? {} : { number }) },
      parseAs: 'blob',
    }),
  );
  if (!(file instanceof Blob)) throw new Error('no file');
  return file;
}

/** Hands a file to the browser; its name may hold the code of the request, never the person's. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
