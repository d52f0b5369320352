import { describe, expect, it } from 'vitest';
import { phoneInGroups } from '../../console/src/request/phone.ts';

describe('a telephone number as people read it', () => {
  it.each([
    ['+84973704525', '0973 704 525'],
    ['0973704525', '0973 704 525'],
    ['+842838123456', '028 3812 3456'],
    ['+12025550123', '+12025550123'],
    ['không rõ', 'không rõ'],
  ])('%s is %s', (number, read) => {
    expect(phoneInGroups(number)).toBe(read);
  });
});
