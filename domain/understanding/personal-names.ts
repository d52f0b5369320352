/** With what a Vietnamese name begins. */
// biome-ignore format: rows read better.
export const FAMILY_NAMES = [
  'nguyễn', 'trần', 'lê', 'phạm', 'huỳnh', 'hoàng', 'phan', 'vũ', 'võ', 'đặng', 'bùi', 'đỗ', 'hồ', 'ngô', 'dương', 'lý', 'đinh', 'trịnh', 'trương',
  'lâm', 'mai', 'lưu', 'đoàn', 'thạch', 'giàng', 'vàng', 'lò', 'cao', 'lương', 'tô', 'tạ', 'châu', 'danh', 'sơn', 'kim', 'sùng', 'lường', 'quàng',
  'cà', 'tòng', 'hà',
];

/** What stands between it and the name somebody is called by. */
// biome-ignore format: rows read better.
export const MIDDLE_NAMES = [
  'văn', 'thị', 'đình', 'hữu', 'ngọc', 'minh', 'thanh', 'thu', 'đức', 'xuân', 'quang', 'thế', 'bá', 'công', 'a', 'thúy', 'mỹ', 'hoàng',
];
