import { FORMER_PROVINCES, provinceName } from './provinces.ts';

const byAreaCode = new Map(FORMER_PROVINCES.map((former) => [former.areaCode, former]));

/**
 * Today's province of a Vietnamese landline in any spelling (`+842373…`, `0237.3…`, `84 24…`), or null for a
 * mobile, foreign or incomplete number. Only a hint: people call from elsewhere and landlines move to VoIP.
 * `former` is the code of the former province, whose area code it is: one province of today has up to three.
 */
export function provinceByLandline(
  phone: string,
): { code: string; name: string; former: string; formerName: string } | null {
  const digits = phone.replace(/\D/g, '');
  const national =
    digits.startsWith('84') && digits.length === 12 ? digits.slice(2) : digits.replace(/^0/, '');
  // 10 digits without the zero since 2017-06-17: 2 + 8 for Hà Nội and TP. Hồ Chí Minh, 3 + 7 elsewhere.
  if (!/^2\d{9}$/.test(national)) return null;
  const former = byAreaCode.get(national.slice(0, 2)) ?? byAreaCode.get(national.slice(0, 3));
  const province = former && provinceName(former.today);
  return province
    ? { code: province.code, name: province.name, former: former.code, formerName: former.name }
    : null;
}
