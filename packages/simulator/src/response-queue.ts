/** A response as plain JSON, so that it can stand in a file. */
export interface CannedResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body's text. Default: empty. */
  readonly body?: string;
}

/** Makes a response from the request; `usual` gives the one that the simulator would have given. */
export type ResponseFunction = (request: Request, usual: () => Promise<Response>) => Response | Promise<Response>;

/** What a simulator can be told to respond with. */
export type QueuedResponse = CannedResponse | Response | ResponseFunction;

/** Answers that come before the usual ones, each for one request, in order. */
export interface ResponseQueue {
  add(responses: readonly QueuedResponse[]): void;
  /** Takes the next response off the queue and gives it; the usual one where the queue is empty. */
  response(request: Request, usual: () => Promise<Response>): Promise<Response>;
  clear(): void;
}

function responseFromCanned(canned: CannedResponse): Response {
  // A Response of these statuses refuses even an empty body.
  const hasNoBody = canned.status === 204 || canned.status === 304;
  return new Response(hasNoBody ? null : (canned.body ?? ""), {
    status: canned.status,
    ...(canned.headers === undefined ? {} : { headers: { ...canned.headers } }),
  });
}

/** Creates an empty queue. */
export function createResponseQueue(): ResponseQueue {
  let waiting: QueuedResponse[] = [];
  return {
    add(responses) {
      waiting.push(...responses);
    },
    async response(request, usual) {
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
