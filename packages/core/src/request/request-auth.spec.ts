import { describe, expect, it } from "vitest";
import type { Contract } from "../contract/contract.ts";
import { type AcmeOptions, createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";

/** The headers of the first request that a client with these options sends. */
async function headersOf(options: Partial<AcmeOptions>): Promise<Record<string, string>> {
  const { client, requests } = createAcmeClient([jobIn("DONE")], options);
  await client.status("1");
  return Object.fromEntries(requests[0]?.headers ?? []);
}

describe("credentials become a header", () => {
  // RFC 7617 section 2 and 2.1 give both examples.
  it.each([
    ["Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="],
    ["test", "123£", "Basic dGVzdDoxMjPCow=="],
  ])("Basic, in UTF-8: %s:%s", async (user, password, authorization) => {
    const headers = await headersOf({ credentials: { user, password } });
    expect(headers).toEqual({ accept: "application/json", authorization });
  });

  it("a header of the provider's own", async () => {
    expect(await headersOf({ credentials: { token: "opensesame" } })).toMatchObject({ "x-pass": "Token opensesame" });
  });

  it("none, if the API can do without and the caller has none", async () => {
    const contract: Contract = { ...acmeContract, credentials: [...acmeContract.credentials, { places: [] }] };
    const headers = async (given: AcmeOptions["credentials"]) => {
      const { client, requests } = createAcmeClient([jobIn("DONE")], { credentials: given }, contract);
      await client.status("1");
      return Object.fromEntries(requests[0]?.headers ?? []);
    };
    expect(await headers({})).toEqual({ accept: "application/json" });
    expect(await headers({ token: "opensesame" })).toMatchObject({ "x-pass": "Token opensesame" });
    // What is meant to be a secret and is missing is a mistake.
    for (const given of [{ token: "" }, { token: undefined }, { user: "Aladdin" }]) {
      expect((await rejectionOf(headers(given as AcmeOptions["credentials"]))).code).toBe("invalid-request");
    }
  });

  it("a value is taken as it is: no pattern in it is filled", async () => {
    const headers = await headersOf({ credentials: { token: "$&{token}$1" } });
    expect(headers["x-pass"]).toBe("Token $&{token}$1");
  });

  it.each([
    ["a function", () => ({ token: "fresh" })],
    ["an async function", () => Promise.resolve({ token: "fresh" })],
  ])("from %s", async (_, credentials) => {
    expect((await headersOf({ credentials }))["x-pass"]).toBe("Token fresh");
  });

  it("credentials come from a function that is called before each request", async () => {
    const tokens = ["first", "second"];
    const credentials = () => ({ token: tokens.shift() });
    const { client, requests } = createAcmeClient([jobIn("DONE")], { credentials });
    await client.status("1");
    await client.status("1");
    expect(requests.map(({ headers }) => headers.get("X-Pass"))).toEqual(["Token first", "Token second"]);
  });

  it("beside headers of the caller's own, which do not replace it", async () => {
    const headers = await headersOf({ headers: { "X-Proxy": "blue", "x-pass": "mine", ACCEPT: "text/html" } });
    expect(headers).toEqual({ accept: "application/json", "x-proxy": "blue", "x-pass": "Token opensesame" });
  });
});

describe("unusable credentials", () => {
  it.each([
    ["no field", {}],
    ["one field of two", { user: "ann" }],
    ["an empty field", { token: "" }],
    ["a field of another type", { token: 5 }],
    ["a field that JSON cannot hold", { token: 5n }],
    ["inherited fields", Object.create({ token: 5 })],
    ["a function that gives nothing", () => undefined],
    ["a function that gives text", () => "opensesame"],
  ])("%s: the fields are named", async (_, credentials) => {
    const { client, requests } = createAcmeClient([], { credentials });
    const error = await rejectionOf(client.status("1"));
    expect([error.code, error.message]).toEqual([
      "invalid-request",
      'acme showJob job "1": the credentials must be only { user, password } or { token }, each of them text that is not empty',
    ]);
    expect(requests).toEqual([]);
  });

  it.each([
    [
      "a function that throws",
      () => {
        throw new Error("vault is locked");
      },
    ],
    ["an async function that rejects", () => Promise.reject(new Error("vault is locked"))],
  ])("%s: the reason stands in the message, and the cause is kept", async (_, credentials) => {
    const { client, requests } = createAcmeClient([], { credentials });
    const error = await rejectionOf(client.wait("1"));
    expect([error.code, error.message]).toEqual([
      "unauthenticated",
      'acme showJob job "1": the function that gives the credentials failed: vault is locked',
    ]);
    expect(error.cause).toEqual(new Error("vault is locked"));
    expect(requests).toEqual([]);
  });

  it.each(["hush\nhush", "hush\r\nX-Other: 1", "hush\0", "hush☃"])("%j is never shown", async (token) => {
    const { client } = createAcmeClient([], { credentials: { token } });
    const error = await rejectionOf(client.status("1"));
    expect([error.code, error.message]).toEqual([
      "invalid-request",
      'acme showJob job "1": the header "X-Pass" cannot be sent: look for hidden characters',
    ]);
    expect(error.cause).toBeUndefined();
    expect(JSON.stringify(error) + error.stack).not.toContain("hush");
  });
});

describe("what the server echoes is shown without secrets", () => {
  const credentials = { user: "ann", password: 'open "sesame"' };
  const secrets = [/open/, /sesame/, /YW5uOm9wZW4g/, /azure/];
  const echo = 'Basic YW5uOm9wZW4gInNlc2FtZSI= of ann with open "sesame" by azure';

  it.each<[string, ScriptedResponse]>([
    ["in a message", { status: 400, body: { error: { code: "BAD", text: echo } } }],
    ["in a code", { status: 400, body: { error: { code: echo } } }],
    ["in a text that isn't JSON", { status: 500, body: echo }],
    ["in JSON of another shape", { body: { note: echo } }],
    ["at the end of what is shown", { status: 500, body: `${".".repeat(180)}${echo}` }],
    ["as the name of the request", { status: 400, headers: { "X-Acme-Request": echo } }],
  ])("%s", async (_, response) => {
    const { client } = createAcmeClient([response], { credentials, headers: { "X-Proxy": "azure" } });
    const error = await rejectionOf(client.status("1"));
    const shown = `${error.message} ${JSON.stringify(error)} ${error.stack}`;
    for (const secret of secrets) expect(shown).not.toMatch(secret);
    expect(error.cause).toBeUndefined();
  });

  it("nothing is left of a secret that begins like another", async () => {
    const response = { status: 400, body: { error: { text: "no annabel for ann" } } };
    const { client } = createAcmeClient([response], { credentials: { user: "ann", password: "annabel" } });
    expect((await rejectionOf(client.status("1"))).nativeMessage).toBe("no [redacted] for [redacted]");
  });

  it("a cookie's value is redacted, not its name", async () => {
    const response = { status: 400, body: { error: { text: "alpha, beta== and gamma of sid and tag" } } };
    const { client } = createAcmeClient([response], { headers: { Cookie: "sid=alpha; tag=beta==; sid=gamma" } });
    expect((await rejectionOf(client.status("1"))).nativeMessage).toBe(
      "[redacted], [redacted] and [redacted] of sid and tag",
    );
  });

  it("an empty header takes nothing out", async () => {
    const response = { status: 400, body: { error: { text: "no" } } };
    const { client } = createAcmeClient([response], { headers: { "X-Empty": "" } });
    expect((await rejectionOf(client.status("1"))).nativeMessage).toBe("no");
  });

  it("what is not a secret is shown as it was", async () => {
    const { client } = createAcmeClient([{ status: 400, body: { error: { text: "token opensesame is old" } } }]);
    expect((await rejectionOf(client.status("1"))).nativeMessage).toBe("token [redacted] is old");
  });
});
