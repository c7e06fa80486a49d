import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Providers, runExample } from "./testing/run-example.ts";

const TICKETS = "8b726e606741012ffc2d782bcb7848fe";
const MORE_TICKETS = "e7665094164c498781ebe4c8db6d2af5";

/** An example, the jobs that it asks for, and what it prints. */
interface Row {
  readonly file: string;
  readonly prepare?: (providers: Providers) => void;
  readonly prints: readonly string[];
}

const rows: readonly Row[] = [
  {
    file: "wait-for-a-job",
    prepare: ({ zendesk }) => zendesk.start({ id: TICKETS, items: [{ id: 380 }, { id: 381, error: "RecordInvalid" }] }),
    prints: ["partial", "[ { id: '381', index: 1, ok: false, error: 'RecordInvalid' } ]"],
  },
  {
    file: "quick-start-zendesk",
    prepare: ({ zendesk }) => zendesk.start({ id: TICKETS, items: [{ id: 380 }, { id: 381, error: "RecordInvalid" }] }),
    prints: ["partial completed", "1 RecordInvalid"],
  },
  {
    file: "quick-start-veeva-vault",
    prepare: ({ "veeva-vault": vault }) => vault.start({ id: "1201", waitingMs: 2_000, workingMs: 8_000 }),
    prints: ["succeeded SUCCESS 1970-01-01T00:00:02.000Z 1970-01-01T00:00:10.000Z"],
  },
  {
    file: "quick-start-traffic-ops",
    prepare: ({ "traffic-ops": trafficOps }) =>
      trafficOps.start({ id: "1", outcome: "failed", endMessage: "No response." }),
    prints: ["failed No response."],
  },
  {
    file: "quick-start-centurylink-v2",
    prepare: ({ "centurylink-v2": centurylink }) => centurylink.start({ id: "wa1-12345" }),
    prints: ["succeeded succeeded"],
  },
  {
    file: "quick-start-centurylink-v1",
    prepare: ({ "centurylink-v1": centurylink }) =>
      centurylink.start({ id: "50", title: "Creating Server UT1XXLAB01" }),
    prints: ["succeeded Creating Server UT1XXLAB01 1"],
  },
  {
    file: "watch-changes",
    prepare: ({ zendesk }) =>
      zendesk.start({
        id: TICKETS,
        items: [{ id: 380 }, { id: 381 }],
        phases: [
          { status: "queued", forMs: 500 },
          { status: "working", forMs: 20_000, percent: 50 },
          { status: "completed" },
        ],
      }),
    prints: ["pending (queued): 0 of ?", "running (working): 1 of 2", "succeeded (completed): 2 of 2"],
  },
  {
    file: "ask-once",
    prepare: ({ "traffic-ops": trafficOps }) =>
      trafficOps.start({ id: "1", phases: [{ status: "PENDING", message: "1 of 4 certificates renewed" }] }),
    prints: ["not over PENDING 1 of 4 certificates renewed"],
  },
  {
    file: "timeout-and-abort",
    prepare: ({ "traffic-ops": trafficOps }) => trafficOps.start({ id: "1", phases: [{ status: "PENDING" }] }),
    prints: ["timeout PENDING", "aborted PENDING"],
  },
  {
    file: "read-an-error",
    prepare: ({ "veeva-vault": vault }) => vault.start({ id: "1201" }),
    prints: [
      "unauthenticated",
      "INVALID_SESSION_ID",
      "retrieveJobStatus 1201 200",
      expect.stringContaining('veeva-vault retrieveJobStatus job "1201":'),
    ],
  },
  {
    file: "require-success",
    prepare: ({ zendesk }) => zendesk.start({ id: TICKETS, items: [{ id: 380 }, { id: 381, error: "RecordInvalid" }] }),
    prints: ["partial: RecordInvalid"],
  },
  {
    file: "unknown-statuses",
    prepare: ({ "centurylink-v2": centurylink }) =>
      centurylink.start({ id: "wa1-12345", phases: [{ status: "executing", forMs: 5_000 }, { status: "pondering" }] }),
    prints: ["unknown pondering"],
  },
  {
    file: "hear-of-a-stall",
    prepare: ({ "traffic-ops": trafficOps }) =>
      trafficOps.start({
        id: "1",
        phases: [{ status: "PENDING", message: "Waiting for the CA", forMs: 90_000 }, { status: "SUCCEEDED" }],
      }),
    prints: ["nothing has moved for a minute: Waiting for the CA", "succeeded"],
  },
  {
    file: "schedule-of-your-own",
    prepare: ({ zendesk }) => zendesk.start({ id: TICKETS }),
    prints: ["succeeded"],
  },
  {
    file: "many-jobs",
    prepare: ({ zendesk, "traffic-ops": trafficOps }) => {
      zendesk.start({ id: TICKETS });
      zendesk.start({ id: MORE_TICKETS, outcome: "cancelled" });
      trafficOps.expireSessions();
    },
    prints: ["0 succeeded", "1 cancelled", "2 unauthenticated"],
  },
  {
    file: "credentials-from-a-key-store",
    prepare: ({ "centurylink-v2": centurylink }) => centurylink.start({ id: "wa1-12345", outcome: "failed" }),
    prints: ["failed"],
  },
  {
    file: "log-in",
    prepare: ({ "centurylink-v2": centurylink }) => {
      centurylink.start({ id: "wa1-12345" });
      // The session is lost on the way, once.
      centurylink.respondNext(
        (_, usual) => usual(),
        (_, usual) => usual(),
        (_, usual) => {
          centurylink.expireSessions();
          return usual();
        },
      );
    },
    prints: ["succeeded"],
  },
  {
    file: "log-out",
    prepare: ({ "veeva-vault": vault }) => vault.start({ id: "1201", phases: [{ status: "QUEUED" }] }),
    prints: ["pending"],
  },
  {
    file: "ask-in-xml",
    prepare: ({ "centurylink-v1": centurylink }) =>
      // The provider's XML writes the start of 1970 in UTC seven hours earlier, and without a zone.
      centurylink.start({ id: "50", phases: [{ status: "Executing" }] }),
    prints: ["running 1969-12-31T17:00:00"],
  },
  {
    file: "behind-a-proxy",
    prepare: ({ "veeva-vault": vault }) => vault.start({ id: "1201", phases: [{ status: "RUNNING" }] }),
    prints: ["200 gateway.example.org", "running"],
  },
  {
    file: "in-a-queue",
    prepare: ({ zendesk }) =>
      zendesk.start({
        id: TICKETS,
        phases: [{ status: "queued", forMs: 500 }, { status: "working", forMs: 1_000 }, { status: "completed" }],
      }),
    prints: ["succeeded"],
  },
  {
    file: "listen-in",
    prepare: ({ "veeva-vault": vault }) => {
      vault.start({ id: "1201", phases: [{ status: "RUNNING", forMs: 15_000 }, { status: "SUCCESS" }] });
      vault.respondNext({ status: 503 });
    },
    prints: ["veeva-vault 1201: unavailable, again later", "veeva-vault 1201: RUNNING", "veeva-vault 1201: SUCCESS"],
  },
  {
    file: "count-events",
    prepare: ({ "veeva-vault": vault }) => {
      // Asked at 0 s, 10 s and 20 s or later: no sooner, by Vault's limit.
      vault.start({ id: "1201", phases: [{ status: "RUNNING", forMs: 15_000 }, { status: "SUCCESS" }] });
      vault.respondNext({ status: 503 });
    },
    prints: ["3 requests, 1 failed"],
  },
  {
    file: "trace-jobs",
    prepare: ({ "veeva-vault": vault }) => {
      vault.start({ id: "1201", phases: [{ status: "RUNNING", forMs: 15_000 }, { status: "SUCCESS" }] });
      vault.respondNext({ status: 503 });
    },
    prints: ["job.status veeva-vault unavailable", "job.status veeva-vault RUNNING", "job.status veeva-vault SUCCESS"],
  },
  {
    file: "learn-from-earlier-jobs",
    prepare: ({ zendesk }) => {
      zendesk.start({ id: TICKETS, phases: [{ status: "working", forMs: 40_000 }, { status: "completed" }] });
      // It has to be at work still when the first has ended: else nobody sees how long it takes.
      zendesk.start({ id: MORE_TICKETS, phases: [{ status: "working", forMs: 400_000 }, { status: "completed" }] });
    },
    prints: ["succeeded 1", "succeeded 2"],
  },
  {
    file: "provider-from-url",
    prints: [`zendesk ${TICKETS}`, "{ subdomain: 'company' }", "undefined"],
  },
  {
    file: "typed-client",
    prepare: ({ zendesk }) => zendesk.start({ id: TICKETS, phases: [{ status: "working" }] }),
    prints: [`${TICKETS} working`],
  },
  { file: "start-and-wait", prints: ["succeeded 1"] },
  { file: "test-with-the-simulator", prints: ["partial [ true, true, false ]"] },
  {
    file: "generate-a-package",
    prints: ["true", expect.stringMatching(/^laundry\.openapi\.yaml:\d+:\d+ status-unmapped .*"drying"/)],
  },
];

describe("every example runs as it stands and prints what its page says", () => {
  test.each(rows)("$file", async ({ file, prepare, prints }) => {
    expect(await runExample(file, prepare ?? (() => undefined))).toEqual(prints);
  });
});

test("no example is left out", () => {
  const files = readdirSync(join(import.meta.dirname, "../examples")).map((name) => name.replace(/\.ts$/, ""));
  expect(rows.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
});

test.each(rows)("$file imports from a provider's package, and never core", ({ file }) => {
  const text = readFileSync(join(import.meta.dirname, `../examples/${file}.ts`), "utf8");
  expect(text).not.toContain("@jobstatus/core");
});
