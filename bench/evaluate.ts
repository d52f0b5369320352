/**
 * Scores `understand` on labelled texts: `npm run evaluate -- --file F`.
 * F holds `{ "rows": [...] }` or the rows alone, either messages (test/fixtures/messages-dev.json) or addresses
 * (test/fixtures/addresses-old-names.json).
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Ear, ownEar } from '../domain/understanding/ear.ts';
import { MATTERS } from '../domain/understanding/matter.ts';
import { SIGNALS, type Signal } from '../domain/understanding/signal.ts';
import { understand } from '../domain/understanding/understand.ts';

export const MessageRow = z.object({
  id: z.string().optional(),
  text: z.string(),
  province_code: z.string().nullable(),
  acceptable: z.array(z.string()),
  sure: z.boolean(),
  matter: z.enum(MATTERS),
  signals: z.array(z.enum(SIGNALS)),
  urgent: z.boolean(),
});
export const AddressRow = z.object({ text: z.string(), expected_province_code: z.string() });
const Rows = z.array(z.union([MessageRow, AddressRow])).min(1);
/** `{ "rows": [...] }`, or the rows alone. */
export const LabelledFile = z.union([z.object({ rows: Rows }), Rows.transform((rows) => ({ rows }))]);
export type MessageRow = z.infer<typeof MessageRow>;
export type AddressRow = z.infer<typeof AddressRow>;

export type Share = { right: number; of: number };
export type Score = {
  provinceRight: Share;
  sureButWrong: Share;
  unsettledAsked: Share;
  urgentFound: Share;
  urgentTrue: Share;
  matterRight: Share;
  signals: Partial<Record<Signal, { found: Share; true: Share }>>;
  failures: string[];
};

const share = (rows: readonly boolean[]): Share => ({ right: rows.filter(Boolean).length, of: rows.length });

/** Figures over messages, and a line for each thing that is not as labelled. */
export function scoreMessages(rows: readonly MessageRow[], ear: Ear = ownEar()): Score {
  const read = rows.map((row) => ({ row, got: understand(row.text, ear) }));
  const failures: string[] = [];
  for (const { row, got } of read) {
    const said = got.province
      ? `${got.province.code}${got.province.sure ? '' : '?'}`
      : `ask ${got.candidates.join(' ')}`;
    const wrong: string[] = [];
    if (row.sure && !(got.province?.sure && row.acceptable.includes(got.province.code)))
      wrong.push(`province ${said}, not ${row.province_code}`);
    if (!row.sure && got.province?.sure) wrong.push(`SURE ${said}, not asked (${row.province_code})`);
    if (row.urgent && !got.urgent) wrong.push('URGENT MISSED');
    if (!row.urgent && got.urgent) wrong.push(`urgent without need (${got.signals.join(' ')})`);
    if (row.matter !== got.matter) wrong.push(`matter ${got.matter}, not ${row.matter}`);
    if (wrong.length > 0) failures.push(`${row.id ?? ''} ${wrong.join('; ')}: ${row.text.slice(0, 160)}`);
  }
  const settled = read.filter(({ row }) => row.sure);
  const open = read.filter(({ row }) => !row.sure);
  const signals: Score['signals'] = {};
  for (const signal of SIGNALS) {
    signals[signal] = {
      found: share(
        read.filter(({ row }) => row.signals.includes(signal)).map(({ got }) => got.signals.includes(signal)),
      ),
      true: share(
        read.filter(({ got }) => got.signals.includes(signal)).map(({ row }) => row.signals.includes(signal)),
      ),
    };
  }
  return {
    provinceRight: share(
      settled.map(
        ({ row, got }) => got.province?.sure === true && row.acceptable.includes(got.province.code),
      ),
    ),
    sureButWrong: share(
      read.map(({ row, got }) => got.province?.sure === true && !row.acceptable.includes(got.province.code)),
    ),
    unsettledAsked: share(open.map(({ got }) => got.province?.sure !== true)),
    urgentFound: share(read.filter(({ row }) => row.urgent).map(({ got }) => got.urgent)),
    urgentTrue: share(read.filter(({ got }) => got.urgent).map(({ row }) => row.urgent)),
    matterRight: share(read.map(({ row, got }) => row.matter === got.matter)),
    signals,
    failures,
  };
}

/** Addresses: right, asked and sure but wrong. */
export function scoreAddresses(rows: readonly AddressRow[]): {
  right: Share;
  sureButWrong: Share;
  failures: string[];
} {
  const read = rows.map((row) => ({ row, got: understand(row.text).province }));
  return {
    right: share(read.map(({ row, got }) => got?.sure === true && got.code === row.expected_province_code)),
    sureButWrong: share(
      read.map(({ row, got }) => got?.sure === true && got.code !== row.expected_province_code),
    ),
    failures: read
      .filter(({ row, got }) => !(got?.sure && got.code === row.expected_province_code))
      .map(
        ({ row, got }) =>
          `${row.text}: ${got ? `${got.code}${got.sure ? '' : '?'}` : 'asked'}, not ${row.expected_province_code}`,
      ),
  };
}

const shown = ({ right, of }: Share): string =>
  `${right} of ${of}${of > 0 ? ` (${((100 * right) / of).toFixed(1)} %)` : ''}`;

function report(file: string): string {
  const { rows } = LabelledFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const messages = rows.flatMap((row) => ('matter' in row ? [row] : []));
  const addresses = rows.flatMap((row) => ('expected_province_code' in row ? [row] : []));
  const lines: string[] = [];
  if (messages.length > 0) {
    const score = scoreMessages(messages);
    lines.push(
      ...score.failures,
      '',
      `messages              ${messages.length}`,
      `province right        ${shown(score.provinceRight)} of the settled`,
      `sure but wrong        ${shown(score.sureButWrong)}`,
      `unsettled asked       ${shown(score.unsettledAsked)}`,
      `urgent found          ${shown(score.urgentFound)}`,
      `urgent true           ${shown(score.urgentTrue)}`,
      `matter right          ${shown(score.matterRight)}`,
      ...SIGNALS.map((signal) => {
        const each = score.signals[signal];
        return each ? `  ${signal.padEnd(20)}found ${shown(each.found)}, true ${shown(each.true)}` : '';
      }),
    );
  }
  if (addresses.length > 0) {
    const score = scoreAddresses(addresses);
    lines.push(
      ...score.failures,
      '',
      `addresses right       ${shown(score.right)}`,
      `sure but wrong        ${shown(score.sureButWrong)}`,
    );
  }
  return lines.join('\n');
}

if (process.argv[1]?.endsWith('evaluate.ts')) {
  const { values } = parseArgs({ options: { file: { type: 'string' } } });
  const file = values.file ?? new URL('../test/fixtures/messages-dev.json', import.meta.url).pathname;
  process.stdout.write(`${report(file)}\n`);
}
