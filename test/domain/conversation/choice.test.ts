import { expect, it } from 'vitest';
import { choiceIn, plateIn, saysElsewhere } from '../../../domain/conversation/choice.ts';

it.each([
  ['2', '2'],
  ['2.', '2'],
  ['so 2', '2'],
  ['số 2', '2'],
  ['chọn 2', '2'],
  ['chon 2', '2'],
  ['2 ạ', '2'],
  ['2 a', '2'],
  ['2ạ', '2'],
  ['câu 1', '1'],
  ['một', '1'],
  ['Mot a', '1'],
  ['hai', '2'],
  ['Số hai.', '2'],
  ['dạ em chọn câu ba ạ', '3'],
  ['2 nhé em', '2'],
  ['option 2', '2'],
  ['số 65', '65'],
  ['Hải', null],
  ['bà', null],
  ['em 2', null],
  ['2 đứa con', null],
  ['em có 2 con', null],
  ['hai con', null],
  ['hai chị em', null],
  ['một mình', null],
  ['2 năm', null],
  ['2h', null],
  ['2 triệu', null],
  ['1 hoặc 2', null],
  ['số 2 Trần Hưng Đạo', null],
  ['', null],
  [`2${' nha em ơi'.repeat(400)} x`, null],
])('%j chooses %j from a list', (answer, number) => {
  expect(choiceIn(answer)).toBe(number);
});

it.each([
  ['bien so 75', '75'],
  ['biển số 65', '65'],
  ['biển số xe là 65 ạ', '65'],
  ['xe 65', '65'],
  ['bs 65', '65'],
  ['2 số đầu là 65', '65'],
  ['biển số 65A', '65'],
  ['65A-123.45', '65'],
  ['65-B1 234.56', '65'],
  ['xe 65 triệu', null],
  ['xe 65 năm', null],
  ['xe 65k', null],
  ['65 tr', null],
  ['xe 16 chỗ', null],
  ['biển số 2', null],
  ['xe của chồng em', null],
])('%j names the plate %j', (answer, plate) => {
  expect(plateIn(answer)).toBe(plate);
});

it.each([
  ['nơi khác', true],
  ['noi khac a', true],
  ['4 noi khac', true],
  ['chọn 4 nơi khác', true],
  ['4 khac', true],
  ['Dạ em ở tỉnh khác ạ', true],
  ['không phải', true],
  ['không nơi nào', true],
  ['không phải mấy chỗ đó', true],
  ['sai hết rồi', true],
  ['none of these', true],
  ['không có tiền', false],
  ['việc khác', false],
  ['khác tỉnh Cần Thơ', false],
  ['Sài Gòn', false],
])('%j refuses all places: %j', (answer, refuses) => {
  expect(saysElsewhere(answer)).toBe(refuses);
});
