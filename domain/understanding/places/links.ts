import { plainList } from '../word-list.ts';

/** May stand between the parts of one address. */
// biome-ignore format: rows read better.
export const links = plainList([
  'thuộc', 'cũ', 'tỉnh', 'thành phố', 'tp', 'huyện', 'quận', 'thị xã', 'xã', 'phường', 'nay là', 'nay thuộc', 'trước đây', 'trước', 'giờ là',
  'giờ thuộc', 'mới', 'nay', 'việt nam', 'trước là', 'bây giờ là', 'tức', 'nha', 'nhé', 'nhá', 'nghen', 'nè', 'á', 'ạ',
]);
