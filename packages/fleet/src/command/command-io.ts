/** What a command reads and writes. */
export interface CommandIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the command is to end in good order. */
  readonly signal: AbortSignal;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Whether a table may be written over the last one. */
  readonly isTerminal: boolean;
}
