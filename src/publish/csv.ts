/** CSV as RFC 4180 has it, safe to open in a spreadsheet. */

export type CsvCell = string | number | boolean | null | undefined;

/** A header and its rows, each line ended by CR LF. */
export function csvLines(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/**
 * A formula begins with one of = + - @ or a control character; a leading apostrophe makes it text.
 * OWASP, "CSV Injection".
 */
function cell(value: CsvCell): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
