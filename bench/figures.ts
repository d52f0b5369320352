/** The middle value; robust against the pauses of a busy machine. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[sorted.length % 2 ? middle : middle - 1],
    sorted[middle],
  ];
  return (low + high) / 2;
}

/** The value that only one in `1 - share` exceeds. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export type Row = Readonly<Record<string, string | number>>;

/** A table in plain text, numbers to the right. */
export function printTable(title: string, rows: readonly Row[], note?: string): void {
  const columns = Object.keys(rows[0] ?? {});
  const width = (column: string) =>
    Math.max(column.length, ...rows.map((row) => String(row[column] ?? '').length));
  const line = (row: Row) =>
    columns
      .map((column) => {
        const value = row[column] ?? '';
        return typeof value === 'number'
          ? String(value).padStart(width(column))
          : value.padEnd(width(column));
      })
      .join('  ')
      .trimEnd();
  const head = Object.fromEntries(columns.map((column) => [column, column]));
  const text = [line(head), columns.map((column) => '-'.repeat(width(column))).join('  '), ...rows.map(line)];
  process.stdout.write(`\n${title}\n${text.join('\n')}\n${note === undefined ? '' : `${note}\n`}`);
}
