import type { Fetch } from "@jobstatus/core";
import type { Simulator } from "@jobstatus/simulator";
import type { PageClock } from "./page-clock.ts";

/** A request and its response, as the playground shows them. Secrets are redacted. */
export interface Exchange {
  /** When the request was sent, in milliseconds since the start of the wait. */
  readonly atMs: number;
  readonly request: string;
  readonly response: string;
  readonly httpStatus: number;
  /** Whether the provider refused. Some do so under HTTP 200. */
  readonly isRefusal: boolean;
}

const REDACTED = "█████";
const SECRET_HEADERS = new Set(["authorization", "cookie", "set-cookie"]);
const SECRET_FIELDS = /("(?:sessionId|bearerToken|password|user[nN]ame)"\s*:\s*)"[^"]*"/g;

/** A `fetch` that sends requests to the simulator and reports each exchange. */
export function recordingFetch(
  simulator: Simulator,
  clock: PageClock,
  startMs: number,
  onExchange: (exchange: Exchange) => void,
): Fetch {
  return async (input, init) => {
    const release = clock.hold();
    const atMs = clock.now() - startMs;
    const request = new Request(input, init);
    // A page can't set a cookie on a Request. No network is used here, so the headers are restored as they were given.
    const headers = new Headers(init.headers);
    Object.defineProperty(request, "headers", { value: headers });
    const body = await request.clone().text();
    const response = await simulator.fetch(request);
    const text = await response.clone().text();
    onExchange({
      atMs,
      httpStatus: response.status,
      isRefusal: !response.ok || /"responseStatus":\s*"FAILURE"|"Success":\s*false/.test(text),
      request: [`${request.method} ${new URL(request.url).pathname}`, ...headerLines(headers), "", hideSecrets(body)]
        .join("\n")
        .trim(),
      response: [`HTTP ${response.status}`, ...headerLines(response.headers), "", pretty(text)].join("\n"),
    });
    return releasedWhenRead(response, text, release);
  };
}

/** The response with a body that calls `release` when it has been read: until then no time may pass. */
function releasedWhenRead(response: Response, text: string, release: () => void): Response {
  if (text === "") {
    release();
    return response;
  }
  const chunks = [new TextEncoder().encode(text)];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk) controller.enqueue(chunk);
      else {
        controller.close();
        release();
      }
    },
    cancel: release,
  });
  return new Response(body, response);
}

function headerLines(headers: Headers): readonly string[] {
  return Array.from(headers, ([name, value]) => `${name}: ${SECRET_HEADERS.has(name) ? REDACTED : value}`);
}

function hideSecrets(text: string): string {
  return text.replaceAll(SECRET_FIELDS, `$1"${REDACTED}"`).replaceAll(/(username|password)=[^&]*/g, `$1=${REDACTED}`);
}

function pretty(text: string): string {
  try {
    return hideSecrets(JSON.stringify(JSON.parse(text), null, 2));
  } catch (error) {
    // Text that isn't JSON is shown unchanged.
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
