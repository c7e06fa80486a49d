import { type LoopBehavior, rightBehavior } from "./loop-behavior.ts";

/** A client with one fault, and the cases that must catch it. */
export interface BrokenClient {
  readonly name: string;
  readonly behavior: LoopBehavior;
  /** IDs of cases; each must fail. */
  readonly caughtBy: readonly string[];
}

/** Makes a client that does all right but for one fault. */
export function broken(name: string, fault: Partial<LoopBehavior>, caughtBy: readonly string[]): BrokenClient {
  return { name, behavior: { ...rightBehavior, ...fault }, caughtBy };
}
