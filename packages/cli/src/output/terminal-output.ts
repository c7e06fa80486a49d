import { createWriteStream } from "node:fs";
import type { WriteStream } from "node:tty";
import type { Output } from "./output.ts";

/**
 * A terminal as an output that never blocks the process: Node writes to a terminal synchronously, so a slow or a stopped one
 * (Ctrl-S) would delay the polling.
 *
 * @param fd - Its file descriptor.
 * @param onError - Called if the terminal can't be written to.
 */
export function createTerminalOutput(terminal: WriteStream, fd: number, onError: (error: Error) => void): Output {
  // It writes in a thread, and wants no more text until that is done.
  const stream = createWriteStream("", { fd, autoClose: false, highWaterMark: 1 }).on("error", onError);
  return {
    isTTY: true,
    get columns() {
      return terminal.columns;
    },
    get rows() {
      return terminal.rows;
    },
    get writableNeedDrain() {
      return stream.writableNeedDrain;
    },
    write: (text) => stream.write(text),
    on: (event, listener) => terminal.on(event, listener),
    off: (event, listener) => terminal.off(event, listener),
  };
}
