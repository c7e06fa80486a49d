import type { Fetch } from "@jobstatus/core";
import type { Simulator } from "@jobstatus/simulator";
import type { PageClock } from "./page-clock.ts";

/** A request and its response, as the playground shows them: what is secret is struck out. */
export interface Exchange {
  /** When the request was sent, in milliseconds since the start of the wait. */
  readonly atMs: number;
  readonly request: string;
  readonly response: string;
  readonly httpStatus: number;
  /** Whether the provider refused. Some do so under HTTP 200. */
  readonly isRefusal: boolean;
}

const STRUCK_OUT = "█████";
const SECRET_HEADERS = new Set(["authorization", "cookie", "set-cookie"]);
const SECRET_FIELDS = /("(?:sessionId|bearerToken|password|user[nN]ame)"\s*:\s*)"[^"]*"/g;

/** A `fetch` that leads to the simulator and tells of each exchange. */
export function recordingFetch(
  simulator: Simulator,
  clock: PageClock,
  startMs: number,
  tell: (exchange: Exchange) => void,
): Fetch {
  return async (input, init) => {
    const release = clock.hold();
    const atMs = clock.now() - startMs;
    const request = new Request(input, init);
    // A page may not set a cookie on a Request, and no network is asked here: the headers are put back as they were given.
    const headers = new Headers(init.headers);
    Object.defineProperty(request, "headers", { value: headers });
    const body = await request.clone().text();
    const response = await simulator.fetch(request);
    const text = await response.clone().text();
    tell({
      atMs,
      httpStatus: response.status,
      isRefusal: !response.ok || /"responseStatus":\s*"FAILURE"|"Success":\s*false/.test(text),
      request: [`${request.method} ${new URL(request.url).pathname}`, ...headerLines(headers), "", hideSecrets(body)]
        .join("\n")
        .trim(),
      response: [`HTTP ${response.status}`, ...headerLines(response.headers), "", pretty(text)].join("\n"),
    });
    release();
    return response;
  };
}

function headerLines(headers: Headers): readonly string[] {
  return Array.from(headers, ([name, value]) => `${name}: ${SECRET_HEADERS.has(name) ? STRUCK_OUT : value}`);
}

function hideSecrets(text: string): string {
  return text
    .replaceAll(SECRET_FIELDS, `$1"${STRUCK_OUT}"`)
    .replaceAll(/(username|password)=[^&]*/g, `$1=${STRUCK_OUT}`);
}

function pretty(text: string): string {
  try {
    return hideSecrets(JSON.stringify(JSON.parse(text), null, 2));
  } catch (error) {
    // What is no JSON is shown as it came.
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
