export interface Segments {
  encoding: 'GSM-7' | 'UCS-2';
  /** Units as they are billed: an extended GSM-7 character counts two, as an emoji does in UCS-2. */
  units: number;
  parts: number;
  /** Units that fit into the parts. */
  capacity: number;
}

// 3GPP TS 23.038, table 6.2.1.1, and the extension table behind the escape character.
const GSM_7 =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const GSM_7_EXTENDED = '^{}\\[~]|€\f';

/** How many parts a text is sent in: 160/153 septets, or 70/67 UTF-16 units once any other letter is in it. */
export function segments(text: string): Segments {
  const characters = [...text.normalize('NFC')];
  const gsm = characters.every((one) => GSM_7.includes(one) || GSM_7_EXTENDED.includes(one));
  const units = characters.reduce(
    (sum, one) => sum + (gsm ? (GSM_7_EXTENDED.includes(one) ? 2 : 1) : one.length),
    0,
  );
  const [single, joined] = gsm ? [160, 153] : [70, 67];
  const parts = units <= single ? 1 : Math.ceil(units / joined);
  return {
    encoding: gsm ? 'GSM-7' : 'UCS-2',
    units,
    parts,
    capacity: parts === 1 ? single : parts * joined,
  };
}
