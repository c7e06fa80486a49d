import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";

/** Puts a question to a person and returns the answer; the empty text if they leave it open. */
export type Ask = (question: string) => Promise<string>;

/** Puts questions in a terminal. At the end of the input every question is left open. */
export function createAsk(input: Readable, output: Writable): Ask {
  return async (question) => {
    const terminal = createInterface({ input, output });
    const closed = new Promise<string>((resolve) => {
      terminal.once("close", () => resolve(""));
    });
    try {
      return (await Promise.race([terminal.question(question), closed])).trim();
    } finally {
      terminal.close();
    }
  };
}
