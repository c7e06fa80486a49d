import { Buffer } from "node:buffer";
import { inspect } from "node:util";
import { JobStatusError } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { describe, expect, it } from "vitest";
import { createClientFromOptions, formatSetting, type ProviderName, providerNames, rightOptions } from "./provider.ts";
import { readCredentialFields } from "./specification.ts";
import { cookieOf } from "./suite/credentials.ts";

/** Part of every secret. It has no character that any encoding changes, so that no encoding hides it. */
const mark = "CANARY";

/** A secret with every character that a form, a URL, JSON, XML or a template gives a meaning. */
function secretFor(field: string): string {
  return `a=${mark}-${field} <b>&"'\\%2F+$&{x}`;
}

/** A session's cookie is a pair, and has no spaces (RFC 6265 section 4.1.1). */
function credentialFor(provider: ProviderName, field: string): string {
  return field === "cookie" ? cookieOf(provider, secretFor(field).replaceAll(" ", "")) : secretFor(field);
}

/** All that a request carries, as a careless server or a careless `fetch` would write it. */
async function textOfRequest(request: Request): Promise<string> {
  const headers = [...request.headers].map(([name, value]) => `${name}: ${value}`);
  return [`${request.method} ${request.url}`, ...headers, "", await request.text()].join("\n");
}

const html = (text: string) =>
  text.replace(
    /[&<>"']/g,
    (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[character] ?? "&#39;",
  );

/** An error in the words of all providers at once, in which every text is the echo. */
function errorBody(echo: string): string {
  return JSON.stringify({
    message: echo,
    error: echo,
    description: echo,
    Message: echo,
    Success: false,
    StatusCode: echo,
    responseStatus: "FAILURE",
    responseMessage: echo,
    errorType: echo,
    alerts: [{ text: echo, level: "error" }],
    errors: [{ type: echo, message: echo, code: echo, title: echo }],
  });
}

const json = { "Content-Type": "application/json" };
const xml = { "Content-Type": "text/xml" };

/** What comes in place of a status, each with the whole request in it. */
const echoes: Readonly<Record<string, (echo: string, request: Request) => Response>> = {
  "a page with the request as it is": (echo) => new Response(echo, { status: 502 }),
  "a page with the request as HTML": (echo) => new Response(html(echo), { status: 502 }),
  "a page with the request as a URL": (echo) => new Response(encodeURIComponent(echo), { status: 400 }),
  "a page with the request as a form": (echo) =>
    new Response(new URLSearchParams({ echo }).toString(), { status: 500 }),
  "a page with the request as a URL in lower case": (echo) =>
    new Response(
      encodeURIComponent(echo).replace(/%[\dA-F]{2}/g, (escape) => escape.toLowerCase()),
      { status: 400 },
    ),
  "a page with the request in base64": (echo) => new Response(Buffer.from(echo).toString("base64"), { status: 502 }),
  "a page with the request in the base64 of URLs": (echo) =>
    new Response(Buffer.from(`-${echo}`).toString("base64url"), { status: 502 }),
  "a page with the request in lines of base64": (echo) =>
    new Response(Buffer.from(echo).toString("base64").replaceAll(/.{76}/g, "$&\r\n"), { status: 502 }),
  "a page with the request in hexadecimal": (echo) => new Response(Buffer.from(echo).toString("hex"), { status: 502 }),
  "a page with the request in folded lines": (echo) =>
    new Response(echo.replaceAll(/.{30}/g, "$&\r\n\t"), { status: 502 }),
  "a page with the request's headers in pieces": (_, request) =>
    new Response(
      [...request.headers].map(([name, value]) => `${name}\n${value.split(/[\s,;]+/).join("\n")}`).join("\n"),
      { status: 502 },
    ),
  "JSON that escapes every sign": (echo) =>
    new Response(
      errorBody(echo).replace(/[<>&'/]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
      { status: 500, headers: { "Content-Type": "text/html" } },
    ),
  "a page under HTTP 200": (echo) => new Response(echo),
  "an error under HTTP 400": (echo) => new Response(errorBody(echo), { status: 400, headers: json }),
  "an error under HTTP 401": (echo) => new Response(errorBody(echo), { status: 401, headers: json }),
  "an error under HTTP 403": (echo) => new Response(errorBody(echo), { status: 403, headers: json }),
  "an error under HTTP 200": (echo) => new Response(errorBody(echo), { headers: json }),
  "JSON of another shape": (echo) => new Response(JSON.stringify({ echo }), { headers: json }),
  "JSON that breaks off": (echo) => new Response(JSON.stringify({ echo }).slice(0, -2), { headers: json }),
  "XML of another shape": (echo) => new Response(`<echo>${html(echo)}</echo>`, { headers: xml }),
  "XML that breaks off": (echo) => new Response(`<echo>${html(echo)}`, { headers: xml }),
  "headers with the request": (echo) => {
    const value = echo.replaceAll("\n", " ");
    return new Response("", {
      status: 500,
      headers: { "X-Request-Id": value, "X-VaultAPI-ExecutionId": value, Server: value },
    });
  },
  "a redirect with the request": (echo) =>
    new Response(echo, { status: 302, headers: { Location: `https://evil.example/?${encodeURIComponent(echo)}` } }),
  "a fetch that throws the request": (echo, request) => {
    throw Object.assign(new Error(`could not send ${echo}`), { request, headers: request.headers, echo });
  },
  "a fetch that throws a text": (echo) => {
    // oxlint-disable-next-line typescript/only-throw-error -- a caller's fetch may throw anything
    throw echo;
  },
};

/** Everything of an error that can be shown. */
function shown(error: JobStatusError): string {
  const deep = { depth: Infinity, showHidden: true, maxStringLength: Infinity, maxArrayLength: Infinity } as const;
  return [String(error), error.message, error.stack, JSON.stringify(error), inspect(error), inspect(error, deep)].join(
    "\n",
  );
}

/** What a text hides in base64, wherever the encoded bytes begin, and in hexadecimal. Lines may break it, written or escaped. */
function decodedFrom(text: string): string {
  const joined = text.replaceAll(/(?:\\r)?(?:\\n|\n)(?:\\t|[\t ])?|\r/g, "");
  const runs = [...(text.match(/[\w+/-]{8,}/g) ?? []), ...(joined.match(/[\w+/-]{8,}/g) ?? [])];
  const decoded = runs.flatMap((run) => [
    ...[0, 1, 2, 3].map((offset) => Buffer.from(run.slice(offset), "base64").toString("latin1")),
    ...[0, 1].map((offset) => Buffer.from(run.slice(offset), "hex").toString("latin1")),
  ]);
  return [joined, ...decoded].join("\n");
}

/** Asks a provider that echoes, and gives the error, what was told to the listener, and where requests went. */
async function hear(
  provider: ProviderName,
  credentials: object,
  echo: (echo: string, request: Request) => Response,
  more: object = {},
) {
  const events: unknown[] = [];
  const requests: Request[] = [];
  const fetch = async (input: string | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    requests.push(request.clone());
    return echo(await textOfRequest(request.clone()), request);
  };
  const clock = createVirtualClock();
  const options = rightOptions(provider, { fetch, clock });
  const client = createClientFromOptions(provider, {
    ...options,
    ...more,
    credentials,
    headers: { "X-Proxy-Token": secretFor("proxy") },
    onEvent: (event: unknown) => events.push(event),
  });
  const error: unknown = await clock
    .run(client.wait("50", { timeoutMs: 1, retryBudgetMs: 0 }))
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof JobStatusError)) throw new Error(`no JobStatusError: ${inspect(error)}`);
  return { error, events, requests };
}

describe.each(providerNames)("no secret of %s is shown", (provider) => {
  const ways = readCredentialFields(provider).map((fields) => ({
    way: fields.join(" and "),
    credentials: Object.fromEntries(fields.map((field) => [field, credentialFor(provider, field)])),
  }));

  describe.each(ways)("given as $way", ({ credentials }) => {
    it.each(Object.keys(echoes))("no secret is shown by %s", async (name) => {
      const echo = echoes[name] ?? (() => new Response());
      const { error, events, requests } = await hear(provider, credentials, echo);
      const text = `${shown(error)}\n${inspect(events, { depth: Infinity })}\n${JSON.stringify(events)}`;
      expect(text).not.toContain(mark);
      expect(decodedFrom(text)).not.toContain(mark);
      const basic = Buffer.from(Object.values(credentials).join(":")).toString("base64");
      expect(text).not.toContain(basic.slice(0, -4));
      expect(requests.length).toBeGreaterThan(0);
      for (const { url, redirect } of requests) {
        expect([new URL(url).origin, redirect]).toEqual(["https://provider.example.org", "manual"]);
      }
    });
  });
});

it.each(["centurylink-v1", "veeva-vault"] as const)(
  "no secret of %s is shown by a client that polls with XML",
  async (provider) => {
    const [fields = []] = readCredentialFields(provider);
    const credentials = Object.fromEntries(fields.map((field) => [field, credentialFor(provider, field)]));
    const format = formatSetting(provider, { contentType: "text/xml", body: "" });
    for (const echo of Object.values(echoes)) {
      const { error } = await hear(provider, credentials, echo, format);
      expect(shown(error)).not.toContain(mark);
    }
  },
);

describe("the check would find a secret", () => {
  it.each([
    ["in the message", new JobStatusError("invalid-response", mark)],
    ["in a property", new JobStatusError("invalid-response", "", { excerpt: mark })],
    [
      "in the cause of the cause",
      new JobStatusError("invalid-response", "", { cause: new Error("", { cause: { a: [mark] } }) }),
    ],
  ])("%s", (_, error) => {
    expect(shown(error)).toContain(mark);
  });

  it.each([
    ["hexadecimal", Buffer.from(mark).toString("hex")],
    [
      "lines of base64",
      Buffer.from(`${"x".repeat(55)}${mark}`)
        .toString("base64")
        .replace(/.{76}/, "$&\r\n"),
    ],
    ["folded lines", mark.replace("R", "R\r\n\t")],
  ])("the check finds a secret in %s", (_, text) => {
    expect(decodedFrom(`so: ${text} and more`)).toContain(mark);
  });

  it.each(["", "x", "xx"])("the check finds a secret in base64 behind %j", (before) => {
    expect(decodedFrom(Buffer.from(`${before}${mark}`).toString("base64"))).toContain(mark);
  });
});
