import type { TFunction } from 'i18next';

/** `Trung tâm trợ giúp pháp lý nhà nước tỉnh Cà Mau` → `Cà Mau`. */
export const shortCentre = ({ code, name }: { code: string; name: string }, t: TFunction): string =>
  code === 'national'
    ? t('role.national')
    : name.replace(/^Trung tâm trợ giúp pháp lý nhà nước (tỉnh|thành phố) /i, '');
