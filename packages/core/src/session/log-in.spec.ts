import { describe, expect, it } from "vitest";
import { jobIn } from "../testing/acme-client.ts";
import { cookieContract, cookieGranted, createSessionClient, line, sessionGranted } from "../testing/acme-session.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";

describe("a login that opens no session", () => {
  it.each<[string, ScriptedResponse, object]>([
    [
      "wrong credentials",
      { status: 400, body: { error: { text: "open sesame is wrong" } } },
      {
        code: "unauthenticated",
        httpStatus: 400,
        message: 'acme logIn job "1": HTTP 400 ([redacted] is wrong); renew the credentials',
      },
    ],
    [
      "nothing granted",
      { status: 201, body: { area: 6 } },
      {
        code: "invalid-response",
        httpStatus: 201,
        message: 'acme logIn job "1": the login\'s response grants no session: nothing at "/token"',
      },
    ],
    [
      "another area",
      sessionGranted,
      {
        code: "unauthenticated",
        message: 'acme logIn job "1": the session is not for the area that the credentials name; check it',
      },
    ],
    ["a redirect", { status: 302, headers: { Location: "https://other.example/" } }, { code: "invalid-response" }],
    ["no JSON", { body: "<html>open%20sesame open+sesame" }, { code: "unavailable" }],
    [
      "too many logins",
      { status: 429, headers: { "Retry-After": "7" } },
      { code: "rate-limited", retryAfterMs: 7_000 },
    ],
    ["no connection", { fails: new TypeError("no connection") }, { code: "unavailable" }],
  ])("%s: says so, polls nothing, and shows no secret", async (_, response, expected) => {
    const credentials = { name: "ann", word: "open sesame", area: "6" };
    const { clock, client, requests } = createSessionClient([response], { credentials });
    const error = await clock.run(rejectionOf(client.status("1")));
    expect(error).toMatchObject({ provider: "acme", operation: "logIn", ...expected });
    expect(requests).toHaveLength(1);
    expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/open.{1,3}sesame/);
  });

  it.each<[string, ScriptedResponse]>([
    ["no cookie", { body: {} }],
    ["one for another path", { body: {}, headers: { "Set-Cookie": "sid=a; Path=/admin" } }],
  ])("%s: the cookie that is missing is named", async (_, response) => {
    const { clock, client, requests } = createSessionClient([response], {}, cookieContract);
    const error = await clock.run(rejectionOf(client.status("1")));
    expect([error.code, error.httpStatus, error.message]).toEqual([
      "invalid-response",
      200,
      'acme logIn job "1": the login\'s response grants no session: no cookie sid for https://shop.acme.example',
    ]);
    expect(requests).toHaveLength(1);
  });
});

it.each([
  { contentType: "application/json", body: '{"grant_type":"password","version":2,"name":"ann","word":"open sesame"}' },
  {
    contentType: "application/x-www-form-urlencoded",
    body: "grant_type=password&version=2&name=ann&word=open+sesame",
  },
])("a login sends what its body always has, as $contentType", async ({ contentType, body }) => {
  const { login } = cookieContract.session;
  const constants = { grant_type: "password", version: 2 };
  const contract = { ...cookieContract, session: { login: { ...login, contentType, constants } } };
  const { clock, client, requests } = createSessionClient([cookieGranted, jobIn("DONE")], {}, contract);
  await clock.run(client.status("1"));
  expect(requests[0]?.body).toBe(body);
});

it("a login may be a form, and grant a cookie", async () => {
  const { clock, client, requests } = createSessionClient([cookieGranted, jobIn("DONE")], {}, cookieContract);
  await clock.run(client.status("1"));
  expect(requests[0]?.body).toBe("name=ann&word=open+sesame");
  expect(requests[0]?.headers.get("Content-Type")).toBe("application/x-www-form-urlencoded");
  expect(requests.map(line)).toEqual(["POST login", "GET 1 sid=a"]);
});
