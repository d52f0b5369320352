/** The types of file that are kept, and how each may be shown; everything else is refused with a reason. */

export type Family = 'image' | 'audio' | 'video' | 'document';

interface MediaType {
  readonly family: Family;
  readonly ending: string;
  /** A browser shows or plays it without running anything of it; all others are handed out as downloads only. */
  readonly inline: boolean;
}

const type = (family: Family, ending: string, inline = false): MediaType => ({ family, ending, inline });

const OFFICE = 'application/vnd.openxmlformats-officedocument';

export const MEDIA_TYPES: Readonly<Record<string, MediaType>> = {
  'image/jpeg': type('image', 'jpg', true),
  'image/png': type('image', 'png', true),
  'image/webp': type('image', 'webp', true),
  'image/gif': type('image', 'gif', true),
  'image/heic': type('image', 'heic'),
  'audio/mpeg': type('audio', 'mp3', true),
  'audio/wav': type('audio', 'wav', true),
  'audio/aac': type('audio', 'aac', true),
  'audio/mp4': type('audio', 'm4a', true),
  'audio/ogg': type('audio', 'ogg', true),
  // No browser plays it; a telephone's recording all the same.
  'audio/amr': type('audio', 'amr'),
  'video/mp4': type('video', 'mp4', true),
  'video/3gpp': type('video', '3gp'),
  'video/quicktime': type('video', 'mov'),
  'application/pdf': type('document', 'pdf'),
  // Word and Excel of before 2007.
  'application/x-cfb': type('document', 'doc'),
  [`${OFFICE}.wordprocessingml.document`]: type('document', 'docx'),
  [`${OFFICE}.spreadsheetml.sheet`]: type('document', 'xlsx'),
};

/** What a link makes a browser believe the file is: what is not shown is bytes to be kept, and nothing else. */
export const shownAs = (contentType: string): string =>
  MEDIA_TYPES[contentType]?.inline ? contentType : 'application/octet-stream';
