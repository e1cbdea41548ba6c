/**
 * Rows as CSV (RFC 4180), with a head. A cell that a spreadsheet would run as a formula (it begins with `=`,
 * `+`, `-`, `@`, a tab or a line break, in half or full width) gets an apostrophe before it, which shows it as text.
 */
export function csv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string): string {
  const safe = /^\s*[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
