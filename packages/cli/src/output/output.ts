/** The part of a stream that is used. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  /** Whether earlier text is not yet written. */
  readonly writableNeedDrain?: boolean;
  /** Writes text as it is. */
  write(text: string): unknown;
  /** Adds a listener for a change of the terminal's size. */
  on(event: "resize", listener: () => void): unknown;
  /** Removes it. */
  off(event: "resize", listener: () => void): unknown;
}

const DEFAULT_COLUMNS = 120;
const MIN_COLUMNS = 40;

/** Whether a stream is a terminal that can move its cursor, with a person in front of it. */
export function isInteractive({ isTTY }: Output, env: NodeJS.ProcessEnv): boolean {
  return isTTY === true && env["TERM"] !== "dumb" && (!env["CI"] || env["CI"] === "false");
}

/** Whether to use color: `FORCE_COLOR` and `NO_COLOR` override what the terminal suggests. */
export function hasColor({ isTTY }: Output, env: NodeJS.ProcessEnv): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
}

/** How many columns there are; `COLUMNS` tells it of a stream that is not a terminal. */
export function columnsOf({ columns }: Output, env: NodeJS.ProcessEnv): number {
  return Math.max(MIN_COLUMNS, columns || Number(env["COLUMNS"]) || DEFAULT_COLUMNS);
}
