/**
 * Comma-separated values for a spreadsheet. A cell that a spreadsheet would take for a formula is led by an apostrophe,
 * so that data from a message never runs on a clerk's machine.
 */
export function csvCell(text: string): string {
  const neutral = /^[=+\-@\t\r|%]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(neutral) ? `"${neutral.replaceAll('"', '""')}"` : neutral;
}

/** The rows with a byte order mark, so that spreadsheets read the Chinese text as UTF-8. */
export function csvText(rows: string[][]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
