import { stripVTControlCharacters } from "node:util";
import { textWidth } from "./text-width.ts";

/** The part of a terminal's stream that is used. */
export interface Screen {
  /** How wide it is; absent or 0 where that is not known. */
  readonly columns?: number;
  /** How many lines it has; absent or 0 where that is not known. */
  readonly rows?: number;
  write(text: string): unknown;
}

const HIDE_CURSOR = "\u001B[?25l";
const SHOW_CURSOR = "\u001B[?25h";
const CLEAR_BELOW = "\u001B[J";
/** Terminals that know synchronized updates show no half-drawn picture; others ignore it. */
const BEGIN_UPDATE = "\u001B[?2026h";
const END_UPDATE = "\u001B[?2026l";

/** Lines at the bottom of a terminal that are drawn anew in place, also after the terminal was resized. */
export class LiveArea {
  readonly #screen: Screen;
  #widths: readonly number[] = [];
  #shown = "";

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  /** Draws lines in place of those before. They may not be wider than the terminal, nor as many as its rows. */
  draw(lines: readonly string[]): void {
    const text = lines.join("\n");
    const key = `${this.#screen.columns} ${text}`;
    if (key === this.#shown) return;
    const hide = this.#shown === "" ? HIDE_CURSOR : "";
    this.#screen.write(`${BEGIN_UPDATE}${hide}${this.#back()}${CLEAR_BELOW}${text}\n${END_UPDATE}`);
    this.#widths = lines.map((line) => textWidth(stripVTControlCharacters(line)));
    this.#shown = key;
  }

  /** Leaves what is drawn where it is. */
  done(): void {
    if (this.#shown !== "") this.#screen.write(SHOW_CURSOR);
    this.#shown = "";
    this.#widths = [];
  }

  /** Moves to the beginning of what was drawn. A terminal that became narrower has broken its lines. */
  #back(): string {
    const { columns, rows } = this.#screen;
    const [width, height] = [columns || Infinity, rows || Infinity];
    const taken = this.#widths.reduce((sum, each) => sum + Math.max(1, Math.ceil(each / width)), 0);
    const up = Math.min(taken, height - 1);
    return up > 0 ? `\r\u001B[${up}A` : "\r";
  }
}
