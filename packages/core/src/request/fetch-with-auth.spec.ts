import { describe, expect, test } from "vitest";
import { createAcmeClient } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import {
  createSessionClient,
  createSessionProvider,
  line,
  sessionContract,
  sessionLost,
} from "../testing/acme-session.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";

test("sends a request of the caller's own with credentials, and follows no redirect", async () => {
  const { client, requests } = createAcmeClient([{ body: "ok" }], { headers: { "X-Proxy": "blue" } });
  const request = new Request(`${client.baseUrl}/v1/start`, { method: "POST", body: "{}", headers: { "X-Mine": "1" } });
  expect(await (await client.fetch(request)).text()).toBe("ok");
  expect(requests).toMatchObject([{ url: "https://shop.acme.example/v1/start", method: "POST", redirect: "manual" }]);
  const headers = Object.fromEntries(requests[0]?.headers ?? []);
  expect(headers).toMatchObject({ "x-pass": "Token opensesame", "x-proxy": "blue", "x-mine": "1" });
});

test.each([
  "https://other.acme.example/v1/start",
  "http://shop.acme.example/v1/start",
  "https://shop.acme.example:8443/v1/start",
  "https://shop.acme.example.evil.example/v1/start",
])("sends nothing to %s", async (url) => {
  const { client, requests } = createAcmeClient([]);
  const error = await rejectionOf(client.fetch(new Request(url)));
  expect([error.code, error.message]).toEqual([
    "invalid-request",
    "acme showJob: credentials go to https://shop.acme.example only",
  ]);
  expect(requests).toEqual([]);
});

describe("where the provider has sessions", () => {
  const json = { "Content-Type": "application/json" };
  const granted: ScriptedResponse = { body: { token: "t-1", area: 5 } };
  const mine = () => new Request("https://shop.acme.example/v1/start", { method: "POST", body: "my body" });

  test("logs in, and sends the request again, with its body, where the session is lost", async () => {
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

  test.each<[string, ScriptedResponse]>([
    ["an error of another kind", { status: 404, headers: json, body: { error: { code: "NO_JOB" } } }],
    ["a response that is no JSON", { headers: { "Content-Type": "text/html" }, body: '{"ok":false}' }],
  ])("%s is the caller's, and the session stays", async (_, response) => {
    const { clock, client, requests } = createSessionClient([granted, response]);
    expect((await clock.run(client.fetch(mine()))).status).toBe(response.status ?? 200);
    await clock.run(client.fetch(mine()));
    expect(requests.map(line)).toEqual(["POST login", "POST start Token t-1", "POST start Token t-1"]);
  });

  test("a session that was lost at once, or was brought along, is not opened again", async () => {
    const lost = { ...sessionLost, headers: json };
    const own = createSessionClient([granted, lost]);
    expect(await (await own.clock.run(own.client.fetch(mine()))).json()).toEqual(sessionLost.body);
    const again = await own.clock.run(rejectionOf(own.client.fetch(mine())));
    expect(again.message).toContain("no new login for another 300 s");
    expect(again.cause).toMatchObject({ message: "acme showJob: the provider does not know the session" });
    expect(own.requests.map(line)).toEqual(["POST login", "POST start Token t-1"]);
    const brought = createSessionClient([lost], { credentials: { token: "brought" } });
    expect(await (await brought.clock.run(brought.client.fetch(mine()))).json()).toEqual(sessionLost.body);
    expect(brought.requests.map(line)).toEqual(["POST start Token brought"]);
  });

  describe("a response's body that has no end is left to the caller", () => {
    const { success: _success, ...errors } = acmeContract.errors;

    test.each([
      ["where it is no JSON", sessionContract, "text/html"],
      ["where the HTTP status alone tells of errors", { ...sessionContract, errors }, "application/json"],
    ])("%s", async (_, contract, type) => {
      const response: ScriptedResponse = { hangs: "body", headers: { "Content-Type": type }, body: "..." };
      const { clock, client } = createSessionClient([granted, response], {}, contract);
      expect((await clock.run(client.fetch(mine()))).bodyUsed).toBe(false);
    });
  });

  test("a response whose body breaks off is the caller's as well", async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error("reset")) });
    const responses = [Response.json(granted.body), new Response(broken, { headers: json })];
    const { client } = createSessionClient([], { fetch: () => Promise.resolve(responses.shift() ?? Response.error()) });
    const response = await client.fetch(mine());
    await expect(response.text()).rejects.toThrow("reset");
  });
});
