/** Folded names that are everyday words (`lai chau`: đánh lại cháu): without a cue and without diacritics no place. */
// biome-ignore format: rows read better.
export const WORDLIKE: ReadonlySet<string> = new Set([
  'hoa binh', 'thai binh', 'lai chau', 'nam dinh', 'ha nam', 'son la', 'thu do', 'ban me', 'vinh', 'hue', 'quang nam', 'quang ninh', 'ha giang',
]);

/** Folded names of districts and communes that are everyday words, with diacritics or without. */
// biome-ignore format: rows read better.
export const EVERYDAY: ReadonlySet<string> = new Set([
  'di an', 'cai rang', 'hop dong', 'trung tam', 'mang thit', 'con dao', 'van ban', 'ba to', 'cho moi', 'cho don', 'cho gao', 'cai be', 'tu ky',
  'bao lam', 'bao thang', 'cu chi', 'bao la', 'long ho', 'bao yen', 'dien ban', 'dinh cu', 'la gi', 'la lay', 'hon la', 'nam o', 'ban dat',
  'ban cai', 'quang xuong', 'bien thuong', 'dan thang', 'lang minh', 'duong lam', 'duy nhat', 'lai thieu', 'thu lam', 'go den',
]);
