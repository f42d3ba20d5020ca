/**
 * A line of a CSV file (RFC 4180). Every value is in quotes, and one that a spreadsheet would take for a formula
 * begins with an apostrophe.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLine(values: readonly string[]): string {
  return `${values.map(csvValue).join(',')}\r\n`;
}

/** Characters, the full-width ones of East Asian keyboards too, that make a formula of what follows. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

function csvValue(value: string): string {
  return `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
}
