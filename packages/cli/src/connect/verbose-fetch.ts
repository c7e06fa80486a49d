import type { Fetch } from "@jobstatus/core";
import { redactor, secretsInHeaders } from "@jobstatus/core/provider";
import { printable } from "../output/printable.ts";

/** The response headers to show. Any other may hold a secret. */
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

/** The request headers whose values are not secret. */
const PLAIN = new Set(["accept", "content-type"]);

/**
 * Wraps a `fetch` so that it logs each request and response, without bodies and without headers that may hold a secret.
 *
 * @param secrets - What to redact besides the headers of each request, such as a session from a login.
 */
export function createVerboseFetch(fetch: Fetch, secrets: ReadonlySet<string>, write: (line: string) => void): Fetch {
  let count = 0;
  return async (input, init) => {
    const number = (count += 1);
    const values = Object.entries(init.headers).flatMap(([name, value]) =>
      PLAIN.has(name.toLowerCase()) ? [] : value,
    );
    const redact = redactor(() => [...secrets, ...secretsInHeaders(values)]);
    const say = (text: string) => write(`[${number}] ${printable(redact(text))}`);
    say(`> ${init.method} ${input}`);
    // Only the names: any value may be a credential.
    say(`> headers: ${Object.keys(init.headers).join(", ").toLowerCase()}`);
    const startedAtMs = performance.now();
    try {
      const response = await fetch(input, init);
      say(`< HTTP ${response.status} after ${Math.round(performance.now() - startedAtMs)} ms`);
      for (const name of SHOWN) {
        const value = response.headers.get(name);
        if (value !== null) say(`< ${name}: ${value}`);
      }
      return response;
    } catch (error) {
      say(`< no response after ${Math.round(performance.now() - startedAtMs)} ms: ${reasonOf(error)}`);
      throw error;
    }
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
