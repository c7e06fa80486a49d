import { describe, expect, it, vi } from "vitest";
import type { Fetch, FetchInit } from "../context/client-options.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import {
  createSessionClient,
  createSessionProvider,
  line,
  sessionContract,
  sessionGranted,
  sessionLost,
} from "../testing/acme-session.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";

it("sends a request of the caller's own with credentials, and follows no redirect", async () => {
  const { client, requests } = createAcmeClient([{ body: "ok" }], { headers: { "X-Proxy": "blue" } });
  const request = new Request(`${client.baseUrl}/v1/start`, { method: "POST", body: "{}", headers: { "X-Mine": "1" } });
  expect(await (await client.fetch(request)).text()).toBe("ok");
  expect(requests).toMatchObject([{ url: "https://shop.acme.example/v1/start", method: "POST", redirect: "manual" }]);
  const headers = Object.fromEntries(requests[0]?.headers ?? []);
  expect(headers).toMatchObject({ "x-pass": "Token opensesame", "x-proxy": "blue", "x-mine": "1" });
});

describe("takes what fetch takes", () => {
  const whole = ({ method, url }: { readonly method: string | undefined; readonly url: string }) => `${method} ${url}`;

  it.each<[string, string | URL | Request, RequestInit | undefined, string]>([
    ["a path", "/v1/start", { method: "post" }, "POST https://shop.acme.example/v1/start"],
    ["a path without a slash", "v1/start?dry=1", undefined, "GET https://shop.acme.example/v1/start?dry=1"],
    ["a URL as text", "https://shop.acme.example/v1/start", undefined, "GET https://shop.acme.example/v1/start"],
    ["a URL", new URL("https://shop.acme.example/v1/start"), undefined, "GET https://shop.acme.example/v1/start"],
    [
      "a Request, of which init changes a part",
      new Request("https://shop.acme.example/v1/start", { method: "POST", body: "1" }),
      { method: "PUT" },
      "PUT https://shop.acme.example/v1/start",
    ],
    ["a path that looks like a host", "/\\other.example", undefined, "GET https://shop.acme.example//other.example"],
    [
      "a path with a URL in its query",
      "/v1/start?to=https://other.example",
      undefined,
      "GET https://shop.acme.example/v1/start?to=https://other.example",
    ],
    ["a path with an @", "@other.example", undefined, "GET https://shop.acme.example/@other.example"],
  ])("%s", async (_, input, init, sent) => {
    const { client, requests } = createAcmeClient([{ body: "ok" }]);
    await client.fetch(input, init);
    expect(requests.map(whole)).toEqual([sent]);
    expect(requests[0]?.headers.get("X-Pass")).toBe("Token opensesame");
  });

  it("appends a path to a base URL with a path", async () => {
    const { client, requests } = createAcmeClient([{ body: "ok" }], { baseUrl: "https://proxy.example/acme" });
    await client.fetch("/v1/start");
    expect(requests.map(whole)).toEqual(["GET https://proxy.example/acme/v1/start"]);
  });

  it("sends text as text, and bytes as bytes", async () => {
    const { client, requests } = createAcmeClient([{ body: "ok" }]);
    const bytes = new Uint8Array([0xff, 0x00]);
    await client.fetch("/v1/start", { method: "POST", body: '\ufeff{"a":"é"}' });
    await client.fetch("/v1/start", { method: "POST", body: bytes });
    await client.fetch("/v1/start", { method: "POST", body: bytes, headers: { "Content-Type": "image/png" } });
    await client.fetch("/v1/start", { method: "POST", body: new URLSearchParams({ a: "b" }) });
    await client.fetch("/v1/start");
    await client.fetch("/v1/start", { method: "POST", body: new Uint8Array([0x61]) });
    expect(requests.map(({ body }) => body)).toEqual([
      '\ufeff{"a":"é"}',
      bytes.buffer,
      bytes.buffer,
      "a=b",
      undefined,
      new Uint8Array([0x61]).buffer,
    ]);
    expect(requests[3]?.headers.get("Content-Type")).toBe("application/x-www-form-urlencoded;charset=UTF-8");
  });

  it("passes on what is meant for the caller's own fetch, and follows no redirect", async () => {
    const seen: FetchInit[] = [];
    const { client } = createAcmeClient([], {
      fetch(_, init) {
        seen.push(init);
        return Promise.resolve(new Response("ok"));
      },
    });
    const agent = { of: "the caller" };
    const controller = new AbortController();
    const init = { agent, redirect: "follow", cache: "no-cache", signal: controller.signal } as const;
    await client.fetch("/v1/start", init);
    expect(seen).toMatchObject([{ agent, redirect: "manual", cache: "no-cache", method: "GET" }]);
    controller.abort();
    expect(seen[0]?.signal.aborted).toBe(true);
  });

  it.each<[string, RequestInit]>([
    ["a header with a line break", { headers: { Authorization: "hush\nhush" } }],
    ["a body that a GET cannot have", { body: "hush" }],
  ])("refuses %s, and shows none of it", async (_, init) => {
    const { client, requests } = createAcmeClient([]);
    const error = await rejectionOf(client.fetch("/v1/start", init));
    expect([error.code, error.message, error.cause]).toEqual([
      "invalid-request",
      "acme showJob: the options of the request are invalid; check method, headers, body and the URL",
      undefined,
    ]);
    expect(requests).toEqual([]);
  });

  it("says so if the caller's function returns no response", async () => {
    const { client } = createAcmeClient([], { fetch: vi.fn<Fetch>() });
    await expect(client.fetch("/v1/start")).rejects.toThrow('the option "fetch" must return a promise of a Response');
  });
});

it.each([
  "https://other.acme.example/v1/start",
  "http://shop.acme.example/v1/start",
  "https://shop.acme.example:8443/v1/start",
  "https://shop.acme.example.evil.example/v1/start",
  "//other.acme.example/v1/start",
  "data:text/plain,hello",
  "https://[",
])("sends nothing to %s", async (url) => {
  const { client, requests } = createAcmeClient([]);
  const error = await rejectionOf(client.fetch(url));
  expect([error.code, error.message]).toEqual([
    "invalid-request",
    "acme showJob: credentials go to https://shop.acme.example only",
  ]);
  expect(requests).toEqual([]);
});

describe("where the provider has sessions", () => {
  const json = { "Content-Type": "application/json" };
  const mine = () => new Request("https://shop.acme.example/v1/start", { method: "POST", body: "my body" });

  it("logs in, and sends the request again, with its body, where the session is lost", async () => {
    const { script, open } = createSessionProvider();
    const { clock, client, requests } = createSessionClient((request) => ({ ...script(request), headers: json }));
    await clock.run(client.fetch(mine()));
    open.clear();
    const response = await clock.run(client.fetch(mine()));
    expect(await response.json()).toEqual({ job: { state: "DONE" } });
    expect(requests.map(line)).toEqual([
      "POST login",
      "POST start Token t-1",
      "POST start Token t-1",
      "POST login",
      "POST start Token t-2",
    ]);
    const bodies = [requests[1], requests[2], requests[4]].map((sent) => new Response(sent?.body as BodyInit).text());
    expect(await Promise.all(bodies)).toEqual(["my body", "my body", "my body"]);
  });

  it.each<[string, ScriptedResponse]>([
    ["an error of another kind", { status: 404, headers: json, body: { error: { code: "NO_JOB" } } }],
    ["a response that isn't JSON", { headers: { "Content-Type": "text/html" }, body: '{"ok":false}' }],
  ])("%s is the caller's, and the session stays", async (_, response) => {
    const { clock, client, requests } = createSessionClient([sessionGranted, response]);
    expect((await clock.run(client.fetch(mine()))).status).toBe(response.status ?? 200);
    await clock.run(client.fetch(mine()));
    expect(requests.map(line)).toEqual(["POST login", "POST start Token t-1", "POST start Token t-1"]);
  });

  it("a session that was just opened is not opened again for a request that is refused", async () => {
    const lost = { ...sessionLost, headers: json };
    const { clock, client, requests } = createSessionClient([sessionGranted, lost, jobIn("DONE")]);
    expect(await (await clock.run(client.fetch(mine()))).json()).toEqual(sessionLost.body);
    await clock.run(client.status("1"));
    expect(requests.map(line)).toEqual(["POST login", "POST start Token t-1", "GET 1 Token t-1"]);
  });

  it("a request that is refused again and again costs one login each time, and no wait suffers", async () => {
    const { script } = createSessionProvider();
    const isMine = ({ url }: { readonly url: string }) => url.endsWith("/start");
    const { clock, client, requests } = createSessionClient((request) =>
      isMine(request) ? { ...sessionLost, headers: json } : script(request),
    );
    await clock.run(client.status("1"));
    expect(await (await clock.run(client.fetch(mine()))).json()).toEqual(sessionLost.body);
    expect((await clock.run(client.status("2"))).state).toBe("succeeded");
    expect(requests.map(line)).toEqual([
      "POST login",
      "GET 1 Token t-1",
      "POST start Token t-1",
      "POST login",
      "POST start Token t-2",
      "GET 2 Token t-2",
    ]);
  });

  it("a session that the caller brought along is not opened again", async () => {
    const { clock, client, requests } = createSessionClient([{ ...sessionLost, headers: json }], {
      credentials: { token: "brought" },
    });
    expect(await (await clock.run(client.fetch(mine()))).json()).toEqual(sessionLost.body);
    expect(requests.map(line)).toEqual(["POST start Token brought"]);
  });

  it.each(["Authorization", "Cookie"])("a request with its own %s says nothing about the session", async (name) => {
    const { script } = createSessionProvider();
    const { clock, client, requests } = createSessionClient((request) =>
      request.headers.has(name) ? { ...sessionLost, headers: json } : script(request),
    );
    await clock.run(client.status("1"));
    await clock.run(client.fetch(new Request(mine(), { headers: { [name]: "mine" } })));
    await clock.run(client.status("2"));
    expect(requests.map(({ url }) => url.split("/").at(-1))).toEqual(["login", "1", "start", "2"]);
  });

  describe("an operation that takes no credentials", () => {
    const publicContract = {
      ...sessionContract,
      publicOperations: [{ method: "POST", path: "/v1/{account}/login" }],
    };
    const login = (base: string) => new Request(`${base}/v1/other/login`, { method: "POST", body: "{}" });

    it.each([
      ["at the server", "https://{tenant}.acme.example"],
      ["behind a path", "https://{tenant}.acme.example/acme"],
    ])("goes without them, %s, and a refusal there ends no session", async (_, server) => {
      const refused = { status: 401, headers: json, body: { ok: false, error: { code: "NO_SESSION" } } };
      const options = { headers: { "X-Proxy": "blue" } };
      const responses = [sessionGranted, jobIn("DONE"), refused, jobIn("DONE")];
      const { clock, client, requests } = createSessionClient(responses, options, { ...publicContract, server });
      await clock.run(client.status("1"));
      expect((await clock.run(client.fetch(login(client.baseUrl)))).status).toBe(401);
      await clock.run(client.status("2"));
      expect(requests.map(line)).toEqual(["POST login", "GET 1 Token t-1", "POST login", "GET 2 Token t-1"]);
      expect(requests[2]?.headers.get("X-Proxy")).toBe("blue");
    });

    it("isn't one beside the path of the base URL", async () => {
      const contract = { ...publicContract, server: "https://{tenant}.acme.example/acme" };
      const { clock, client, requests } = createSessionClient([sessionGranted, jobIn("DONE")], {}, contract);
      // As long as the path, so that what stands behind it is that of the login.
      await clock.run(client.fetch(login("https://shop.acme.example/shop")));
      expect(requests[1]?.headers.get("X-Pass")).toBe("Token t-1");
    });

    it.each([
      ["another method", new Request("https://shop.acme.example/v1/other/login", { method: "DELETE" })],
      ["another path", new Request("https://shop.acme.example/v1/other/login/2", { method: "POST" })],
    ])("isn't another: %s", async (_, request) => {
      const { clock, client, requests } = createSessionClient([sessionGranted, jobIn("DONE")], {}, publicContract);
      await clock.run(client.fetch(request));
      expect(requests[1]?.headers.get("X-Pass")).toBe("Token t-1");
    });
  });

  describe("a response's body that has no end is left to the caller", () => {
    const { success: _success, ...errors } = acmeContract.errors;

    it.each([
      ["if it isn't JSON", sessionContract, "text/html"],
      ["where the HTTP status alone tells of errors", { ...sessionContract, errors }, "application/json"],
    ])("%s", async (_, contract, type) => {
      const response: ScriptedResponse = { hangs: "body", headers: { "Content-Type": type }, body: "..." };
      const { clock, client } = createSessionClient([sessionGranted, response], {}, contract);
      expect((await clock.run(client.fetch(mine()))).bodyUsed).toBe(false);
    });
  });

  it("a response whose body breaks off is the caller's as well", async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error("reset")) });
    const responses = [Response.json(sessionGranted.body), new Response(broken, { headers: json })];
    const { client } = createSessionClient([], { fetch: () => Promise.resolve(responses.shift() ?? Response.error()) });
    const response = await client.fetch(mine());
    await expect(response.text()).rejects.toThrow("reset");
  });
});
