import { describe, expect, it } from "vitest";
import { jobIn } from "../testing/acme-client.ts";
import { cookieContract, createSessionClient, line } from "../testing/acme-session.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";

describe("a cookie that the caller gave in place of a login", () => {
  const renewing = (cookie: string): ScriptedResponse => ({ ...jobIn("DONE"), headers: { "Set-Cookie": cookie } });

  it("is renewed by responses, those to the caller's own requests included", async () => {
    const responses = [
      renewing("sid=b"),
      { status: 403, headers: { "Set-Cookie": "sid=c" } },
      renewing("sid=d"),
      jobIn("DONE"),
    ];
    const { client, requests } = createSessionClient(responses, { credentials: { cookie: "sid=a" } }, cookieContract);
    await client.status("1");
    await rejectionOf(client.status("2"));
    await client.fetch(new Request("https://shop.acme.example/v1/start", { method: "POST" }));
    await client.status("3");
    expect(requests.map(line)).toEqual(["GET 1 sid=a", "GET 2 sid=b", "POST start sid=c", "GET 3 sid=d"]);
  });

  it("gives way to another one that the caller's function gives", async () => {
    const given = ["sid=a", "sid=a", "sid=x"];
    const credentials = () => ({ cookie: given.shift() });
    const { client, requests } = createSessionClient([renewing("sid=b")], { credentials }, cookieContract);
    for (const id of ["1", "2", "3"]) await client.status(id);
    expect(requests.map(line)).toEqual(["GET 1 sid=a", "GET 2 sid=b", "GET 3 sid=x"]);
  });

  it("that was refused as it was renewed is sent as it was given", async () => {
    const responses = [renewing("sid=b"), { status: 401, headers: { "Set-Cookie": "sid=c" } }, jobIn("DONE")];
    const { client, requests } = createSessionClient(responses, { credentials: { cookie: "sid=a" } }, cookieContract);
    await client.status("1");
    await rejectionOf(client.status("2"));
    await client.status("3");
    expect(requests.map(line)).toEqual(["GET 1 sid=a", "GET 2 sid=b", "GET 3 sid=a"]);
  });

  it("is not shown, neither as it was given nor as it was renewed", async () => {
    const responses = [renewing("sid=newest"), { status: 400, body: { error: { text: "first and newest" } } }];
    const { client } = createSessionClient(responses, { credentials: { cookie: "sid=first" } }, cookieContract);
    await client.status("1");
    expect((await rejectionOf(client.status("2"))).nativeMessage).toBe("[redacted] and [redacted]");
  });
});

it.each(["a", "other=a", "sid=", "sid=a; Path=/", "sid=a, sid=b", "sid=a b"])(
  "a cookie that isn't a pair with its name is refused: %j",
  async (cookie) => {
    const { client, requests } = createSessionClient([], { credentials: { cookie } }, cookieContract);
    const error = await rejectionOf(client.status("1"));
    expect([error.code, error.message]).toEqual([
      "invalid-request",
      'acme showJob job "1": the credential "cookie" must have the form sid=VALUE, the pair that the login\'s response sets',
    ]);
    expect(requests).toEqual([]);
  },
);

it("a cookie that is a pair with its name is sent as it is", async () => {
  const credentials = { cookie: "sid=a=b" };
  const { client, requests } = createSessionClient([jobIn("DONE")], { credentials }, cookieContract);
  await client.status("1");
  expect(requests[0]?.headers.get("Cookie")).toBe("sid=a=b");
});
