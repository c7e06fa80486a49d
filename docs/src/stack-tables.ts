/** The longest cell, in characters, of a table that a phone shows as it is: one of figures or short words. */
const MAX_SHORT = 20;
/** What a phone of 360 pixels has for a table, in pixels: 328, less what an estimate of a table's width may lack. */
const MAX_WIDTH = 320;
/** The width of a column, in pixels, as the style sheet has it: the least, that of a character, and what is beside the text. */
const COLUMN = { min: 80, character: 9, space: 32, spaceOfFirst: 16 };

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
    const isLong =
      titles.length > 2 && cells.some((cell, index) => index % titles.length > 0 && cell.length > MAX_SHORT);
    if (!isLong && leastWidthOf(titles, cells) <= MAX_WIDTH) return table;
    let index = 0;
    return table.replace("<table>", '<table class="stacked">').replaceAll("<td", (tag) => {
      const title = titles[index++ % titles.length] ?? "";
      return `${tag} data-label="${title}"`;
    });
  });
}

/** How wide a table is at least, in pixels: no line breaks within a word. */
function leastWidthOf(titles: readonly string[], cells: readonly string[]): number {
  const widths = titles.map((title, column) => {
    const texts = [title, ...cells.filter((_, index) => index % titles.length === column)];
    const words = texts.flatMap((text) => text.replaceAll(/&#?\w+;/g, "&").split(/[\s-]+/));
    const longest = Math.max(...words.map((word) => word.length));
    return Math.max(COLUMN.min, longest * COLUMN.character + (column === 0 ? COLUMN.spaceOfFirst : COLUMN.space));
  });
  return widths.reduce((sum, width) => sum + width, 0);
}

/** Text that an attribute can hold: entities stay, and tags go. */
function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, "")
    .trim()
    .replaceAll('"', "&quot;");
}
