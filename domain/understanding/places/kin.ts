import { plainList } from '../word-list.ts';

const each = (words: readonly string[], whose: readonly string[]): string[] =>
  words.flatMap((word) => ['', ...whose].map((of) => `${word} ${of}`.trim()));

/** Whose somebody is, as the writer says it. */
const MINE = ['em', 'tôi', 'tui'];
const MINE_TOO = [...MINE, 'e', 'cháu', 'con', 'mình'];

const COUPLE = ['chồng', 'vợ', 'gấy', 'nhông', 'ck', 'vk'];

/** Who lives with the writer or no longer does. */
export const spouses = plainList([...each(COUPLE, MINE), 'ck e', 'chồng cháu', 'chồng con']);

/** With these `cháu`, `con` and `mình` behind them is the writer. */
// biome-ignore format: rows read better.
const RELATIVES = [
  'bố', 'mẹ', 'bố mẹ', 'ba má', 'ba mẹ', 'cha mẹ', 'anh trai', 'chị gái', 'em gái', 'em trai', 'con trai', 'con gái', 'con dâu', 'con rể',
  'ông nội', 'ông ngoại', 'bà nội', 'bà ngoại', 'cháu nội', 'cháu ngoại', 'bố chồng', 'mẹ chồng', 'má chồng',
];
/** With these they may be others: `vợ con` are wife and children. */
// biome-ignore format: rows read better.
const NEAREST = [
  ...COUPLE, 'con', 'con trai lớn', 'con trai cả', 'con trai út', 'con gái lớn', 'con gái út', 'con lớn', 'con út', 'anh cả', 'chị cả',
];
/** Of `ba` and `má` not those of `tôi`: folded, `ma toi` is `mà tôi` too. */
// biome-ignore format: rows read better.
const OTHER_PEOPLE = [
  'bạn', 'bạn tù', 'đồng đội', 'bạn chiến đấu', 'bồ', 'bồ nhí', 'nhân tình', 'người tình', 'vợ bé', 'vợ hai', 'cha', 'ba', 'ba em', 'ba tui', 'má', 'má em', 'má tui',
  'anh', 'anh hai', 'chị hai', 'nó', 'ổng', 'ảnh', 'bả', 'bà ý', 'ông ý', 'bà ấy', 'ông ấy', 'anh ấy', 'chị ấy', 'bố nó', 'mẹ nó', 'má nó', 'ba nó', 'bà nội các cháu',
];

/** Parents named after a child of theirs: `má bé`, `ba mấy đứa nhỏ`. */
// biome-ignore format: rows read better.
const PARENTS = [
  'bố', 'ba', 'cha', 'tía', 'mẹ', 'má', 'mạ', 'ba của', 'bố của', 'cha của', 'mẹ của', 'má của',
];
// biome-ignore format: rows read better.
const CHILDREN = [
  'bé', 'cháu bé', 'bé gái', 'bé trai', 'đứa bé', 'thằng bé', 'con bé', 'thằng nhỏ', 'con nhỏ', 'đứa nhỏ', 'tụi nhỏ', 'sắp nhỏ', 'bọn nhỏ',
  'mấy đứa nhỏ', 'mấy đứa', 'bọn trẻ', 'lũ trẻ', 'các cháu', 'tụi nó', 'các con',
];

/** Somebody else in the story: `chồng em làm ở Sài Gòn`. */
export const others = plainList([
  ...OTHER_PEOPLE,
  ...each(RELATIVES, MINE_TOO),
  ...each(NEAREST, MINE),
  'ck e',
  'chồng cháu',
  ...PARENTS.flatMap((parent) => CHILDREN.map((child) => `${parent} ${child}`)),
]);

/** The person who writes: their `ở` counts more than that of somebody else in the story. */
// biome-ignore format: rows read better.
export const selves = plainList([
  'em', 'e', 'tôi', 'toi', 'tui', 'mình', 'cháu', 'con', 'chị', 'bác', 'nhà', 'nhà em', 'mik', 'chúng tôi', 'bọn em', 'choa', 'nẫu', 'chúng em',
]);

/** `mẹ con em`, but `mẹ con` alone may be anybody's. */
const PARENT_AND_CHILD = [
  'mẹ con',
  'má con',
  'cha con',
  'bố con',
  'ba con',
  'bà cháu',
  'ông cháu',
  'ông bà cháu',
];

/** The writer among others: `hai mẹ con em ở`, `vợ chồng tôi ở`, `cả nhà ở`. */
export const together = plainList([
  ...each(PARENT_AND_CHILD, MINE).filter((words) => !PARENT_AND_CHILD.includes(words)),
  ...['mẹ con e', 'mẹ con cháu', 'mẹ con con', 'ba mẹ con', 'bốn mẹ con', 'mấy mẹ con'],
  ...['mẹ con', 'má con', 'bố con', 'cha con', 'bà cháu', 'ông cháu', 'vợ chồng'].map((two) => `hai ${two}`),
  ...each(['vợ chồng', 'cả nhà', 'gia đình'], MINE_TOO),
  ...['vc em', 'vc e', '2 vc'],
  ...['anh em', 'chị em'].flatMap((words) => MINE.map((of) => `${words} ${of}`)),
  ...['bọn cháu', 'bọn mình', 'tụi em', 'tụi tui', 'tụi con', 'chúng cháu', 'chúng con'],
]);

/** Behind these and `ở` stands the seat of the writer's own trade, which outweighs the other side's: `HTX chúng tôi ở`. */
export const ownTrade = plainList([
  ...['chúng tôi', 'chúng tui', 'htx', 'hợp tác xã', 'tổ hợp tác'],
  ...['htx', 'hợp tác xã', 'cơ sở', 'vựa', 'đại lý', 'trại', 'bên'].flatMap((trade) =>
    [...MINE, 'mình'].map((of) => `${trade} ${of}`),
  ),
]);
