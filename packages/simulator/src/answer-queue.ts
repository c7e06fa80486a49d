/** An answer as plain JSON, so that it can stand in a file. */
export interface CannedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body's text. Default: empty. */
  readonly body?: string;
}

/** Makes an answer from the request; `usual` gives the one that the simulator would have given. */
export type AnswerFunction = (request: Request, usual: () => Promise<Response>) => Response | Promise<Response>;

/** What a simulator may be told to answer. */
export type Answer = CannedAnswer | Response | AnswerFunction;

/** Answers that come before the usual ones, each for one request, in order. */
export interface AnswerQueue {
  add(answers: readonly Answer[]): void;
  /** Takes the next answer off the queue and gives it; the usual one where the queue is empty. */
  answer(request: Request, usual: () => Promise<Response>): Promise<Response>;
  clear(): void;
}

function responseFromCanned(canned: CannedAnswer): Response {
  // A Response of these statuses refuses even an empty body.
  const hasNoBody = canned.status === 204 || canned.status === 304;
  return new Response(hasNoBody ? null : (canned.body ?? ""), {
    status: canned.status,
    ...(canned.headers === undefined ? {} : { headers: { ...canned.headers } }),
  });
}

/** Creates an empty queue. */
export function createAnswerQueue(): AnswerQueue {
  let waiting: Answer[] = [];
  return {
    add(answers) {
      waiting.push(...answers);
    },
    async answer(request, usual) {
      const next = waiting.shift();
      if (next === undefined) return usual();
      if (typeof next === "function") return next(request, usual);
      // A clone: the same Response may stand in the queue several times.
      return next instanceof Response ? next.clone() : responseFromCanned(next);
    },
    clear() {
      waiting = [];
    },
  };
}
