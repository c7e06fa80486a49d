/** A table whose columns are padded to one width each. Widths count characters, as monospaced text shows them. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(3, ...[title, ...rows.map((row) => row[column] ?? "")].map((cell) => lengthOf(cell))),
  );
  const line = (cells: readonly string[], fill: string): string =>
    `| ${widths.map((width, column) => padEnd(cells[column] ?? "", width, fill)).join(" | ")} |`;
  return [
    line(head, " "),
    line(
      head.map(() => ""),
      "-",
    ),
    ...rows.map((row) => line(row, " ")),
  ].join("\n");
}

/** Text of a specification for one cell of a table: on one line, and without a bar that would end the cell. */
export function markdownCell(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().replaceAll("|", "\\|");
}

function padEnd(text: string, width: number, fill: string): string {
  return text + fill.repeat(Math.max(0, width - lengthOf(text)));
}

/** The number of characters, a character outside the basic plane counts as one. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}
