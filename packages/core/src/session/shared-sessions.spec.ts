import { describe, expect, it } from "vitest";
import { jobIn } from "../testing/acme-client.ts";
import {
  cookieContract,
  cookieGranted,
  createMemoryStore,
  createSessionClient,
  createSessionProvider,
  line,
  sessionLost,
} from "../testing/acme-session.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";
import { createVirtualClock } from "../virtual-clock.ts";
import type { SessionStore } from "../context/session-store.ts";

/** The key of ann's session, with the SHA-256 of `["ann",null]`, since she names no area. */
const KEY = "jobstatus acme https://shop.acme.example 4e0d33b0705e1bf27234c8ab65cfd166292eb9f68e077713ce5f4e17090f8bfa";

// Where a store is, a digest is made on a thread of its own, which virtual time would not wait for: so these tests let time
// pass only if they say so.

describe("a store", () => {
  it("is told of a login, under a key that holds no secret", async () => {
    const sessions = createMemoryStore();
    const { client } = createSessionClient(createSessionProvider().script, { sessions });
    await client.status("1");
    expect([...sessions.entries]).toStrictEqual([[KEY, { fields: { token: "t-1" }, expiresAtMs: 60_000 }]]);
  });

  it("keeps sessions apart that are confirmed for something else", async () => {
    const sessions = createMemoryStore();
    const credentials = { name: "ann", word: "open sesame", area: "5" };
    const { client } = createSessionClient(createSessionProvider().script, { sessions, credentials });
    await client.status("1");
    // The SHA-256 of `["ann","5"]`.
    expect([...sessions.entries.keys()]).toEqual([
      "jobstatus acme https://shop.acme.example bcbe82ae0414b2a12a73f530750055ffd9ca9e130e91419ae6988f084fbdfb32",
    ]);
  });

  it("spares a process the login that another has made", async () => {
    const sessions = createMemoryStore();
    sessions.entries.set(KEY, { fields: { token: "shared" }, expiresAtMs: 1 });
    const { client, requests } = createSessionClient([jobIn("DONE")], { sessions });
    await client.status("1");
    await client.status("2");
    expect(requests.map(line)).toEqual(["GET 1 Token shared", "GET 2 Token shared"]);
  });

  it("may hold a session that names no end", async () => {
    const sessions = createMemoryStore();
    sessions.entries.set(KEY, { fields: { token: "shared" } });
    const { client, requests } = createSessionClient([jobIn("DONE")], { sessions });
    await client.status("1");
    expect(requests.map(line)).toEqual(["GET 1 Token shared"]);
  });

  it("may hold one that has just run out, which is not used", async () => {
    const { script } = createSessionProvider();
    const sessions = createMemoryStore();
    sessions.entries.set(KEY, { fields: { token: "shared" }, expiresAtMs: 5_000 });
    const { client, requests } = createSessionClient(script, { sessions, clock: createVirtualClock(5_000) });
    await client.status("1");
    expect(requests.map(line)).toEqual(["POST login", "GET 1 Token t-1"]);
  });

  it("may hold one that the provider has lost: one request is sent with it, and then a login", async () => {
    const { script } = createSessionProvider();
    const sessions = createMemoryStore();
    sessions.entries.set(KEY, { fields: { token: "shared" } });
    const { client, requests } = createSessionClient(script, { sessions });
    await client.status("1");
    expect(requests.map(line)).toEqual(["GET 1 Token shared", "POST login", "GET 1 Token t-1"]);
    expect(sessions.entries.get(KEY)?.fields).toEqual({ token: "t-1" });
  });

  it("may hold a newer one when one is lost, which another process has opened", async () => {
    const { script, open } = createSessionProvider();
    const sessions = createMemoryStore();
    const { client, requests } = createSessionClient(script, { sessions });
    await client.status("1");
    open.delete("t-1");
    open.add("theirs");
    sessions.entries.set(KEY, { fields: { token: "theirs" } });
    await client.status("2");
    expect(requests.slice(2).map(line)).toEqual(["GET 2 Token t-1", "GET 2 Token theirs"]);
  });

  it("that never holds a good one ends the call after three tries", async () => {
    let reads = 0;
    const sessions = {
      read() {
        reads += 1;
        return { fields: { token: `dead-${reads}` } };
      },
      write: () => undefined,
    };
    const { client, requests } = createSessionClient([sessionLost], { sessions });
    const error = await rejectionOf(client.status("1"));
    expect(error.code).toBe("unauthenticated");
    expect(requests.map(line)).toEqual(["GET 1 Token dead-1", "GET 1 Token dead-2", "GET 1 Token dead-3"]);
  });

  it.each<[string, SessionStore, number]>([
    ["read", { read: () => Promise.reject(new Error("disk")), write: () => undefined }, 0],
    ["write", { read: () => undefined, write: () => Promise.reject(new Error("disk")) }, 1],
  ])("that cannot %s is an error, and no login goes around it", async (_, sessions, logins) => {
    const { client, requests } = createSessionClient(createSessionProvider().script, { sessions });
    const error = await rejectionOf(client.status("1"));
    expect([error.code, error.message]).toEqual([
      "unavailable",
      'acme showJob job "1": the session store failed: disk',
    ]);
    expect(error.cause).toEqual(new Error("disk"));
    expect(requests).toHaveLength(logins);
  });
});

it("the error of a store that repeats the session shows no secret", async () => {
  const sessions = {
    read: () => undefined,
    write: (_: string, saved: unknown) => Promise.reject(new Error(`can't write ${JSON.stringify(saved)}`)),
  };
  const { client } = createSessionClient(createSessionProvider().script, { sessions });
  const error = await rejectionOf(client.status("1"));
  expect(error.message).toContain(`the session store failed: can't write {"fields":{"token":"[redacted]"`);
  expect(`${JSON.stringify(error)} ${String(error.cause)}`).not.toContain("t-1");
});

it("a store is told of no end where the login names none", async () => {
  const sessions = createMemoryStore();
  const { client } = createSessionClient([cookieGranted, jobIn("DONE")], { sessions }, cookieContract);
  await client.status("1");
  expect([...sessions.entries.values()]).toStrictEqual([{ fields: { cookie: "sid=a" } }]);
});

describe("a store is given a session that responses renew", () => {
  const login: ScriptedResponse = { headers: { "Set-Cookie": "sid=a; Max-Age=100" }, body: {} };
  const renewing = (pair: string): ScriptedResponse => ({
    ...jobIn("DONE"),
    headers: { "Set-Cookie": `${pair}; Max-Age=100` },
  });
  /** The SHA-256 of `["ann"]`: this login confirms nothing. */
  const cookieKey =
    "jobstatus acme https://shop.acme.example 9709202e090a03088c3ba9a1655fbbf46bfcf286653b4e0621991dd584d7001e";

  it("a renewed session is stored when half of its life is over, and not with every response", async () => {
    const sessions = createMemoryStore();
    const responses = [login, renewing("sid=b"), renewing("sid=c"), renewing("sid=d"), renewing("sid=e")];
    const { clock, client } = createSessionClient(responses, { sessions }, cookieContract);
    const stored = () => sessions.entries.get(cookieKey);
    const a = { fields: { cookie: "sid=a" }, expiresAtMs: 100_000 };
    await client.status("1");
    expect(stored()).toStrictEqual(a);
    await clock.advance(49_999);
    await client.status("2");
    expect(stored()).toStrictEqual(a);
    await clock.advance(1);
    await client.status("3");
    expect(stored()).toStrictEqual({ fields: { cookie: "sid=d" }, expiresAtMs: 150_000 });
    // Half of what is left from then.
    await clock.advance(49_999);
    await client.status("4");
    expect(stored()?.fields).toEqual({ cookie: "sid=d" });
    await clock.advance(1);
    await client.status("5");
    expect(stored()?.fields).toEqual({ cookie: "sid=e" });
  });

  it("a renewed session is stored with the next response if the write failed", async () => {
    const sessions = createMemoryStore();
    const { write } = sessions;
    const responses = [login, renewing("sid=b"), renewing("sid=c")];
    const { clock, client } = createSessionClient(responses, { sessions }, cookieContract);
    await client.status("1");
    await clock.advance(50_000);
    sessions.write = () => Promise.reject(new Error("disk"));
    expect((await client.status("2")).state).toBe("succeeded");
    expect(sessions.entries.get(cookieKey)?.fields).toEqual({ cookie: "sid=a" });
    sessions.write = write;
    await client.status("3");
    expect(sessions.entries.get(cookieKey)?.fields).toEqual({ cookie: "sid=c" });
  });

  it("a renewed session that has been lost since is not stored", async () => {
    const sessions = createMemoryStore();
    const responses: ScriptedResponse[] = [
      login,
      jobIn("DONE"),
      { ...renewing("sid=late"), takesMs: 1_000 },
      { status: 401 },
      { headers: { "Set-Cookie": "sid=z; Max-Age=100" }, body: {} },
      jobIn("DONE"),
    ];
    const { clock, client, requests } = createSessionClient(responses, { sessions }, cookieContract);
    await client.status("1");
    await clock.advance(50_000);
    const slow = client.status("slow");
    await clock.advance(0);
    await client.status("2");
    await clock.run(slow);
    expect(sessions.entries.get(cookieKey)?.fields).toEqual({ cookie: "sid=z" });
    expect(requests.slice(2).map(line)).toEqual(["GET slow sid=a", "GET 2 sid=a", "POST login", "GET 2 sid=z"]);
  });

  it.each([
    ["as it was opened", "sid=a"],
    ["as it was renewed last", "sid=b"],
  ])("and one that is lost is not taken from it again, if it holds it %s", async (_, cookie) => {
    const sessions = createMemoryStore();
    const responses: ScriptedResponse[] = [
      login,
      renewing("sid=b"),
      { status: 401 },
      { headers: { "Set-Cookie": "sid=z; Max-Age=100" }, body: {} },
      jobIn("DONE"),
    ];
    const { client, requests } = createSessionClient(responses, { sessions }, cookieContract);
    await client.status("1");
    sessions.entries.set(cookieKey, { fields: { cookie } });
    await client.status("2");
    expect(requests.slice(2).map(line)).toEqual(["GET 2 sid=b", "POST login", "GET 2 sid=z"]);
  });
});
