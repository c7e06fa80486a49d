/** The longest cell, in characters, of a table that a phone shows as it is: one of figures or short words. */
const MAX_SHORT = 20;

/**
 * Marks the tables of a page that are too wide for a phone: its style sheet shows each of their rows as a block, in which every
 * cell but the first names its column.
 *
 * @param html - The page's content, as Markdown gives it.
 */
export function stackTables(html: string): string {
  return html.replaceAll(/<table>[^]*?<\/table>/g, (table) => {
    const titles = Array.from(table.matchAll(/<th\b[^>]*>([^]*?)<\/th>/g), ([, title = ""]) => textOf(title));
    const cells = Array.from(table.matchAll(/<td\b[^>]*>([^]*?)<\/td>/g), ([, cell = ""]) => textOf(cell));
    const isLong = cells.some((cell, index) => index % titles.length > 0 && cell.length > MAX_SHORT);
    if (titles.length < 3 || !isLong) return table;
    let index = 0;
    return table.replace("<table>", '<table class="stacked">').replaceAll("<td", (tag) => {
      const title = titles[index++ % titles.length] ?? "";
      return `${tag} data-label="${title}"`;
    });
  });
}

/** Text that an attribute can hold: entities stay, and tags go. */
function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, "")
    .trim()
    .replaceAll('"', "&quot;");
}
