import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Providers, runExample } from "./testing/run-example.ts";

const TICKETS = "8b726e606741012ffc2d782bcb7848fe";
const MORE_TICKETS = "e7665094164c498781ebe4c8db6d2af5";

/** The job that `jobstatus simulate` starts with its default seed. */
const SIMULATED_TICKETS = "3c885e888116b4730cf05e98c6568e62";

const folder = join(import.meta.dirname, "../examples");
const examples = readdirSync(folder)
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".spec.ts"))
  .map((name) => name.replace(/\.ts$/, ""));

/** Starts the jobs that an example polls, and plans the faults that it meets. */
type Prepare = (providers: Providers) => void;

const onePartFails: Prepare = ({ zendesk }) =>
  zendesk.start({ id: TICKETS, items: [{ id: 380 }, { id: 381, error: "RecordInvalid" }] });

/** Three requests, at 0 s, 10 s and 20 s: Vault allows one in 10 s. */
const oneRequestFails: Prepare = ({ "veeva-vault": vault }) => {
  vault.start({ id: "1201", phases: [{ status: "RUNNING", forMs: 15_000 }, { status: "SUCCESS" }] });
  vault.respondNext({ status: 503 });
};

/** What an example needs beside an empty provider. */
const preparations: Readonly<Record<string, Prepare>> = {
  "wait-for-a-job": onePartFails,
  "require-success": onePartFails,
  "quick-start-zendesk": onePartFails,
  "quick-start-veeva-vault": ({ "veeva-vault": vault }) => vault.start({ id: "1201" }),
  "quick-start-traffic-ops": ({ "traffic-ops": trafficOps }) =>
    trafficOps.start({ id: "1", outcome: "failed", endMessage: "No response." }),
  "quick-start-centurylink-v2": ({ "centurylink-v2": centurylink }) => centurylink.start({ id: "wa1-12345" }),
  "quick-start-centurylink-v1": ({ "centurylink-v1": centurylink }) =>
    centurylink.start({ id: "50", title: "Creating Server UT1XXLAB01" }),
  "start-many-jobs": ({ "centurylink-v2": centurylink }) =>
    centurylink.planNext({ items: [{}, { error: "The server is busy." }] }),
  "polling-loop": ({ zendesk }) => zendesk.start({ id: TICKETS }),
  "watch-progress": ({ zendesk }) =>
    zendesk.start({
      id: TICKETS,
      items: [{ id: 380 }, { id: 381 }],
      phases: [
        { status: "queued", forMs: 500 },
        { status: "working", forMs: 20_000, percent: 50 },
        { status: "completed" },
      ],
    }),
  "get-a-status": ({ "traffic-ops": trafficOps }) =>
    trafficOps.start({ id: "1", phases: [{ status: "PENDING", message: "1 of 4 certificates renewed" }] }),
  "timeout-and-cancel": ({ "traffic-ops": trafficOps }) =>
    trafficOps.start({ id: "1", phases: [{ status: "PENDING" }] }),
  resume: ({ "traffic-ops": trafficOps }) =>
    trafficOps.start({ id: "1", phases: [{ status: "PENDING", forMs: 150_000 }, { status: "SUCCEEDED" }] }),
  "handle-errors": ({ "veeva-vault": vault }) => vault.start({ id: "1201" }),
  "unknown-statuses": ({ "centurylink-v2": centurylink }) =>
    centurylink.start({ id: "wa1-12345", phases: [{ status: "executing", forMs: 5_000 }, { status: "pondering" }] }),
  "stalled-job": ({ "traffic-ops": trafficOps }) =>
    trafficOps.start({
      id: "1",
      phases: [{ status: "PENDING", message: "Waiting for the CA", forMs: 90_000 }, { status: "SUCCEEDED" }],
    }),
  "custom-schedule": ({ zendesk }) => zendesk.start({ id: TICKETS }),
  backoff: ({ zendesk }) => {
    zendesk.start({ id: TICKETS });
    zendesk.start({ id: MORE_TICKETS });
  },
  "wait-for-many-jobs": ({ zendesk, "traffic-ops": trafficOps }) => {
    zendesk.start({ id: TICKETS });
    zendesk.start({ id: MORE_TICKETS, outcome: "cancelled" });
    trafficOps.expireSessions();
  },
  "watch-many-jobs": ({ zendesk }) => {
    zendesk.start({
      id: TICKETS,
      phases: [{ status: "working", forMs: 20_000, percent: 50 }, { status: "completed" }],
    });
    zendesk.start({
      id: MORE_TICKETS,
      phases: [
        { status: "queued", forMs: 500 },
        { status: "working", forMs: 100_000, percent: 50 },
        { status: "killed" },
      ],
    });
  },
  "secret-store": ({ "centurylink-v2": centurylink }) => centurylink.start({ id: "wa1-12345", outcome: "failed" }),
  "log-in": ({ "centurylink-v2": centurylink }) => {
    centurylink.start({ id: "wa1-12345" });
    // The session ends once, before the third request.
    centurylink.respondNext(
      (_, usual) => usual(),
      (_, usual) => usual(),
      (_, usual) => {
        centurylink.expireSessions();
        return usual();
      },
    );
  },
  "log-out": ({ "veeva-vault": vault }) => vault.start({ id: "1201", phases: [{ status: "QUEUED" }] }),
  // The provider's XML writes the start of 1970 in UTC seven hours earlier, and without a zone.
  "read-xml": ({ "centurylink-v1": centurylink }) => centurylink.start({ id: "50", phases: [{ status: "Executing" }] }),
  gateway: ({ "veeva-vault": vault }) => vault.start({ id: "1201", phases: [{ status: "RUNNING" }] }),
  "node-fetch": ({ "veeva-vault": vault }) => vault.start({ id: "1201", phases: [{ status: "RUNNING" }] }),
  "job-queue": ({ zendesk }) =>
    zendesk.start({
      id: TICKETS,
      phases: [{ status: "queued", forMs: 500 }, { status: "working", forMs: 1_000 }, { status: "completed" }],
    }),
  "log-events": oneRequestFails,
  "count-events": oneRequestFails,
  "trace-jobs": oneRequestFails,
  "learn-durations": ({ zendesk }) => {
    zendesk.start({ id: TICKETS, phases: [{ status: "working", forMs: 40_000 }, { status: "completed" }] });
    // It still runs when the first has ended: otherwise its duration can't be measured.
    zendesk.start({ id: MORE_TICKETS, phases: [{ status: "working", forMs: 400_000 }, { status: "completed" }] });
  },
  "resume-watch": ({ "traffic-ops": trafficOps }) =>
    trafficOps.start({
      id: "1",
      phases: [
        { status: "PENDING", message: "1 of 4 certificates renewed", forMs: 40_000 },
        { status: "PENDING", message: "2 of 4 certificates renewed", forMs: 200_000 },
        { status: "SUCCEEDED" },
      ],
    }),
  "estimated-end": ({ zendesk }) =>
    zendesk.start({
      id: TICKETS,
      items: Array.from({ length: 4 }, (_, index) => ({ id: 380 + index })),
      phases: [{ status: "working", forMs: 120_000 }, { status: "completed" }],
    }),
  "retry-budget": ({ "traffic-ops": trafficOps }) => {
    trafficOps.start({ id: "1", phases: [{ status: "PENDING" }] });
    trafficOps.respondNext((_, usual) => usual(), ...Array.from({ length: 200 }, () => ({ status: 503 })));
  },
  "add-jobs": ({ zendesk }) => {
    zendesk.start({
      id: TICKETS,
      phases: [{ status: "working", forMs: 20_000, percent: 50 }, { status: "completed" }],
    });
    zendesk.start({
      id: MORE_TICKETS,
      phases: [{ status: "working", forMs: 100_000, percent: 50 }, { status: "killed" }],
    });
  },
  "client-defaults": ({ zendesk }) => {
    zendesk.start({ id: TICKETS });
    zendesk.start({ id: MORE_TICKETS, phases: [{ status: "working", forMs: 1_200_000 }, { status: "completed" }] });
  },
  "error-gone": ({ zendesk }) => {
    zendesk.start({ id: TICKETS, phases: [{ status: "working" }] });
    // The provider deletes the job before the second poll.
    zendesk.respondNext(
      (_, usual) => usual(),
      (_, usual) => {
        zendesk.forget(TICKETS);
        return usual();
      },
    );
  },
  "error-unavailable": ({ "traffic-ops": trafficOps }) =>
    trafficOps.respondNext({ status: 503, headers: { "content-type": "text/plain" }, body: "server timed out" }),
  "error-no-job": ({ "traffic-ops": trafficOps }) =>
    trafficOps.planNext({ refusal: "DNSSEC keys are already being refreshed" }),
  "quick-start-zendesk-simulated": ({ zendesk }) => zendesk.start({ id: SIMULATED_TICKETS }),
  "quick-start-veeva-vault-simulated": ({ "veeva-vault": vault }) => vault.start({ id: "1201" }),
  "quick-start-traffic-ops-simulated": ({ "traffic-ops": trafficOps }) => trafficOps.start({ id: "1" }),
  "quick-start-centurylink-v2-simulated": ({ "centurylink-v2": centurylink }) => centurylink.start({ id: "wa1-12345" }),
  "quick-start-centurylink-v1-simulated": ({ "centurylink-v1": centurylink }) => centurylink.start({ id: "50" }),
  "typed-client": ({ zendesk }) => zendesk.start({ id: TICKETS, phases: [{ status: "working" }] }),
};

describe("every example runs as printed and prints what its page shows", () => {
  it.each(examples)("%s", async (example) => {
    const output = readFileSync(join(folder, `${example}.txt`), "utf8");
    const lines = await runExample(example, preparations[example] ?? (() => undefined));
    expect(`${lines.join("\n")}\n`).toBe(output);
  });
});

/** The code of others' engines that pages show. */
const recipes = ["bullmq/waits.ts", "dbos/wait-for-job.ts"].map((file) => join("../../conformance/recipes", file));

it.each([...readdirSync(folder), ...recipes])("%s imports from provider packages, not from core", (file) => {
  expect(readFileSync(join(folder, file), "utf8")).not.toContain("@jobstatus/core");
});

it("runs the example for node:test", () => {
  const args = ["--conditions=@jobstatus/source", "--test", join(folder, "node-test.mts")];
  const { status, stdout } = spawnSync("node", args, { encoding: "utf8", env: { PATH: process.env["PATH"] } });
  expect(stdout).toMatch(/pass 1\b/);
  expect(status).toBe(0);
});

it("prepares no example that is not there", () => {
  expect(Object.keys(preparations).filter((name) => !examples.includes(name))).toEqual([]);
});
