import type { Fetch } from "@jobstatus/core";
import type { Secrets } from "./redact.ts";

/** The headers of answers that are shown. Any other may hold a secret. */
const SHOWN = [
  "content-type",
  "content-length",
  "location",
  "retry-after",
  "x-request-id",
  "x-vaultapi-executionid",
  "x-vaultapi-responsedelay",
  "x-vaultapi-burstlimitremaining",
];

/** Makes a `fetch` that shows each request and answer: the lines of both, and headers that hold no secret; no bodies. */
export function createVerboseFetch(secrets: Secrets, write: (line: string) => void): Fetch {
  let count = 0;
  return async (input, init) => {
    const number = (count += 1);
    const say = (text: string) => write(secrets.redact(`[${number}] ${text}`));
    const { method, url, headers } = new Request(input, init);
    say(`> ${method} ${url}`);
    // Their names alone: a value may be a credential, whatever the header is called.
    say(`> headers: ${[...headers.keys()].join(", ")}`);
    const beganMs = performance.now();
    try {
      const answer = await fetch(input, init);
      say(`< HTTP ${answer.status} after ${Math.round(performance.now() - beganMs)} ms`);
      for (const name of SHOWN) {
        const value = answer.headers.get(name);
        if (value !== null) say(`< ${name}: ${value}`);
      }
      return answer;
    } catch (error) {
      say(`< no answer after ${Math.round(performance.now() - beganMs)} ms: ${reasonOf(error)}`);
      throw error;
    }
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
