import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  LeaderType,
  Packer,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import type { Field, Issuer, Paper } from '../../domain/papers/paper.ts';
import { clean, MOTTO, OPEN } from './clean.ts';

/** The font and size (half points) that NĐ 30/2020/NĐ-CP asks of state papers: Times New Roman 13–14. */
const FONT = { font: 'Times New Roman', size: 26, language: { value: 'vi-VN' } };
/** A4 and its margins (NĐ 30/2020/NĐ-CP, Phụ lục I): 20 mm, 30 mm on the left; in twentieths of a point. */
const PAGE = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 1134, right: 1134, bottom: 1134, left: 1701 },
};
const WIDTH = PAGE.size.width - PAGE.margin.left - PAGE.margin.right;
/** Dots to the right margin, for a pen. */
const DOTTED = { type: TabStopType.RIGHT, position: WIDTH, leader: LeaderType.DOT };

type Align = (typeof AlignmentType)[keyof typeof AlignmentType];
const { CENTER, RIGHT, BOTH } = AlignmentType;

interface Look {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly size?: number;
  readonly align?: Align;
  /** A rule under the words, as under the motto. */
  readonly ruled?: boolean;
  readonly keepNext?: boolean;
}

/** A paragraph; line ends in the text stay line ends. */
const line = (text: string, { align, keepNext = false, ...look }: Look = {}): Paragraph =>
  new Paragraph({
    ...(align ? { alignment: align } : {}),
    keepNext,
    spacing: { after: 80 },
    children: runs(text, look),
  });

const runs = (text: string, { bold = false, italics = false, size, ruled = false }: Look = {}): TextRun[] =>
  clean(text)
    .split('\n')
    .map(
      (part, index) =>
        new TextRun({
          text: part,
          bold,
          italics,
          ...(size ? { size } : {}),
          ...(ruled ? { underline: {} } : {}),
          ...(index > 0 ? { break: 1 } : {}),
        }),
    );

const openLine = (label: string): Paragraph =>
  new Paragraph({
    tabStops: [DOTTED],
    spacing: { after: 80 },
    children: [...runs(label), new TextRun({ children: [new Tab()] })],
  });

function field({ label, value, lines = 1 }: Field): Paragraph[] {
  if (value !== null) return [line(`${label}: ${value}`, { align: BOTH })];
  return [openLine(`${label}: `), ...Array.from({ length: lines - 1 }, () => openLine(''))];
}

/** Cells side by side without a frame; `shares` of a hundred. */
function sideBySide(cells: readonly (readonly Paragraph[])[], shares: readonly number[]): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const bare = { top: none, bottom: none, left: none, right: none };
  const widths = shares.map((share) => Math.round((WIDTH * share) / 100));
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { ...bare, insideHorizontal: none, insideVertical: none },
    rows: [
      new TableRow({
        cantSplit: true,
        children: cells.map(
          (children, index) =>
            new TableCell({
              borders: bare,
              width: { size: widths[index] ?? 0, type: WidthType.DXA },
              children: [...children],
            }),
        ),
      }),
    ],
  });
}

const motto = (): Paragraph[] => {
  const [state, words] = MOTTO;
  // One line beside the issuer's, as the decree's sheet has it: a point less than the rest.
  return [
    line(state, { bold: true, align: CENTER, size: 24 }),
    line(words, { bold: true, align: CENTER, ruled: true }),
  ];
};

/** Left who issues it and its number, right the motto, place and day (NĐ 30/2020/NĐ-CP, Phụ lục I, ô 1–4). */
const head = ({ above, name, number }: Issuer, place: string): Table =>
  sideBySide(
    [
      [
        line(above.toLocaleUpperCase('vi'), { align: CENTER, size: 24 }),
        line(name === '' ? OPEN : name.toLocaleUpperCase('vi'), {
          bold: true,
          align: CENTER,
          size: 24,
        }),
        line(`Số: ${number ?? OPEN}`, { align: CENTER }),
      ],
      [...motto(), line(place, { italics: true, align: CENTER })],
    ],
    [40, 60],
  );

/** A paper as DOCX (ECMA-376). */
export async function docx(paper: Paper): Promise<Buffer> {
  const { form, title, about, issuer, to, fields, closing, place, signers } = paper;
  const top: FileChild[] = issuer
    ? [head(issuer, place)]
    : [...motto(), line(place, { italics: true, align: RIGHT })];
  const document = new Document({
    title: about === null ? title : `${title} ${about}`,
    creator: '',
    styles: { default: { document: { run: FONT } } },
    sections: [
      {
        properties: { page: PAGE },
        children: [
          ...(form === null ? [] : [line(form, { align: RIGHT, italics: true })]),
          ...top,
          line(''),
          line(title, { bold: true, align: CENTER, size: 28 }),
          ...(about === null ? [] : [line(about, { bold: true, align: CENTER })]),
          to === '' ? openLine('Kính gửi: ') : line(`Kính gửi: ${to}`),
          ...fields.flatMap(field),
          ...closing.map((text) => line(text, { align: BOTH, keepNext: true })),
          sideBySide(
            signers.map(({ who, how, copies = [] }) =>
              copies.length > 0
                ? [
                    line(who, { bold: true, italics: true, size: 24 }),
                    ...copies.map((copy) => line(copy, { size: 22 })),
                  ]
                : [
                    line(who, { bold: true, align: CENTER }),
                    line(how, { italics: true, align: CENTER }),
                    line('\n\n\n'),
                  ],
            ),
            signers.map(() => 100 / signers.length),
          ),
          // A table may not be the last thing of a section.
          line(''),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
