import type { CaseResponse } from "../case-types.ts";
import type { ProviderName } from "../provider-name.ts";
import { passwordOf, secretOf } from "./credentials.ts";
import { fillIn } from "./fill-in.ts";
import type { Operation, Step, SuiteCase } from "./suite-case.ts";

/** Says what each request of a case gets, in order, and which session is the newest. */
export class Script {
  readonly #steps: readonly Step[];
  readonly #served: number[];
  readonly #provider: ProviderName;
  #session: string | undefined;
  #granted = 0;

  constructor({ steps, provider, right }: Pick<SuiteCase, "steps" | "provider" | "right">) {
    this.#steps = steps;
    this.#served = steps.map(() => 0);
    this.#provider = provider;
    if (!right.login) this.#session = secretOf(provider);
  }

  /** The session that a request must carry now: the caller's own, or the one that was granted last. */
  get session(): string | undefined {
    return this.#session;
  }

  /**
   * What the next request of an operation gets.
   *
   * @param nowMs - The moment, in milliseconds from the beginning of the case.
   */
  next(operation: Operation, nowMs: number): Step {
    const places = this.#steps.flatMap(({ to = "status" }, place) => (to === operation ? [place] : []));
    for (const place of places) {
      const { times = Infinity, untilMs = Infinity, session = this.#granted, ...step } = this.#steps[place] ?? {};
      const isOver = (this.#served[place] ?? 0) >= times || nowMs >= untilMs;
      if ((isOver && place !== places.at(-1)) || session !== this.#granted) continue;
      this.#served[place] = (this.#served[place] ?? 0) + 1;
      return step;
    }
    return { fault: "silence" };
  }

  /** The response of a step as it is sent now: a `{session}` in it is a new one, and `{secret}` the one before it. */
  response({ response = { body: "" } }: Step, operation: Operation, elsewhere: string): CaseResponse {
    const provider = this.#provider;
    const secret = this.#session ?? secretOf(provider);
    if (operation === "logout") this.#session = undefined;
    const grants = JSON.stringify(response).includes("{session}");
    if (grants) {
      this.#granted += 1;
      this.#session = `${secretOf(provider)}-${this.#granted}`;
    }
    return fillIn(response, { secret, elsewhere, password: passwordOf(provider), session: this.#session ?? "" });
  }
}

/** How a step shows in a trace. */
export function labelOf({ response, fault }: Step): string {
  return fault ?? String(response?.status ?? 200);
}
