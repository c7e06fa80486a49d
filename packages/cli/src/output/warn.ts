import type { Io } from "../io.ts";
import { printable } from "./printable.ts";

/** Writes a sentence to standard error, as one line that is safe on a terminal. */
export function warn({ stderr }: Pick<Io, "stderr">, sentence: string): void {
  stderr.write(`jobstatus: ${printable(sentence)}\n`);
}
