import type { Step, SuiteCase } from "./suite-case.ts";

/** Says what each request of a case gets, in order. */
export class Script {
  readonly #steps: readonly Step[];
  #place = 0;
  #served = 0;

  constructor({ steps }: Pick<SuiteCase, "steps">) {
    this.#steps = steps;
  }

  /**
   * What the next request gets.
   *
   * @param nowMs - The moment, in milliseconds from the beginning of the case.
   */
  next(nowMs: number): Step {
    for (;;) {
      const step = this.#steps[this.#place];
      if (step === undefined) return { fault: "silence" };
      const isLast = this.#place === this.#steps.length - 1;
      const isOver = this.#served >= (step.times ?? Infinity) || nowMs >= (step.untilMs ?? Infinity);
      if (isLast || !isOver) {
        this.#served += 1;
        return step;
      }
      this.#place += 1;
      this.#served = 0;
    }
  }
}

/** How a step shows in a trace. */
export function labelOf({ answer, fault }: Step): string {
  return fault ?? String(answer?.status ?? 200);
}
