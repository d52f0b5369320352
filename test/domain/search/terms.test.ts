import { expect, it } from 'vitest';
import { newCode, writtenCode } from '../../../domain/request/code.ts';
import { hasName, nameTokens, narrowest, sought, termsOf } from '../../../domain/search/terms.ts';
import { aRequest } from '../request/a-request.ts';

const code = newCode(() => 0.4);

it.each<[string, readonly object[]]>([
  [code, [{ kind: 'code', code }]],
  [writtenCode(code), [{ kind: 'code', code }]],
  [` ${code.slice(0, 4)} ${code.slice(4)} `, [{ kind: 'code', code }]],
  ...['0912345678', '+84912345678', '84 912 345 678', '0912.345.678', '(0912) 345-678', '0084912345678'].map(
    (phone): [string, readonly object[]] => [phone, [{ kind: 'phone', phone: '+84912345678' }]],
  ),
  ['Nguyễn Thị Mẫu', [{ kind: 'name', tokens: ['nguyen', 'thi', 'mau'] }]],
  ['MAU nguyen', [{ kind: 'name', tokens: ['mau', 'nguyen'] }]],
  ['Đặng', [{ kind: 'name', tokens: ['dang'] }]],
  ['  -- ', []],
])('%s is looked for as %o', (query, found) => {
  expect(sought(query)).toEqual(found);
});

it('takes a name the same whether composed or not, and whatever stands between', () => {
  for (const name of ['Nguyễn  Thị-Mẫu', 'nguyễn thị mẫu'.normalize('NFD'), 'NGUYEN THI MAU'])
    expect(nameTokens(name)).toEqual(['nguyen', 'thi', 'mau']);
});

it('looks a name up by the word that fewest have', () => {
  expect(narrowest(['nguyen', 'thi', 'mau'])).toBe('mau');
  expect(narrowest(['mau', 'nguyen'])).toBe('mau');
  expect(narrowest(['nguyen', 'van'])).toBe('van');
});

it('finds a request by everybody in it', () => {
  const terms = termsOf(
    aRequest({
      address: 'tel:+84911111111',
      facts: { phone: '0922 222 222', name: 'Trần Văn Báo', personInNeed: 'Lê Thị Cần' },
    }),
  );
  expect(terms.phones).toEqual(['+84911111111', '+84922222222']);
  expect(hasName(terms, ['bao', 'tran'])).toBe(true);
  expect(hasName(terms, ['can'])).toBe(true);
  // Words of two different people make no name.
  expect(hasName(terms, ['tran', 'can'])).toBe(false);
});
