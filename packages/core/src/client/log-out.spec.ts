import { describe, expect, it, vi } from "vitest";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
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
import { logOut } from "./log-out.ts";
import type { JobEvent } from "../context/job-event.ts";
import type { SessionStore } from "../context/session-store.ts";

describe("a session is given back", () => {
  it("once, and the next request logs in again", async () => {
    const { script, open } = createSessionProvider();
    const { clock, client, requests } = createSessionClient(script);
    await clock.run(client.status("1"));
    await clock.run(logOut(client));
    expect(open.size).toBe(0);
    await clock.run(logOut(client));
    await clock.run(client.status("2"));
    expect(requests.map(line)).toEqual([
      "POST login",
      "GET 1 Token t-1",
      "DELETE login Token t-1",
      "POST login",
      "GET 2 Token t-2",
    ]);
    expect(requests[2]).toMatchObject({ url: "https://shop.acme.example/v1/main/login", body: undefined });
  });

  it("which the listener is told of", async () => {
    const events: unknown[] = [];
    const options = { onEvent: ({ type }: JobEvent) => events.push(type) };
    const { clock, client } = createSessionClient([sessionGranted, jobIn("DONE")], options);
    await clock.run(client.status("1"));
    events.length = 0;
    await clock.run(logOut(client));
    await clock.run(logOut(client));
    expect(events).toEqual(["logged-out"]);
  });

  it("that the caller brought along", async () => {
    const { client, requests } = createSessionClient([jobIn("DONE")], { credentials: () => ({ token: "brought" }) });
    await logOut(client);
    expect(requests.map(line)).toEqual(["DELETE login Token brought"]);
  });

  it("that another process has left in the store, which forgets it", async () => {
    const { script } = createSessionProvider();
    const sessions = createMemoryStore();
    await createSessionClient(script, { sessions }).client.status("1");
    const { client, requests } = createSessionClient(script, { sessions });
    await logOut(client);
    expect(requests.map(line)).toEqual(["DELETE login Token t-1"]);
    expect(sessions.entries.size).toBe(0);
  });

  it("a session is given back with an empty JSON body if the call has one", async () => {
    const { clock, client, requests } = createSessionClient([cookieGranted, jobIn("DONE")], {}, cookieContract);
    await clock.run(client.status("1"));
    await clock.run(logOut(client));
    expect(requests.at(-1)).toMatchObject({ url: "https://shop.acme.example/v1/logout", method: "POST", body: "{}" });
    expect(requests.at(-1)?.headers.get("Content-Type")).toBe("application/json");
  });

  it("already, if the provider has lost it", async () => {
    const { clock, client, requests } = createSessionClient([sessionGranted, jobIn("DONE"), sessionLost]);
    await clock.run(client.status("1"));
    await expect(clock.run(logOut(client))).resolves.toBeUndefined();
    expect(requests).toHaveLength(3);
  });
});

it("without a login, nothing is sent and the store is not written to", async () => {
  const write = vi.fn<SessionStore["write"]>();
  const { client, requests } = createSessionClient([], { sessions: { read: () => undefined, write } });
  await logOut(client);
  expect(requests).toEqual([]);
  expect(write).not.toHaveBeenCalled();
});

it("a logout that fails says so, and the session is forgotten all the same", async () => {
  const { clock, client, requests } = createSessionClient([
    sessionGranted,
    jobIn("DONE"),
    { status: 503 },
    sessionGranted,
  ]);
  await clock.run(client.status("1"));
  const error = await clock.run(rejectionOf(logOut(client)));
  expect([error.code, error.operation, error.httpStatus]).toEqual(["unavailable", "logOut", 503]);
  await clock.run(logOut(client));
  expect(requests.map(line)).toEqual(["POST login", "GET 1 Token t-1", "DELETE login Token t-1"]);
});

describe("there is no way to log out", () => {
  it("there is no way to log out of a provider without sessions", async () => {
    const error = await rejectionOf(logOut(createAcmeClient([]).client));
    expect([error.code, error.message]).toEqual(["invalid-request", "acme showJob: the provider has no logout"]);
  });

  it("there is no way to log out if the provider has no call for it", async () => {
    const contract = { ...sessionContract, session: { login: sessionContract.session.login } };
    const { client, requests } = createSessionClient(createSessionProvider().script, {}, contract);
    expect((await rejectionOf(logOut(client))).message).toBe("acme showJob: the provider has no logout");
    expect(requests).toEqual([]);
  });
});
