import { describe, expect, it } from "vitest";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { batchedAcmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { operationsContract, taskIn } from "../testing/acme-operations.ts";
import { createAcmeProvider } from "../testing/acme-provider.ts";
import { cookieContract, cookieGranted, createSessionClient, createSessionProvider } from "../testing/acme-session.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { logOut } from "../client/log-out.ts";
import { waitAll } from "../client/wait-all.ts";
import type { JobEvent } from "./job-event.ts";

/** An event in a line: when, about what, and what it says. */
function line(event: JobEvent): string {
  const about = "ids" in event ? event.ids.join("+") : "id" in event ? event.id : event.provider;
  const subject = `${event.atMs} ${about} ${event.type}`;
  if (event.type === "response") return `${subject} ${event.error?.code ?? "ok"} after ${event.durationMs}`;
  if (event.type === "changed") return `${subject} ${event.previous?.native ?? "-"} > ${event.status.native}`;
  if (event.type === "rate-limited") return `${subject} ${event.error.code} until ${event.untilMs}`;
  if (event.type === "retry-scheduled") return `${subject} ${event.error.code} at ${event.nextAtMs}`;
  if (event.type === "failed") return `${subject} ${event.error.code}`;
  return event.type === "ended" ? `${subject} ${event.status.state}` : subject;
}

describe("the events of", () => {
  it("a small life are told in their order", async () => {
    const events: string[] = [];
    const { client, clock } = createAcmeClient(
      [
        jobIn("QUEUED"),
        { status: 503, takesMs: 100 },
        { status: 429, headers: { "Retry-After": "30" } },
        { ...jobIn("WORKING"), takesMs: 50 },
        jobIn("WORKING"),
        jobIn("DONE"),
      ],
      { onEvent: (event) => events.push(line(event)) },
    );
    await clock.run(client.wait("7", { schedule: () => 1_000 }));
    expect(events).toEqual([
      "0 7 polling-started",
      "0 7 request",
      "0 7 response ok after 0",
      "0 7 changed - > QUEUED",
      "1000 7 request",
      "1100 7 response unavailable after 100",
      "1100 7 retry-scheduled unavailable at 2100",
      "2100 7 request",
      "2100 7 response rate-limited after 0",
      "2100 7 rate-limited rate-limited until 32100",
      "2100 7 retry-scheduled rate-limited at 32100",
      "32100 7 request",
      "32150 7 response ok after 50",
      "32150 7 changed QUEUED > WORKING",
      "33150 7 request",
      "33150 7 response ok after 0",
      "34150 7 request",
      "34150 7 response ok after 0",
      "34150 7 changed WORKING > DONE",
      "34150 7 ended succeeded",
      "34150 7 polling-stopped",
    ]);
  });

  it("a request that a limit held back say when it was sent", async () => {
    const events: string[] = [];
    const onEvent = (event: JobEvent) => events.push(line(event));
    const { client, clock } = createAcmeClient([jobIn("WORKING")], { onEvent }, limitedAcmeContract);
    await client.status("7");
    await clock.run(client.status("7"));
    expect(events).toEqual([
      "0 7 polling-started",
      "0 7 request",
      "0 7 response ok after 0",
      "0 7 changed - > WORKING",
      "0 7 polling-stopped",
      "0 7 polling-started",
      "10000 7 request",
      "10000 7 response ok after 0",
      "10000 7 changed - > WORKING",
      "10000 7 polling-stopped",
    ]);
  });

  it("50 waiters are those of one wait", async () => {
    const events: string[] = [];
    const { client, clock } = createAcmeClient([jobIn("DONE")], { onEvent: (event) => events.push(line(event)) });
    await clock.run(Promise.all(Array.from({ length: 50 }, () => client.wait("7"))));
    expect(events).toEqual([
      "0 7 polling-started",
      "0 7 request",
      "0 7 response ok after 0",
      "0 7 changed - > DONE",
      "0 7 ended succeeded",
      "0 7 polling-stopped",
    ]);
  });

  it("jobs that are polled together are those of one request", async () => {
    const events: string[] = [];
    const onEvent = (event: JobEvent) => events.push(line(event));
    const { client, clock } = createAcmeProvider(() => "DONE", batchedAcmeContract, { onEvent });
    await clock.run(
      waitAll([
        [client, "1"],
        [client, "2"],
      ]),
    );
    expect(events.filter((text) => text.includes("request"))).toEqual(["0 1+2 request"]);
    expect(events.filter((text) => text.includes("response"))).toEqual(["0 1+2 response ok after 0"]);
    expect(events.filter((text) => text.includes("ended"))).toEqual(["0 1 ended succeeded", "0 2 ended succeeded"]);
  });

  it("a wait that fails tell of its end, and of no retry", async () => {
    const events: string[] = [];
    const { client, clock } = createAcmeClient([{ status: 403 }], { onEvent: (event) => events.push(line(event)) });
    await rejectionOf(clock.run(client.wait("7")));
    expect(events).toEqual([
      "0 7 polling-started",
      "0 7 request",
      "0 7 response forbidden after 0",
      "0 7 failed forbidden",
      "0 7 polling-stopped",
    ]);
  });

  it("a watch that is left end with the polling, and with no failure", async () => {
    const events: string[] = [];
    const onEvent = (event: JobEvent) => events.push(line(event));
    const { client, clock } = createAcmeClient([jobIn("WORKING")], { onEvent });
    const watch = client.watch("7");
    await clock.run(watch.next());
    await watch.return?.();
    expect(events.slice(-2)).toEqual(["0 7 changed - > WORKING", "0 7 polling-stopped"]);
  });

  it("a listener that aborts the wait of its event are told once", async () => {
    const events: string[] = [];
    const controller = new AbortController();
    const onEvent = (event: JobEvent) => {
      events.push(line(event));
      if (event.type === "failed") controller.abort();
    };
    const { client, clock } = createAcmeClient([{ status: 403 }], { onEvent });
    const error = await clock.run(rejectionOf(client.wait("7", { signal: controller.signal })));
    expect(error.code).toBe("forbidden");
    expect(events.slice(-2)).toEqual(["0 7 failed forbidden", "0 7 polling-stopped"]);
  });

  it("a session tell of the login and the logout", async () => {
    const events: string[] = [];
    const onEvent = (event: JobEvent) => events.push(line(event));
    const { client, clock } = createSessionClient(createSessionProvider().script, { onEvent });
    await clock.run(client.status("7"));
    await clock.run(client.status("8"));
    await clock.run(logOut(client));
    expect(events.filter((text) => text.includes("acme"))).toEqual(["0 acme logged-in", "0 acme logged-out"]);
  });

  it("a session tell of each renewal by a response", async () => {
    const events: string[] = [];
    const onEvent = (event: JobEvent) => events.push(line(event));
    const renewing = { ...jobIn("DONE"), headers: { "Set-Cookie": "sid=b" } };
    const { client, clock } = createSessionClient(
      [cookieGranted, renewing, jobIn("DONE")],
      { onEvent },
      cookieContract,
    );
    await clock.run(client.status("7"));
    await clock.run(client.status("8"));
    expect(events.filter((text) => text.includes("acme"))).toEqual(["0 acme logged-in", "0 acme session-renewed"]);
  });
});

it("each event of a job at a named operation names it, and at the default operation none does", async () => {
  const names = new Map<string, unknown[]>();
  const onEvent = (event: JobEvent) =>
    names.set(event.type, [...(names.get(event.type) ?? []), "operation" in event ? event.operation : "none"]);
  const responses = [
    { status: 429, headers: { "Retry-After": "30" } },
    { ...taskIn("AWAKE"), body: { task: { phase: "AWAKE", made: "soon" } } },
    taskIn("OVER"),
    jobIn("DONE"),
    { status: 403 },
  ];
  const operations = { ...operationsContract.operations };
  const { task } = operations;
  if (!task) throw new Error("the contract has no tasks");
  const times = { createdAt: { at: "/made", encodings: ["rfc3339"] } } as const;
  const contract = {
    ...operationsContract,
    operations: { ...operations, task: { ...task, job: { ...task.job, times } } },
  };
  const { client, clock } = createAcmeClient(responses, { onEvent }, contract);
  await clock.run(client.wait({ id: "7", operation: "task" }));
  await clock.run(client.wait("7"));
  await clock.run(rejectionOf(client.wait({ id: "8", operation: "task" })));
  expect(Object.fromEntries(names)).toEqual({
    "polling-started": ["task", "none", "task"],
    request: ["task", "task", "task", "none", "task"],
    response: ["task", "task", "task", "none", "task"],
    "rate-limited": ["task"],
    "retry-scheduled": ["task"],
    "unreadable-time": ["task"],
    changed: ["task", "task", "none"],
    ended: ["task", "none"],
    "polling-stopped": ["task", "none", "task"],
    failed: ["task"],
  });
});

it("no event holds a secret, not even where the provider repeats one", async () => {
  const events: JobEvent[] = [];
  const { client, clock } = createAcmeClient(
    [
      { status: 503, body: { error: { code: "DOWN", text: "Token letmein was refused behind gatekey" } } },
      { status: 200, body: "<html>letmein</html>" },
      jobIn("DONE"),
    ],
    { credentials: { token: "letmein" }, headers: { "X-Proxy": "gatekey" }, onEvent: (event) => events.push(event) },
  );
  await clock.run(client.wait("7"));
  expect(events.map(({ type }) => type)).toEqual([
    "polling-started",
    "request",
    "response",
    "retry-scheduled",
    "request",
    "response",
    "retry-scheduled",
    "request",
    "response",
    "changed",
    "ended",
    "polling-stopped",
  ]);
  const told = events
    .map((event) => ("error" in event && event.error ? `${JSON.stringify(event)} ${event.error.message}` : ""))
    .join();
  expect(told).toContain("DOWN");
  expect(`${told} ${JSON.stringify(events)}`).not.toMatch(/letmein|gatekey/);
});
