/** `+84973704525` → `0973 704 525`: as a person dials and reads it aloud; what is no Vietnamese number stays as it is. */
export function phoneInGroups(number: string): string {
  const national = number.replace(/^\+84(?=\d{9,10}$)/, '0');
  if (/^0\d{9}$/.test(national)) return national.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3');
  if (/^0\d{10}$/.test(national)) return national.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
  return number;
}
