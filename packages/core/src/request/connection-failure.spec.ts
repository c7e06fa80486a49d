import { afterEach, describe, expect, it, vi } from "vitest";
import { createAcmeClient } from "../testing/acme-client.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { connectionFailureFrom } from "./connection-failure.ts";

const BASE_URL = "https://shop.acme.example";

function failureFrom(thrown: unknown, baseUrl: string) {
  return connectionFailureFrom(thrown, baseUrl, (text) => text);
}

/** An error as Node's `fetch` throws it. */
function fetchFailed(cause: unknown): TypeError {
  return new TypeError("fetch failed", { cause });
}

function withCode(code: string, message = ""): Error {
  return Object.assign(new Error(message), { code });
}

describe("the reason of a failed connection", () => {
  it.each([
    ["ENOTFOUND", "the host is unknown; check baseUrl", "unless-seen"],
    ["EAI_AGAIN", "the host's name can't be looked up now; check the network", undefined],
    ["ECONNREFUSED", "the connection was refused; check the host and its port", undefined],
    ["ECONNRESET", "the server closed the connection", undefined],
    ["CERT_HAS_EXPIRED", "the server's certificate has expired", "always"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "the server's certificate is for another host; check baseUrl", "always"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate; if you trust it, set NODE_EXTRA_CA_CERTS", "always"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "self-signed certificate; if you trust it, set NODE_EXTRA_CA_CERTS", "always"],
    [
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
      "certificate of an unknown authority; if you trust it, set NODE_EXTRA_CA_CERTS",
      "always",
    ],
    [
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "certificate of an unknown authority; if you trust it, set NODE_EXTRA_CA_CERTS",
      "always",
    ],
  ])("%s", (code, reason, permanent) => {
    expect(failureFrom(fetchFailed(withCode(code)), BASE_URL)).toEqual({ reason, permanent });
  });

  it.each([
    [
      "of the innermost cause",
      fetchFailed(new Error("outer", { cause: new Error("other side closed") })),
      "other side closed",
    ],
    [
      "of the errors for several addresses",
      fetchFailed(new AggregateError([new Error("no route to ::1"), new Error("no route to 127.0.0.1")])),
      "no route to 127.0.0.1",
    ],
    ["of a text", "no network", "no network"],
    ["of a browser", new TypeError("Failed to fetch"), "Failed to fetch"],
    ["cut where it is long", new Error("x".repeat(300)), "x".repeat(200)],
  ])("is the message %s", (_, thrown, message) => {
    expect(failureFrom(thrown, BASE_URL)).toEqual({
      reason: `the connection failed: ${message}`,
      permanent: undefined,
    });
  });

  it("is found among the errors for several addresses by its code", () => {
    const thrown = fetchFailed(new AggregateError([withCode("ENETUNREACH"), withCode("ECONNREFUSED")]));
    expect(failureFrom(thrown, BASE_URL).reason).toBe("the connection was refused; check the host and its port");
  });

  it.each([undefined, null, 5, {}, new Error("")])("the reason of %o is not known", (thrown) => {
    expect(failureFrom(thrown, BASE_URL).reason).toBe("the connection failed");
  });

  it.each([
    ["a code that has no sentence", fetchFailed(withCode("CERT_NOT_YET_VALID", "certificate is not yet valid"))],
    ["the words of Deno", new TypeError("client error (Connect): invalid peer certificate: UnknownIssuer")],
  ])("is a refused certificate by %s", (_, thrown) => {
    expect(failureFrom(thrown, BASE_URL)).toMatchObject({ permanent: "always" });
    expect(failureFrom(thrown, BASE_URL).reason).toMatch(/^the connection failed: .*certificate/);
  });

  it("the reason in a circle of causes is found", () => {
    const one = new Error("one");
    one.cause = new Error("two", { cause: one });
    expect(failureFrom(one, BASE_URL).reason).toBe("the connection failed: two");
  });

  it("the reason of what can't be read is said to be unreadable", () => {
    const thrown = new Error("x");
    Object.defineProperty(thrown, "code", {
      get() {
        throw new Error("no");
      },
    });
    expect(failureFrom(thrown, BASE_URL).reason).toBe("the connection failed, and what was thrown can't be read");
  });

  it.each([
    ["a missing function", new TypeError("this.agent.dispatch is not a function")],
    ["a missing value", new TypeError("Cannot read properties of undefined (reading 'headers')")],
    ["an unknown name", new ReferenceError("axios is not defined")],
  ])("is a fault of the function fetch: %s", (_, thrown) => {
    expect(failureFrom(thrown, BASE_URL)).toEqual({
      reason: `the function fetch has a fault: ${thrown.message}`,
      permanent: "unless-seen",
    });
  });
});

describe("in a page", () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    [
      "https://my.page.example",
      "; the server may not allow requests from https://my.page.example (CORS): see the browser's console",
    ],
    [BASE_URL, ""],
    ["null", ""],
    [undefined, ""],
  ])("of %s the other reason is named", (origin, hint) => {
    vi.stubGlobal("location", { origin });
    expect(failureFrom(new TypeError("Failed to fetch"), BASE_URL).reason).toBe(
      `the connection failed: Failed to fetch${hint}`,
    );
  });
});

it("an empty location tells nothing", () => {
  vi.stubGlobal("location", null);
  expect(failureFrom(new TypeError("Failed to fetch"), BASE_URL).reason).toBe("the connection failed: Failed to fetch");
});

it("stands in the error, which says whether a repeated request can help", async () => {
  const cause = fetchFailed(withCode("ENOTFOUND", "getaddrinfo ENOTFOUND shop.acme.example"));
  const { client } = createAcmeClient([{ fails: cause }]);
  const error = await rejectionOf(client.status("1"));
  expect([error.code, error.permanent, error.message, error.cause]).toEqual([
    "unavailable",
    "unless-seen",
    'acme showJob job "1": no response from https://shop.acme.example: the host is unknown; check baseUrl',
    cause,
  ]);
});

it("shows no secret", async () => {
  const { client } = createAcmeClient([{ fails: new Error("could not send opensesame") }]);
  const error = await rejectionOf(client.status("1"));
  expect(error.message).toBe(
    'acme showJob job "1": no response from https://shop.acme.example: the connection failed: could not send [redacted]',
  );
  expect(error.permanent).toBeUndefined();
});

it("shows no part of a secret that stands where a long reason is cut", async () => {
  const { client } = createAcmeClient([{ fails: new Error(`${".".repeat(195)}opensesame`) }]);
  const error = await rejectionOf(client.status("1"));
  expect(error.message).toContain(`${".".repeat(195)}[reda`);
});
