import { expect, it } from 'vitest';
import type { Facts, LegalAidRequest } from '../../../domain/request/request.ts';
import { likeness } from '../../../domain/search/likeness.ts';
import { aRequest } from '../request/a-request.ts';

const told = (facts: Facts, address = 'office'): LegalAidRequest => aRequest({ facts, address });

it.each<[string, LegalAidRequest, LegalAidRequest, string]>([
  [
    'one number, told in two spellings',
    told({ phone: '0912 345 678' }),
    told({}, 'tel:+84912345678'),
    'phone',
  ],
  [
    'a name with and without diacritics',
    told({ name: 'Thạch Thị Sa Rây' }),
    told({ name: 'THACH THI SA RAY' }),
    'name',
  ],
  [
    'a name and the matter',
    told({ name: 'Thạch Thị Sa Rây', matter: 'land' }),
    told({ name: 'thach thi sa ray', matter: 'land' }),
    'name matter',
  ],
  [
    'the caller of one, the person in need of the other',
    told({ name: 'Lò Văn Pá' }),
    told({ name: 'Lò Văn Út', inNeed: { name: 'lo van pa' } }),
    'name',
  ],
  ['a name of one word only', told({ name: 'Mỷ' }), told({ name: 'My' }), ''],
  [
    'a name of one word in one matter',
    told({ name: 'Mỷ', matter: 'family' }),
    told({ name: 'my', matter: 'family' }),
    'name matter',
  ],
  ['part of a name', told({ name: 'Nguyễn Thị Mẫu' }), told({ name: 'Nguyễn Thị' }), ''],
  ['the same words in another order', told({ name: 'Nguyễn Thị Mẫu' }), told({ name: 'Mẫu Thị Nguyễn' }), ''],
  [
    'one matter of two strangers',
    told({ name: 'Lò Văn Pá', matter: 'land' }),
    told({ name: 'Lò Văn Út', matter: 'land' }),
    '',
  ],
  ['nothing told', told({}), told({}), ''],
])('%s', (_, one, other, why) => {
  expect(likeness(one, other).join(' ')).toBe(why);
  expect(likeness(other, one).join(' ')).toBe(why);
});
