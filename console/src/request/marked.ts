/** A text in pieces, those that match one of the given words marked; letter case and how accents are composed do not matter. */
export function marked(
  text: string,
  words: readonly string[],
): readonly { readonly text: string; readonly mark: boolean }[] {
  const known = words.filter((word) => word.trim() !== '').map((word) => word.normalize('NFC'));
  if (known.length === 0) return [{ text, mark: false }];
  const pattern = known
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
  return text
    .normalize('NFC')
    .split(new RegExp(`(${pattern})`, 'giu'))
    .map((piece, index) => ({ text: piece, mark: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
