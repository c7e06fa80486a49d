/** What is wrong with a fleet, in one word. */
export type FleetErrorCode =
  | "node-version"
  | "invalid-option"
  | "unknown-client"
  | "no-database"
  | "store-version"
  | "directory-in-use"
  | "missing-package"
  | "closed";

/** The fleet itself can't work: its message says what is wrong and what to do, in a sentence. Nothing is lost. */
export class FleetError extends Error {
  override readonly name = "FleetError";
  /** What is wrong. */
  readonly code: FleetErrorCode;

  constructor(code: FleetErrorCode, problem: string, options?: ErrorOptions) {
    super(problem, options);
    this.code = code;
  }
}
