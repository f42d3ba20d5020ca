/**
 * Lines of a plain-text table; columns are as wide as their widest cell. Columns whose every cell begins
 * with a digit are aligned to the right.
 */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const columns = header.map((title, index) => {
    const cells = rows.map((row) => row[index] ?? '');
    return {
      width: Math.max(title.length, ...cells.map((cell) => cell.length)),
      numeric: cells.length > 0 && cells.every((cell) => /^\d/.test(cell)),
    };
  });
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ width, numeric }, index) => {
        const cell = cells[index] ?? '';
        return numeric ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(header), line(columns.map(({ width }) => '-'.repeat(width))), ...rows.map(line)];
}
