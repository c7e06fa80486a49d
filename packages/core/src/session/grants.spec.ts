import { describe, expect, it } from "vitest";
import { jobIn } from "../testing/acme-client.ts";
import {
  type SessionContract,
  cookieContract,
  cookieGranted,
  createSessionClient,
  line,
  sessionContract,
  sessionLost,
} from "../testing/acme-session.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";

describe("a login that grants several credentials", () => {
  const contract: SessionContract = {
    ...cookieContract,
    credentials: [{ header: { name: "X-Pass", value: "Token {key}" } }, ...cookieContract.credentials],
    session: {
      ...cookieContract.session,
      login: {
        ...cookieContract.session.login,
        grants: [
          { field: "cookie", cookie: "sid" },
          { field: "key", cookieValue: "key" },
        ],
      },
    },
  };

  it("has the first way used, which ends when that one does", async () => {
    const cookies: [string, string][] = [
      ["Set-Cookie", "sid=a; Max-Age=60"],
      ["Set-Cookie", "key=k; Max-Age=600"],
    ];
    const responses = [
      new Response("{}", { headers: cookies }),
      Response.json({ job: { state: "DONE" } }, { headers: { "Set-Cookie": "sid=b; Max-Age=10" } }),
      Response.json({ job: { state: "DONE" } }),
      new Response("{}", { headers: cookies }),
      Response.json({ job: { state: "DONE" } }),
    ];
    const sent: string[] = [];
    const fetch = (url: string | Request, init?: RequestInit) => {
      const request = new Request(url, init);
      sent.push(line(request));
      return Promise.resolve(responses.shift() ?? Response.error());
    };
    const { clock, client } = createSessionClient([], { fetch }, contract);
    await clock.run(client.status("1"));
    await clock.advance(599_999);
    await clock.run(client.status("2"));
    await clock.advance(1);
    await clock.run(client.status("3"));
    expect(sent).toEqual(["POST login", "GET 1 Token k", "GET 2 Token k", "POST login", "GET 3 Token k"]);
  });

  /** Both in one header. */
  const together = { ...contract, credentials: [{ header: { name: "Cookie", value: "{key}; {cookie}" } }] };

  it("a session of two credentials that are sent together ends with the first of them", async () => {
    const cookies: [string, string][] = [
      ["Set-Cookie", "sid=a; Max-Age=600"],
      ["Set-Cookie", "key=k; Max-Age=60"],
    ];
    const fetch = (url: string) =>
      Promise.resolve(
        url.endsWith("/login") ? new Response("{}", { headers: cookies }) : Response.json({ job: { state: "DONE" } }),
      );
    const { clock, client } = createSessionClient([], { fetch, onEvent: ({ type }) => events.push(type) }, together);
    const events: string[] = [];
    const logins = () => events.filter((type) => type === "logged-in").length;
    await clock.run(client.status("1"));
    await clock.advance(59_999);
    await clock.run(client.status("2"));
    expect(logins()).toBe(1);
    await clock.advance(1);
    await clock.run(client.status("3"));
    expect(logins()).toBe(2);
  });

  it("the error of a login that lacks one of two that are needed together names that one", async () => {
    const { clock, client } = createSessionClient([cookieGranted], {}, together);
    const error = await clock.run(rejectionOf(client.status("1")));
    expect(error.message).toBe(
      'acme logIn job "1": the login\'s response grants no session: no cookie key for https://shop.acme.example',
    );
  });

  it("may leave one out", async () => {
    const { client, requests } = createSessionClient([cookieGranted, jobIn("DONE")], {}, contract);
    await client.status("1");
    expect(requests.map(line)).toEqual(["POST login", "GET 1 sid=a"]);
  });

  it("the error of a login that grants none of several credentials names each", async () => {
    const { client } = createSessionClient([{ body: {} }], {}, contract);
    expect((await rejectionOf(client.status("1"))).message).toBe(
      'acme logIn job "1": the login\'s response grants no session: no cookie sid for https://shop.acme.example and no ' +
        "cookie key for https://shop.acme.example",
    );
  });
});

describe("a provider that refuses every login during an outage", () => {
  const { session } = sessionContract;
  const contract: SessionContract = {
    ...sessionContract,
    session: { ...session, login: { ...session.login, refused: [400, 401], refusedInOutage: [401] } },
  };
  const outage: ScriptedResponse = { status: 401, body: { error: { code: "BAD", text: "Invalid name or word." } } };

  it("does not end a wait whose credentials worked before", async () => {
    const responses = [granted(1), jobIn("WORKING"), sessionLost, outage, outage, granted(2), jobIn("DONE")];
    const { clock, client, requests } = createSessionClient(responses, {}, contract);
    await clock.run(client.wait("7", { schedule: () => 1_000 }));
    expect(requests.map(line)).toEqual([
      "POST login",
      "GET 7 Token t-1",
      "GET 7 Token t-1",
      "POST login",
      "POST login",
      "POST login",
      "GET 7 Token t-2",
    ]);
  });

  it("is told from wrong credentials in the message", async () => {
    const { clock, client } = createSessionClient([granted(1), jobIn("DONE"), sessionLost, outage], {}, contract);
    await clock.run(client.status("1"));
    const error = await clock.run(rejectionOf(client.status("2")));
    expect(error).toMatchObject({ code: "unavailable", httpStatus: 401, nativeCode: "BAD", operation: "logIn" });
    expect(error.message).toBe(
      'acme logIn job "2": HTTP 401 (BAD: Invalid name or word.) for credentials that worked before; the provider also ' +
        "says so during an outage; if the password was changed, create a client with the new one",
    );
    expect(error.cause).toMatchObject({ code: "unauthenticated" });
  });

  it.each<[string, readonly ScriptedResponse[]]>([
    ["credentials that never worked", [outage]],
    ["another status", [granted(1), jobIn("DONE"), sessionLost, { ...outage, status: 400 }]],
  ])("does not excuse %s", async (_, responses) => {
    const { clock, client } = createSessionClient(responses, {}, contract);
    if (responses.length > 1) await clock.run(client.status("1"));
    expect((await clock.run(rejectionOf(client.status("2")))).code).toBe("unauthenticated");
  });

  function granted(count: number): ScriptedResponse {
    return { body: { token: `t-${count}`, area: 5 } };
  }
});
