/** Where a response begins: at a status line that a header line or the end of the headers follows. */
const START = /(?=HTTP\/\d(?:\.\d)? \d{3}[^\n]*\n(?:[\w-]+:|\r?\n))/;
/** The headers that name a job or how to read the body. No other is kept: it may be a secret. */
const KEPT_HEADERS = new Set(["location", "content-type"]);
/** Statuses after which curl repeats the request: a redirect, or a demand for credentials. */
const REPEATED = new Set([301, 302, 303, 307, 308, 401, 407]);
/** Statuses whose response has no body. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/** Whether text is what `curl -i` writes. */
export function isHttp(text: string): boolean {
  return text.search(START) === 0;
}

/**
 * Parses what `curl -i` writes: one response or several. Interim responses (`100 Continue`), answers of a proxy and, if
 * another response follows, redirects and demands for credentials are left out.
 */
export function parseHttpResponses(text: string): Response[] {
  const parts = text.split(START).map(parseResponse);
  return parts.flatMap(({ status, headers, body, isTunnel }, index) => {
    const isLast = index === parts.length - 1;
    if (status < 200 || isTunnel || (!isLast && REPEATED.has(status))) return [];
    return [new Response(WITHOUT_BODY.has(status) ? null : body, { status, headers })];
  });
}

function parseResponse(text: string) {
  const [, head = "", body = ""] = /^(.*?\n)\r?\n(.*)$/s.exec(text) ?? [undefined, text, ""];
  const [statusLine = "", ...lines] = head.split(/\r?\n/);
  const headers = lines.flatMap((line): [string, string][] => {
    const [, name = "", value = ""] = /^([\w-]+):(.*)$/.exec(line) ?? [];
    // As `fetch` gives them: one character for each byte. `Headers` takes the white space off.
    return KEPT_HEADERS.has(name.toLowerCase()) ? [[name, Buffer.from(value).toString("latin1")]] : [];
  });
  const status = Number(statusLine.split(" ")[1]);
  return { status, headers, body, isTunnel: /connection established/i.test(statusLine) };
}
