import { type LoopBehavior, rightBehavior } from "./loop-behavior.ts";

/** A client with one fault, and the cases that have to catch it. */
export interface BrokenClient {
  readonly name: string;
  readonly habits: LoopBehavior;
  /** Ids of cases; each has to fail. */
  readonly caughtBy: readonly string[];
}

/** Makes a client that does all right but for one fault. */
export function broken(name: string, fault: Partial<LoopBehavior>, caughtBy: readonly string[]): BrokenClient {
  return { name, habits: { ...rightBehavior, ...fault }, caughtBy };
}
