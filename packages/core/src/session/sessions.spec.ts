import { describe, expect, it } from "vitest";
import type { JobClient } from "../client/job-client.ts";
import { contextOf } from "../context/context-of.ts";
import type { JobEvent } from "../context/job-event.ts";
import { type AcmeClient, jobIn } from "../testing/acme-client.ts";
import {
  cookieContract,
  cookieGranted,
  createMemoryStore,
  createSessionClient,
  createSessionProvider,
  line,
  sessionContract,
  sessionGranted,
  sessionLost,
} from "../testing/acme-session.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";

/** What is sent if the status of job 2 is requested while a slow request, which follows that of job 1, has no response. */
async function sentWith(slow: (client: JobClient) => Promise<unknown>, { clock, client, requests }: AcmeClient) {
  await clock.run(client.status("1"));
  const ended = slow(client);
  await clock.advance(0);
  await clock.run(client.status("2"));
  await clock.run(ended);
  return requests.map(line);
}

describe("a session", () => {
  it("is opened at the client's origin with the login's fields alone, and then used", async () => {
    const { clock, client, requests } = createSessionClient([sessionGranted, jobIn("DONE")], {
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

  it("is opened once for all requests, at the same time and later", async () => {
    const { clock, client, requests } = createSessionClient(createSessionProvider().script);
    await clock.run(Promise.all([client.status("1"), client.status("2")]));
    await clock.run(client.status("3"));
    expect(requests.map(line)).toEqual(["POST login", "GET 1 Token t-1", "GET 2 Token t-1", "GET 3 Token t-1"]);
  });

  it("is opened anew when its lifetime is over, before the provider says so", async () => {
    const { clock, client, requests } = createSessionClient(createSessionProvider().script);
    await clock.run(client.status("1"));
    await clock.advance(59_999);
    await clock.run(client.status("2"));
    await clock.advance(1);
    await clock.run(client.status("3"));
    expect(requests.map(line)).toEqual([
      "POST login",
      "GET 1 Token t-1",
      "GET 2 Token t-1",
      "POST login",
      "GET 3 Token t-2",
    ]);
  });

  it("without a lifetime is kept until the provider says that it is over", async () => {
    const { lifetimeMs: _lifetimeMs, ...login } = sessionContract.session.login;
    const contract = { ...sessionContract, session: { ...sessionContract.session, login } };
    const { clock, client, requests } = createSessionClient(createSessionProvider().script, {}, contract);
    await clock.run(client.status("1"));
    await clock.advance(1e12);
    await clock.run(client.status("2"));
    expect(requests.map(line)).toEqual(["POST login", "GET 1 Token t-1", "GET 2 Token t-1"]);
  });

  it("that a response repeats is not shown, nor what the login took", async () => {
    const text = "t-1 of ann: open sesame";
    const { clock, client } = createSessionClient([sessionGranted, { status: 400, body: { error: { text } } }]);
    const error = await clock.run(rejectionOf(client.status("1")));
    expect(error.nativeMessage).toBe("[redacted] of [redacted]: [redacted]");
  });

  it("is not opened where the credentials need none", async () => {
    const { clock, client, requests } = createSessionClient([sessionLost], { credentials: { token: "brought" } });
    const error = await clock.run(rejectionOf(client.status("1")));
    expect(error.code).toBe("unauthenticated");
    expect(requests.map(line)).toEqual(["GET 1 Token brought"]);
  });

  it.each([
    ["a field is missing", { name: "ann" }],
    ["a field is empty", { name: "ann", word: "" }],
    ["a field isn't text", { name: "ann", word: 5 }],
  ])("is not opened if no login can be sent: %s", async (_, credentials) => {
    const { clock, client, requests } = createSessionClient([sessionGranted], { credentials });
    const error = await clock.run(rejectionOf(client.status("1")));
    expect(error.message).toContain("{ user, password } or { token } or { name, word }");
    expect(requests).toEqual([]);
  });
});

describe("a caller that leaves while a session is opened", () => {
  it("does not end it for the others", async () => {
    const slow = { ...sessionGranted, takesMs: 1_000 };
    const { clock, client, requests } = createSessionClient([slow, jobIn("DONE")]);
    const controller = new AbortController();
    const left = rejectionOf(client.status("1", { signal: controller.signal }));
    const stays = client.status("2");
    await clock.advance(500);
    controller.abort();
    expect((await left).code).toBe("aborted");
    expect((await clock.run(stays)).state).toBe("succeeded");
    expect(requests.map(line)).toEqual(["POST login", "GET 2 Token t-1"]);
  });

  it("ends it if no other caller waits for it, and the next one opens another at once", async () => {
    const responses: ScriptedResponse[] = [{ hangs: "request" }, sessionGranted, jobIn("DONE")];
    const { clock, client, requests, load } = createSessionClient(responses);
    const controller = new AbortController();
    const left = rejectionOf(client.status("1", { signal: controller.signal }));
    await clock.advance(500);
    controller.abort();
    expect((await left).code).toBe("aborted");
    await clock.advance(100);
    expect([load.now, clock.sleepers]).toEqual([0, 0]);
    expect((await clock.run(client.status("2"))).state).toBe("succeeded");
    expect(requests.map(line)).toEqual(["POST login", "POST login", "GET 2 Token t-1"]);
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 600, 600]);
  });

  it("before the credentials are there has no login sent, and leaves the next opening to the others", async () => {
    const login = { name: "ann", word: "open sesame" };
    let give = (): void => undefined;
    const late = new Promise<typeof login>((resolve) => (give = () => resolve(login)));
    const credentials = [late];
    const { clock, client, requests } = createSessionClient([{ ...sessionGranted, takesMs: 1_000 }, jobIn("DONE")], {
      credentials: () => credentials.shift() ?? login,
    });
    const controller = new AbortController();
    const left = rejectionOf(client.status("1", { signal: controller.signal }));
    await clock.advance(0);
    controller.abort();
    expect((await left).code).toBe("aborted");
    const second = client.status("2");
    give();
    await clock.advance(500);
    const third = client.status("3");
    await clock.run(Promise.all([second, third]));
    expect(requests.map(line)).toEqual(["POST login", "GET 2 Token t-1", "GET 3 Token t-1"]);
  });
});

describe("a session that is lost", () => {
  it("is opened anew once for all callers, and their requests are sent again", async () => {
    const { script, open } = createSessionProvider();
    const { clock, client, requests } = createSessionClient(script);
    await clock.run(client.status("1"));
    open.clear();
    await clock.run(Promise.all([client.status("2"), client.status("3")]));
    expect(requests.slice(2).map(line)).toEqual([
      "GET 2 Token t-1",
      "GET 3 Token t-1",
      "POST login",
      "GET 2 Token t-2",
      "GET 3 Token t-2",
    ]);
  });

  it("whose renewal is refused says which job that was, and how it was seen last", async () => {
    const responses = [sessionGranted, jobIn("WORKING"), sessionLost, { status: 400 }];
    const { clock, client } = createSessionClient(responses);
    const error = await clock.run(rejectionOf(client.wait("7", { schedule: () => 1_000 })));
    expect(error).toMatchObject({
      code: "unauthenticated",
      operation: "logIn",
      httpStatus: 400,
      jobId: "7",
      lastStatus: { state: "running" },
    });
  });

  it("is not lost by an error that says something else", async () => {
    const responses = [sessionGranted, { status: 403 }, jobIn("DONE")];
    const { clock, client, requests } = createSessionClient(responses);
    expect((await clock.run(rejectionOf(client.status("1")))).code).toBe("forbidden");
    await clock.run(client.status("2"));
    expect(requests.map(line)).toEqual(["POST login", "GET 1 Token t-1", "GET 2 Token t-1"]);
  });

  it("before it was ever taken is an error: another login would give just another such", async () => {
    const { clock, client, requests } = createSessionClient([sessionGranted, sessionLost]);
    expect((await clock.run(rejectionOf(client.status("1")))).code).toBe("unauthenticated");
    const second = await clock.run(rejectionOf(client.status("1")));
    expect(second.message).toContain("no new login for another 300 s");
    expect(requests.map(line)).toEqual(["POST login", "GET 1 Token t-1"]);
  });

  it("a session that is lost when another has been opened meanwhile costs no further one", async () => {
    const { script, open } = createSessionProvider();
    const { clock, client, requests } = createSessionClient((request) => ({
      ...script(request),
      takesMs: request.url.endsWith("/slow") ? 1_000 : 0,
    }));
    await clock.run(client.status("1"));
    open.clear();
    const slow = client.status("slow");
    await clock.run(client.status("2"));
    await clock.run(slow);
    expect(requests.slice(2).map(line)).toEqual([
      "GET slow Token t-1",
      "GET 2 Token t-1",
      "POST login",
      "GET 2 Token t-2",
      "GET slow Token t-2",
    ]);
  });
});

describe("a cookie that every response renews", () => {
  const login: ScriptedResponse = { headers: { "Set-Cookie": "sid=a; Max-Age=60" }, body: {} };
  const renewing = (cookie: string, more: Partial<ScriptedResponse> = {}): ScriptedResponse => ({
    ...jobIn("DONE"),
    headers: { "Set-Cookie": cookie },
    ...more,
  });

  it("is sent as the newest response set it, and lives as long as that one says", async () => {
    const responses = [login, renewing("sid=b; Max-Age=100"), renewing("other=x"), renewing("sid=c"), jobIn("DONE")];
    const { clock, client, requests } = createSessionClient(responses, {}, cookieContract);
    await clock.run(client.status("1"));
    await clock.advance(99_999);
    await clock.run(client.status("2"));
    await clock.run(client.status("3"));
    // The last one names no end.
    await clock.advance(1e9);
    await clock.run(client.status("4"));
    expect(requests.map(line)).toEqual(["POST login", "GET 1 sid=a", "GET 2 sid=b", "GET 3 sid=b", "GET 4 sid=c"]);
  });

  it("stays if the contract does not say that responses renew it", async () => {
    const { renewedByResponses: _renewedByResponses, ...session } = cookieContract.session;
    const contract = { ...cookieContract, session };
    const { clock, client, requests } = createSessionClient([login, renewing("sid=b")], {}, contract);
    await clock.run(client.status("1"));
    await clock.run(client.status("2"));
    expect(requests.map(line)).toEqual(["POST login", "GET 1 sid=a", "GET 2 sid=a"]);
  });

  it("is not lost if another response has renewed it since the request was sent", async () => {
    const late = { status: 401, takesMs: 1_000 };
    const script = [login, renewing("sid=a"), late, renewing("sid=b"), jobIn("DONE")];
    const session = createSessionClient(script, {}, cookieContract);
    expect(await sentWith((client) => client.status("slow"), session)).toEqual([
      "POST login",
      "GET 1 sid=a",
      "GET slow sid=a",
      "GET 2 sid=a",
      "GET slow sid=b",
    ]);
  });
});

describe("what a manager knows without reading or sending anything", () => {
  const credentials = { token: "t-9" };

  it("is the caller's credentials that need no login, as one object", () => {
    const { session } = contextOf(createSessionClient([], { credentials }).client);
    expect(session?.known(credentials)).toEqual({ fields: { token: "t-9" }, secrets: [] });
    expect(session?.known(credentials)).toBe(session?.known(credentials));
  });

  it("is nothing before a login, and the session after it, as one object until it is forgotten", async () => {
    const { client, clock } = createSessionClient([sessionGranted, jobIn("DONE"), sessionLost]);
    const { session } = contextOf(client);
    const login = { name: "ann", word: "open sesame" };
    expect(session?.known(login)).toBeUndefined();
    await clock.run(client.status("1"));
    const known = session?.known(login);
    expect(known?.fields).toEqual({ token: "t-1" });
    expect(session?.known(undefined)).toBe(known);
    await session?.invalidate(() => Promise.resolve(login));
    expect(session?.known(login)).toBeUndefined();
  });
});

describe("a request of the caller's own", () => {
  const lost: ScriptedResponse = { ...sessionLost, headers: { "Content-Type": "application/json" } };
  const granting = (token: string): ScriptedResponse => ({ body: { token, area: 5 } });

  it("proves the session, so that one that is lost later is opened anew", async () => {
    const responses = [granting("t-1"), jobIn("DONE"), lost, granting("t-2"), jobIn("DONE"), jobIn("DONE")];
    const { clock, client, requests } = createSessionClient(responses);
    await clock.run(client.fetch("/v1/a"));
    await clock.run(client.fetch("/v1/b"));
    await clock.run(client.status("1"));
    expect(requests.map(line)).toEqual([
      "POST login",
      "GET a Token t-1",
      "GET b Token t-1",
      "POST login",
      "GET b Token t-2",
      "GET 1 Token t-2",
    ]);
  });

  it("ends no session that was just opened: the refusal is about the request", async () => {
    const { clock, client, requests } = createSessionClient([granting("t-1"), lost, jobIn("DONE")]);
    expect(await (await clock.run(client.fetch("/v1/a"))).json()).toEqual(lost.body);
    await clock.run(client.status("1"));
    expect(requests.map(line)).toEqual(["POST login", "GET a Token t-1", "GET 1 Token t-1"]);
  });

  it("ends a session from the store that is lost", async () => {
    const store = createMemoryStore();
    const first = createSessionClient([granting("t-1"), jobIn("DONE")], { sessions: store });
    await first.client.status("1");
    const { client, requests } = createSessionClient([lost, granting("t-2"), jobIn("DONE")], { sessions: store });
    await client.fetch("/v1/a");
    expect(requests.map(line)).toEqual(["GET a Token t-1", "POST login", "GET a Token t-2"]);
  });

  it("is sent again with a session that was opened meanwhile, which stays", async () => {
    const responses = [
      granting("t-1"),
      jobIn("DONE"),
      { ...lost, takesMs: 1_000 },
      lost,
      granting("t-2"),
      jobIn("DONE"),
    ];
    expect(await sentWith((client) => client.fetch("/v1/a"), createSessionClient(responses))).toEqual([
      "POST login",
      "GET 1 Token t-1",
      "GET a Token t-1",
      "GET 2 Token t-1",
      "POST login",
      "GET 2 Token t-2",
      "GET a Token t-2",
    ]);
  });
});

describe("a session that is forgotten", () => {
  const read = () => Promise.resolve({ name: "ann", word: "open sesame" });
  const session = (client: JobClient) => {
    const { session: manager } = contextOf(client);
    if (!manager) throw new Error("the client has no sessions");
    return manager;
  };

  it("is returned, gone from the store, and opened anew by the next request", async () => {
    const { script } = createSessionProvider();
    const sessions = createMemoryStore();
    const { client, requests } = createSessionClient(script, { sessions });
    await client.status("1");
    expect((await session(client).invalidate(read))?.fields).toEqual({ token: "t-1" });
    expect([...sessions.entries]).toEqual([]);
    await client.status("2");
    expect(requests.map(line)).toEqual(["POST login", "GET 1 Token t-1", "POST login", "GET 2 Token t-2"]);
  });

  it("is that of the store if the client has opened none", async () => {
    const sessions = createMemoryStore();
    await createSessionClient(createSessionProvider().script, { sessions }).client.status("1");
    const { client, requests } = createSessionClient([], { sessions });
    expect((await session(client).invalidate(read))?.fields).toEqual({ token: "t-1" });
    expect([[...sessions.entries], requests]).toEqual([[], []]);
  });

  it("is the caller's own if the credentials need no login", async () => {
    const given = { token: "brought" };
    const { client } = createSessionClient([], { credentials: given });
    expect((await session(client).invalidate(() => Promise.resolve(given)))?.fields).toEqual(given);
  });

  it("is none if none was opened", async () => {
    const { client, requests } = createSessionClient([], { sessions: createMemoryStore() });
    expect([await session(client).invalidate(read), requests]).toEqual([undefined, []]);
  });
});

it("the listener is told of a login, and of each renewal", async () => {
  const events: string[] = [];
  const onEvent = ({ type }: JobEvent) => {
    if (type === "logged-in" || type === "session-renewed") events.push(type);
  };
  const renewed = { ...jobIn("DONE"), headers: { "Set-Cookie": "sid=b" } };
  const { clock, client } = createSessionClient([cookieGranted, jobIn("DONE"), renewed], { onEvent }, cookieContract);
  await clock.run(client.status("1"));
  expect(events).toEqual(["logged-in"]);
  await clock.run(client.status("2"));
  expect(events).toEqual(["logged-in", "session-renewed"]);
});
