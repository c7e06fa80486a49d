import type { CaseResponse } from "./case-types.ts";
import type { StandardFetch } from "./standard-fetch.ts";

/** A request as it was sent. */
export interface SentRequest {
  readonly url: string;
  readonly init: RequestInit;
}

/** A fetch that gives the same response to every request, and remembers the requests. */
export interface ScriptedFetch {
  readonly fetch: StandardFetch;
  readonly requests: readonly SentRequest[];
}

/** Makes the response of a case. */
export function toResponse(response: CaseResponse): Response {
  const { status = 200, contentType = "application/json", headers = {}, body } = response;
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
  return new Response(body, { status, headers: [...lines, ["Content-Type", contentType]] });
}

/** Creates a fetch that gives a response of a case. */
export function createScriptedFetch(response: CaseResponse): ScriptedFetch {
  const requests: SentRequest[] = [];
  return {
    requests,
    fetch(url, init = {}) {
      requests.push({ url, init });
      return Promise.resolve(toResponse(response));
    },
  };
}
