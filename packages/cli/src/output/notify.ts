import type { Io } from "../io.ts";
import { printable } from "./printable.ts";

/** Shows a notification (OSC 9) and rings the bell, on the first of standard output and standard error that is a terminal. */
export function notify({ stdout, stderr }: Io, text: string): void {
  const terminal = [stdout, stderr].find(({ isTTY }) => isTTY);
  terminal?.write(`\u001B]9;jobstatus ${printable(text)}\u0007\u0007`);
}
