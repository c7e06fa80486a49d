import { stripVTControlCharacters } from "node:util";
import type { Output } from "./output.ts";
import { textWidth } from "./text-width.ts";

const HIDE_CURSOR = "\u001B[?25l";
const SHOW_CURSOR = "\u001B[?25h";
const CLEAR_LINE = "\u001B[2K";
/** Terminals that support synchronized updates show no half-drawn frame; others ignore this. */
const BEGIN_UPDATE = "\u001B[?2026h";
const END_UPDATE = "\u001B[?2026l";

/**
 * Lines at the bottom of a terminal that are redrawn in place. They are cleared one by one: a terminal may move a screen that
 * is cleared at once into its history.
 */
export class LiveArea {
  readonly #screen: Pick<Output, "columns" | "rows" | "write" | "writableNeedDrain">;
  #lines: readonly string[] = [];
  #columns: number | undefined;

  constructor(screen: Pick<Output, "columns" | "rows" | "write" | "writableNeedDrain">) {
    this.#screen = screen;
    this.#columns = screen.columns;
  }

  /**
   * Draws lines in place of the earlier ones, and writes only those that changed. A frame is dropped while an earlier one is
   * not yet written.
   *
   * @param lines - None wider than the terminal, and fewer than it has rows.
   */
  draw(lines: readonly string[]): void {
    if (!this.#screen.writableNeedDrain) this.#redraw(lines, "");
  }

  /** Draws the last frame, and leaves it in place. */
  end(lines: readonly string[]): void {
    this.#redraw(lines, SHOW_CURSOR);
  }

  #redraw(lines: readonly string[], after: string): void {
    const before = this.#lines.length === 0 ? HIDE_CURSOR : "";
    const drawn = this.#drawnLines();
    const changed = Array.from({ length: Math.max(drawn.length, lines.length) }, (_, index) => {
      const line = lines[index];
      return line !== undefined && line === drawn[index] ? "\n" : `${CLEAR_LINE}${line ?? ""}\n`;
    });
    this.#columns = this.#screen.columns;
    this.#lines = lines;
    const text = changed.every((line) => line === "\n")
      ? ""
      : `${BEGIN_UPDATE}${before}\r${up(drawn.length)}${changed.join("")}${up(drawn.length - lines.length)}${END_UPDATE}`;
    if (text + after !== "") this.#screen.write(text + after);
  }

  /** The lines on the screen; unknown ones if the terminal has wrapped them to another width. */
  #drawnLines(): readonly (string | undefined)[] {
    const { columns, rows } = this.#screen;
    if (columns === this.#columns) return this.#lines;
    const widths = this.#lines.map((line) => textWidth(stripVTControlCharacters(line)));
    const taken = widths.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / (columns || Infinity))), 0);
    return Array.from({ length: Math.min(taken, (rows || Infinity) - 1) }, () => undefined);
  }
}

function up(lines: number): string {
  return lines > 0 ? `\u001B[${lines}A` : "";
}
