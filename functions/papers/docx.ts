import { AlignmentType, Document, Packer, Paragraph, TextRun } from 'docx';
import type { Field, Paper } from '../../domain/papers/paper.ts';
import { clean, MOTTO, OPEN_LINE } from './clean.ts';

/** The font and size (half points) that NĐ 30/2020/NĐ-CP asks of state papers: Times New Roman 13–14. */
const FONT = { font: 'Times New Roman', size: 26 };

type Align = (typeof AlignmentType)[keyof typeof AlignmentType];
const { CENTER, RIGHT } = AlignmentType;

/** A paragraph; line ends in the text stay line ends. */
const line = (text: string, { bold = false, align }: { bold?: boolean; align?: Align } = {}): Paragraph =>
  new Paragraph({
    ...(align ? { alignment: align } : {}),
    spacing: { after: 80 },
    children: runs(text, bold),
  });

const runs = (text: string, bold: boolean): TextRun[] =>
  clean(text)
    .split('\n')
    .map((part, index) => new TextRun({ ...FONT, text: part, bold, ...(index > 0 ? { break: 1 } : {}) }));

function field({ label, value, lines = 1 }: Field): Paragraph[] {
  if (value !== null) {
    return [
      new Paragraph({
        spacing: { after: 80 },
        children: [...runs(`${label}: `, false), ...runs(value, false)],
      }),
    ];
  }
  return [
    line(`${label}: ${OPEN_LINE}`),
    ...Array.from({ length: lines - 1 }, () => line(`${OPEN_LINE}${OPEN_LINE}`)),
  ];
}

/** A paper as DOCX (ECMA-376). */
export async function docx(paper: Paper): Promise<Buffer> {
  const [state, motto] = MOTTO;
  const document = new Document({
    title: paper.title.replace('\n', ' '),
    creator: '',
    sections: [
      {
        children: [
          line(paper.form, { align: RIGHT }),
          ...(paper.issuer === null ? [] : [line(paper.issuer || OPEN_LINE, { bold: true })]),
          line(state, { bold: true, align: CENTER }),
          line(motto, { bold: true, align: CENTER }),
          line(paper.place, { align: RIGHT }),
          line(paper.title, { bold: true, align: CENTER }),
          line(`Kính gửi: ${paper.to || OPEN_LINE}`),
          ...paper.fields.flatMap(field),
          ...paper.closing.map((text) => line(text)),
          ...paper.signers.map((signer) => line(`\n${signer}\n\n\n`, { align: RIGHT })),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
