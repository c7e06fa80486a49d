import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { figuresOf } from "./figures.ts";
import { withFigure } from "./with-figure.ts";

/** Writes the figures into the hand-written pages. */

const root = resolve(import.meta.dirname, "../../..");
const figures = await figuresOf(root);
for (const figure of figures) {
  const file = join(root, figure.file);
  const text = withFigure(readFileSync(file, "utf8"), figure);
  if (text === undefined) throw new Error(`${figure.file} doesn't say "${figure.before}…${figure.after}"`);
  writeFileSync(file, text);
}
execFileSync("prettier", ["--write", "--log-level=warn", ...figures.map(({ file }) => file)], { cwd: root });
