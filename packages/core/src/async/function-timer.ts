import { Timer } from "./timer.ts";

/** A timer that runs a function. */
export class FunctionTimer extends Timer {
  readonly onTimer: () => void;

  constructor(run: () => void) {
    super();
    this.onTimer = run;
  }
}
