import type { Ask } from "./init/ask.ts";

/** Where the command writes, and how it asks. */
export interface CliOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Absent if there isn't a terminal. */
  readonly ask?: Ask | undefined;
}

/** The command did what it was called for. */
export const EXIT_OK = 0;
/** A specification has faults, or with `--check` something would change. */
export const EXIT_FAULTS = 1;
/** The command was called wrongly, a file can't be read or written, or a folder has files of yours. */
export const EXIT_TROUBLE = 2;
