import { describe, expect, it } from "vitest";
import type { Contract } from "../contract/contract.ts";
import { jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { type AcmeSessionOptions, createMemoryStore, createSessionClient } from "../testing/acme-session.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { RecordedRequest, ScriptedResponse } from "../testing/scripted-fetch.ts";

/** The imaginary provider, with OAuth 2.0 client credentials (RFC 6749 section 4.4) on another host. */
const contract: Contract = {
  ...acmeContract,
  variables: { ...acmeContract.variables, realm: "", loginUrl: "https://{realm}.login.example/base" },
  session: {
    login: {
      operation: "getToken",
      method: "POST",
      path: "/{realm}/token",
      contentType: "application/x-www-form-urlencoded",
      elsewhere: true,
      fields: ["id", "secret"],
      constants: { grant_type: "client_credentials" },
      grants: [{ field: "token", at: "/access_token" }],
      refused: [400, 401],
      lifetime: { at: "/expires_in", unitMs: 1_000 },
    },
  },
};

const credentials = { id: "me", secret: "open sesame" };
const own = { realm: "shop", credentials } as AcmeSessionOptions;

function clientOf(
  login: (index: number) => ScriptedResponse,
  options: AcmeSessionOptions & Readonly<Record<string, unknown>> = {},
  table: Contract = contract,
) {
  let logins = 0;
  const script = ({ url }: RecordedRequest) => {
    if (!url.includes("/token")) return jobIn("DONE");
    logins += 1;
    return login(logins);
  };
  return createSessionClient(script, { ...own, ...options }, table);
}

const granting = (expiresIn?: unknown) => (index: number) => ({
  body: { access_token: `t-${index}`, expires_in: expiresIn },
});

describe("a login on another host", () => {
  it("sends the login's credentials there alone, and the granted ones to the client's origin alone", async () => {
    const { clock, client, requests } = clientOf(granting(60), { headers: { "X-Proxy": "blue" } });
    await clock.run(client.status("1"));
    expect(requests.map(({ method, url, headers, body }) => [method, url, Object.fromEntries(headers), body])).toEqual([
      [
        "POST",
        "https://shop.login.example/base/shop/token",
        { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
        "grant_type=client_credentials&id=me&secret=open+sesame",
      ],
      [
        "GET",
        "https://shop.acme.example/v1/main/jobs/1",
        { accept: "application/json", "x-pass": "Token t-1", "x-proxy": "blue" },
        undefined,
      ],
    ]);
  });

  it("encodes the fields of HTTP Basic in a header, and leaves them out of the body", async () => {
    const { session } = contract;
    const login = session && { ...session.login, basic: "{id}:{secret}" };
    const table = login ? { ...contract, session: { login } } : contract;
    const { clock, client, requests } = clientOf(granting(60), {}, table);
    await clock.run(client.status("1"));
    expect([requests[0]?.headers.get("Authorization"), requests[0]?.body]).toEqual([
      "Basic bWU6b3BlbiBzZXNhbWU=",
      "grant_type=client_credentials",
    ]);
  });

  it("may take what a header beside the granted one carries", async () => {
    const places = [
      { in: "header", name: "X-Client", value: "{id}" },
      { in: "header", name: "Authorization", value: "Bearer {token}" },
    ] as const;
    const { clock, client, requests } = clientOf(granting(60), {}, { ...contract, credentials: [{ places }] });
    await clock.run(client.status("1"));
    expect(Object.fromEntries(requests[1]?.headers ?? [])).toEqual({
      accept: "application/json",
      authorization: "Bearer t-1",
      "x-client": "me",
    });
    const nothing = clientOf(() => ({ body: {} }), {}, { ...contract, credentials: [{ places }] });
    expect((await nothing.clock.run(rejectionOf(nothing.client.status("1")))).code).toBe("invalid-response");
  });

  it("may be replaced by an option", async () => {
    const { clock, client, requests } = clientOf(granting(), { loginUrl: "http://localhost:8080/" });
    await clock.run(client.status("1"));
    expect(requests[0]?.url).toBe("http://localhost:8080/shop/token");
  });

  it.each([
    ["no URL", { loginUrl: "login.example" }],
    ["another protocol", { loginUrl: "ftp://login.example" }],
    ["a user", { loginUrl: "https://ann@login.example" }],
    ["a query", { loginUrl: "https://login.example?a=b" }],
  ])("must have a URL: %s is refused, and nothing is sent", async (_, options) => {
    const { clock, client, requests } = clientOf(granting(), options);
    const { code, message } = await clock.run(rejectionOf(client.status("1")));
    expect([code, message, requests]).toEqual([
      "invalid-request",
      'acme showJob job "1": the option "loginUrl" must be an absolute URL with http: or https:, without user, password, query and fragment',
      [],
    ]);
  });

  it.each(["evil.example/", "evil.example#", "a@evil.example", "a:b@evil.example", "a\\b"])(
    "can't be led to another host by a variable: %s",
    async (realm) => {
      const { clock, client, requests } = clientOf(granting(), { realm });
      const { code, message } = await clock.run(rejectionOf(client.status("1")));
      expect([code, message, requests]).toEqual([
        "invalid-request",
        'acme showJob job "1": the option "realm" must be a name of letters, digits, dots and hyphens',
        [],
      ]);
    },
  );

  it("needs its variables only if the client logs in", async () => {
    const { clock, client, requests } = clientOf(granting(), { realm: undefined });
    const { code, message } = await clock.run(rejectionOf(client.status("1")));
    expect([code, message, requests]).toEqual([
      "invalid-request",
      'acme showJob job "1": the option "realm" is required to log in',
      [],
    ]);
    const tokens = clientOf(granting(), { realm: undefined, credentials: { token: "t-0" } });
    await tokens.clock.run(tokens.client.status("1"));
    expect(tokens.requests.map(({ headers }) => headers.get("X-Pass"))).toEqual(["Token t-0"]);
  });

  it.each<[string, ScriptedResponse, object]>([
    ["a redirect", { status: 307, headers: { Location: "https://evil.example/" } }, { code: "invalid-response" }],
    [
      "a refusal that repeats the secret",
      { status: 401, body: { error: { text: "open+sesame is wrong" } } },
      { code: "unauthenticated" },
    ],
    [
      "no connection",
      { fails: new Error("no route for open sesame") },
      { code: "unavailable", message: expect.stringContaining("no response from https://shop.login.example/base") },
    ],
  ])("fails as a login does, and shows no secret: %s", async (_, response, expected) => {
    const { clock, client, requests } = clientOf(() => response);
    const error = await clock.run(rejectionOf(client.status("1")));
    expect(error).toMatchObject({ operation: "getToken", ...expected });
    expect(requests.map(({ url }) => new URL(url).host)).toEqual(["shop.login.example"]);
    expect(`${error.message} ${JSON.stringify(error)} ${String(error.cause)}`).not.toMatch(/open.{1,3}sesame/);
  });

  it("does not share a stored session between two realms", async () => {
    const sessions = createMemoryStore();
    for (const realm of ["shop", "yard"]) {
      // No time may pass: the key is a digest, which another thread makes.
      await clientOf(granting(60), { realm, sessions }).client.status("1");
    }
    expect(sessions.entries.size).toBe(2);
  });
});

describe("the lifetime that a login's response states", () => {
  it.each([
    ["a number", 60, 2],
    ["a number as text", "60", 2],
    ["a longer one", 61, 1],
    ["none", undefined, 1],
    ["less than none", -5, 1],
    ["zero", 0, 1],
    ["a word", "soon", 1],
  ])("%s: %j", async (_, expiresIn, logins) => {
    const { clock, client, requests } = clientOf(granting(expiresIn));
    await clock.run(client.status("1"));
    await clock.advance(60_000);
    await clock.run(client.status("1"));
    expect(requests.filter(({ url }) => url.includes("/token"))).toHaveLength(logins);
  });
});
