import { describe, expect, test } from "vitest";
import { createJobClient } from "../client/create-job-client.ts";
import type { Contract } from "../contract/contract.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { jobIn } from "../testing/acme-client.ts";
import { failureIn, failureOf } from "../testing/failure-of.ts";
import { type ScriptedAnswer, createScriptedFetch } from "../testing/scripted-fetch.ts";
import { createVirtualClock } from "../virtual-clock.ts";
import { logOut } from "./log-out.ts";
import { sessionSupport } from "./session-support.ts";

const contract: Contract = {
  ...acmeContract,
  session: {
    login: {
      operation: "logIn",
      method: "POST",
      path: "/v1/{account}/login",
      contentType: "application/json",
      fields: ["name", "word"],
      grants: [{ field: "token", at: "/token" }],
      confirms: [{ field: "area", at: "/area" }],
      refused: [400],
      lifetimeMs: 60_000,
    },
    logout: { operation: "logOut", method: "DELETE", path: "/v1/login" },
  },
};
const granted: ScriptedAnswer = { body: { token: "t-1", area: 5 } };

function create(answers: readonly ScriptedAnswer[], options: object = {}) {
  const clock = createVirtualClock();
  const scripted = createScriptedFetch(clock, answers);
  const credentials = { name: "ann", word: "open sesame" };
  const all = { tenant: "shop", credentials, clock, fetch: scripted.fetch, random: () => 0, ...options };
  return { ...scripted, clock, client: createJobClient(contract, all, sessionSupport) };
}

describe("a session", () => {
  test("is opened at the client's origin with the login's fields alone, and then used", async () => {
    const { clock, client, requests } = create([granted, jobIn("DONE")], {
      credentials: { name: "ann", word: "open sesame", area: "5" },
      headers: { "X-Proxy": "blue" },
    });
    await clock.run(client.status("1"));
    const [login, question] = requests;
    expect(login).toMatchObject({ url: "https://shop.acme.example/v1/main/login", method: "POST", redirect: "manual" });
    expect(login?.body).toBe('{"name":"ann","word":"open sesame"}');
    expect(Object.fromEntries(login?.headers ?? [])).toEqual({
      accept: "application/json",
      "content-type": "application/json",
      "x-proxy": "blue",
    });
    expect(question?.headers.get("X-Pass")).toBe("Token t-1");
  });

  test("is opened anew when its lifetime is over, before the provider says so", async () => {
    const { clock, client, requests } = create([granted, jobIn("DONE"), granted, jobIn("DONE")]);
    await clock.run(client.status("1"));
    await clock.advance(60_000);
    await clock.run(client.status("1"));
    expect(requests.map(({ method }) => method)).toEqual(["POST", "GET", "POST", "GET"]);
  });

  test.each<[string, ScriptedAnswer, object]>([
    [
      "wrong credentials",
      { status: 400, body: { error: { text: "open sesame is wrong" } } },
      { code: "unauthenticated", httpStatus: 400 },
    ],
    ["nothing granted", { body: { area: 6 } }, { code: "contract", operation: "logIn" }],
    ["another area", granted, { code: "unauthenticated" }],
    ["a redirect", { status: 302, headers: { Location: "https://other.example/" } }, { code: "contract" }],
    ["no JSON", { body: "<html>open%20sesame open+sesame" }, { code: "unavailable" }],
    [
      "too many logins",
      { status: 429, headers: { "Retry-After": "7" } },
      { code: "rate-limited", retryAfterMs: 7_000 },
    ],
    ["no connection", { fails: new TypeError("no connection") }, { code: "unavailable" }],
  ])("%s: says so, asks nothing, and shows no secret", async (_, answer, expected) => {
    const credentials = { name: "ann", word: "open sesame", area: "6" };
    const { clock, client, requests } = create([answer], { credentials });
    const error = await clock.run(failureOf(client.status("1")));
    expect(error).toMatchObject({ provider: "acme", operation: "logIn", ...expected });
    expect(requests).toHaveLength(1);
    expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/open.{1,3}sesame/);
    // The next try is too soon.
    await clock.run(failureOf(client.status("1")));
    expect(requests).toHaveLength(1);
  });

  test("is not opened where nothing can be asked: the credentials are of no way", async () => {
    const { clock, client, requests } = create([granted], { credentials: { name: "ann" } });
    const error = await clock.run(failureOf(client.status("1")));
    expect(error.message).toContain("{ user, password } or { token } or { name, word }");
    expect(requests).toEqual([]);
  });

  test("needs a store that can read and write", () => {
    expect(failureIn(() => create([], { sessions: {} })).message).toContain('"sessions" has to be an object with');
  });

  test("is given back once, and what the provider has lost is given back already", async () => {
    const lost = { body: { ok: false, error: { code: "NO_SESSION" } } };
    const { clock, client, requests } = create([granted, jobIn("DONE"), lost]);
    await clock.run(client.status("1"));
    await clock.run(logOut(client));
    await clock.run(logOut(client));
    expect(requests.map(({ method }) => method)).toEqual(["POST", "GET", "DELETE"]);
    expect(requests[2]?.headers.get("X-Pass")).toBe("Token t-1");
  });
});
