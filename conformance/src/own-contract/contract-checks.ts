import assert from "node:assert/strict";
import { JobStatusError } from "@jobstatus/core";
import type { Outcome, Scenario } from "@jobstatus/simulator";
import { type ContractSetting, SECRET } from "./contract-setting.ts";

/** One requirement, played against the simulated provider of a contract. */
export interface ContractCheck {
  readonly id: string;
  readonly family: "lifecycle" | "timing" | "limits" | "abort" | "errors" | "redaction" | "hostile-responses";
  /** What must hold, in one sentence. */
  readonly name: string;
  /** Rejects with an AssertionError if it doesn't hold. */
  readonly play: (setting: ContractSetting) => Promise<void>;
  /** Whether the contract has what the check is about. Default: every contract. */
  readonly applies?: (setting: ContractSetting) => boolean;
}

const ITEMS = [{ id: 1 }, { id: 2 }];
const SCENARIOS: Readonly<Record<Outcome, Scenario>> = {
  succeeded: { items: ITEMS },
  partial: { outcome: "partial", items: [{ id: 1 }, { id: 2, error: "torn" }] },
  failed: { outcome: "failed", items: [{ id: 1, error: "torn" }] },
  cancelled: { outcome: "cancelled" },
};
/** A job that doesn't end. */
const ENDLESS: Scenario = { waitingMs: 0, workingMs: 1e9 };
const MINUTE_MS = 60_000;
/** What no API means as a status in JSON. */
const BROKEN_BODIES = ["<html><body>Bad gateway</body></html>", '{"stat', ""];

/** The requirements that don't depend on a provider. */
export const CONTRACT_CHECKS: readonly ContractCheck[] = [
  ...(Object.keys(SCENARIOS) as Outcome[]).map((state): ContractCheck => ({
    id: `${state}-ends-the-wait`,
    family: "lifecycle",
    name: `A wait ends with the state ${state}.`,
    applies: ({ contract }) => Object.values(contract.states).includes(state),
    async play({ clock, simulator, client }) {
      const status = await clock.run(client.wait(simulator.start(SCENARIOS[state])));
      assert.equal(status.state, state);
    },
  })),
  {
    id: "timeout-is-kept",
    family: "timing",
    name: "A wait ends at its timeout, with a token to resume it.",
    async play({ clock, simulator, client }) {
      const startMs = clock.now();
      const error = await rejectionOf(clock.run(client.wait(simulator.start(ENDLESS), { timeoutMs: MINUTE_MS })));
      assert.equal(error.code, "timeout");
      assert.ok(error.resume !== undefined, "the error has no resume token");
      assert.ok(clock.now() - startMs <= MINUTE_MS, `it ended ${clock.now() - startMs} ms after its start`);
    },
  },
  {
    id: "limits-are-kept",
    family: "limits",
    name: "Waits that run side by side are never refused for too many requests.",
    async play({ clock, simulator, client, statuses }) {
      const jobs = [simulator.start({ workingMs: MINUTE_MS }), simulator.start({ workingMs: MINUTE_MS })];
      await clock.run(Promise.all(jobs.flatMap((id) => [client.wait(id), client.wait(id)])));
      assert.equal(statuses.filter((status) => status === 429).length, 0);
    },
  },
  {
    id: "retry-after-is-kept",
    family: "limits",
    name: "After a refusal no request comes before its Retry-After.",
    async play({ clock, simulator, client }) {
      const id = simulator.start();
      await clock.run(client.status(id));
      await clock.advance(MINUTE_MS);
      simulator.respondNext({ status: 429, headers: { "retry-after": "30" } });
      const sent = simulator.requests.length;
      await clock.run(client.wait(id));
      const [refused, next] = simulator.requests.slice(sent);
      const gapMs = (next?.atMs ?? Infinity) - (refused?.atMs ?? 0);
      assert.ok(gapMs >= 30_000, `the next request came after ${gapMs} ms`);
    },
  },
  {
    id: "abort-is-at-once",
    family: "abort",
    name: "An abort ends the wait at once, and no request follows.",
    async play({ clock, simulator, client }) {
      const controller = new AbortController();
      const ended = rejectionOf(client.wait(simulator.start(ENDLESS), { signal: controller.signal }));
      await clock.advance(5000);
      controller.abort();
      const sent = simulator.requests.length;
      assert.equal((await ended).code, "aborted");
      await clock.advance(10 * MINUTE_MS);
      assert.equal(simulator.requests.length, sent);
    },
  },
  {
    id: "outage-is-outlasted",
    family: "errors",
    name: "A wait outlasts a short outage.",
    async play({ clock, simulator, client }) {
      const id = simulator.start();
      await clock.run(client.status(id));
      await clock.advance(MINUTE_MS);
      simulator.respondNext({ status: 503 }, { status: 502 });
      assert.equal((await clock.run(client.wait(id))).state, "succeeded");
    },
  },
  {
    id: "unknown-job-is-not-found",
    family: "errors",
    name: "A job that was never started is not found.",
    async play({ clock, client }) {
      assert.equal((await rejectionOf(clock.run(client.status("999")))).code, "not-found");
    },
  },
  {
    id: "forbidden-is-told",
    family: "errors",
    name: "A caller that must not read jobs gets the code forbidden.",
    async play({ clock, simulator, client }) {
      simulator.setState("the caller may not read jobs");
      assert.equal((await rejectionOf(clock.run(client.status(simulator.start())))).code, "forbidden");
    },
  },
  {
    id: "secret-is-redacted",
    family: "redaction",
    name: "No error shows a credential, even if a response echoes it.",
    applies: ({ contract }) => contract.credentials.length > 0,
    async play({ clock, simulator, client }) {
      const id = simulator.start();
      simulator.respondNext(
        ...[1, 2, 3].map(
          () => (request: Request) =>
            Response.json({ message: `no access with ${SECRET}`, seen: [...request.headers] }, { status: 400 }),
        ),
      );
      const error = await rejectionOf(clock.run(client.status(id)));
      const shown = `${error.stack ?? ""} ${JSON.stringify(error)} ${String(error.cause)}`;
      assert.ok(!shown.includes(SECRET), "the error shows the credential");
    },
  },
  ...BROKEN_BODIES.map((body, index): ContractCheck => ({
    id: `broken-body-${index + 1}-is-no-status`,
    family: "hostile-responses",
    name: `The body ${JSON.stringify(body)} is never a status.`,
    applies: ({ contract: { job } }) => typeof job.status === "string",
    async play({ clock, simulator, client }) {
      const id = simulator.start();
      await clock.run(client.status(id));
      await clock.advance(MINUTE_MS);
      simulator.respondNext({ status: 200, headers: { "content-type": "text/html" }, body });
      const { code } = await rejectionOf(clock.run(client.status(id)));
      assert.ok(["invalid-response", "unavailable"].includes(code), `the code is ${code}`);
    },
  })),
];

/** The error of a call that must reject. */
async function rejectionOf(promise: Promise<unknown>): Promise<JobStatusError> {
  const [result] = await Promise.allSettled([promise]);
  assert.equal(result.status, "rejected", "it did not reject");
  const reason: unknown = result.status === "rejected" ? result.reason : undefined;
  assert.ok(JobStatusError.is(reason), `it rejected with ${String(reason)}`);
  return reason;
}
