import fc from "fast-check";
import { expect, it } from "vitest";
import type { JobStatus } from "./job-status.ts";
import { JobStatusError } from "./job-status-error.ts";
import { parseJson } from "../response/parse-json.ts";
import { ContractMismatch } from "../response/contract-mismatch.ts";
import { readJobStatus } from "../response/read-job-status.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract, reading } from "../testing/acme-contract.ts";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("__proto__", "constructor", "2026-01-01T00:00:00Z"),
);
const anything = fc.oneof(
  { weight: 3, arbitrary: text },
  fc.double({ noNaN: true }).map((number) => (Object.is(number, -0) || !Number.isFinite(number) ? 0 : number)),
  fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
);
const word = fc.oneof(fc.constantFrom(...Object.keys(acmeContract.states)), text, anything);
const part = fc.oneof(
  fc.record(
    { id: anything, index: anything, success: anything, error: anything, errors: anything },
    { requiredKeys: [], noNullPrototype: true },
  ),
  anything,
);
const link = fc.record({ rel: anything, href: anything, verb: anything }, { requiredKeys: [], noNullPrototype: true });
const job = fc.record(
  {
    state: word,
    text: anything,
    name: anything,
    done: anything,
    of: anything,
    created: anything,
    started: anything,
    updated: anything,
    finished: anything,
    parts: fc.oneof(fc.array(part), part),
    url: anything,
    links: fc.oneof(fc.array(link), link),
  },
  { requiredKeys: ["state"], noNullPrototype: true },
);
const body = fc.oneof(
  job,
  job.map((wrapped) => ({ job: wrapped })),
  anything,
);

/** The status in a body, or undefined where the body is not what the contract says; anything else is thrown. */
function statusIn(raw: unknown): JobStatus | undefined {
  try {
    return readJobStatus(reading(acmeContract), "7", raw);
  } catch (error) {
    if (error instanceof ContractMismatch) return undefined;
    throw error;
  }
}

function everyValue(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(everyValue) : [value];
}

it("any body is a status or a mismatch, and a status is plain JSON that says nothing of what is absent", () => {
  const seen = { statuses: 0, mismatches: 0 };
  fc.assert(
    fc.property(body, (raw) => {
      const status = statusIn(raw);
      seen[status ? "statuses" : "mismatches"] += 1;
      expect(everyValue(status ?? null)).not.toContain(undefined);
      expect(JSON.parse(JSON.stringify(status ?? null))).toStrictEqual(status ?? null);
      expect(structuredClone(status)).toStrictEqual(status);
    }),
    { numRuns: 500 },
  );
  // Else the property would hold for nothing.
  expect(Math.min(seen.statuses, seen.mismatches)).toBeGreaterThan(0);
});

it("any text that is JSON survives the way from the wire to a queue", () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom("1e999", "-1e999", "9007199254740993", "-0.5", "null"), (json, number) => {
      const status = statusIn(
        parseJson(`{"state":"DONE","text":${number},"done":${number},"of":${number},"more":${json}}`),
      );
      expect(JSON.stringify(JSON.parse(JSON.stringify(status)))).toBe(JSON.stringify(status));
      expect(everyValue(status)).not.toContain(Infinity);
    }),
  );
});

it("any word outside the table is unknown, and kept", () => {
  fc.assert(
    fc.property(text, (native) => {
      fc.pre(!Object.hasOwn(acmeContract.states, native));
      expect(statusIn({ state: native, parts: [{ success: false }] })).toMatchObject({ state: "unknown", native });
    }),
  );
});

it("an item never changes an end that items do not judge, and the judged end is what the items say", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), (oks) => {
      const parts = oks.map((success) => ({ success }));
      const failed = oks.filter((ok) => !ok).length;
      const judged = failed === 0 ? "succeeded" : failed === oks.length ? "failed" : "partial";
      expect(statusIn({ state: "DONE", parts })?.state).toBe(judged);
      expect(statusIn({ state: "STOPPED", parts })?.state).toBe("cancelled");
    }),
  );
});

it("any id of digits keeps every digit, in the URL and in the status", async () => {
  const digits = fc.bigInt({ min: 0n, max: 10n ** 30n });
  await fc.assert(
    fc.asyncProperty(digits, fc.boolean(), async (id, asText) => {
      const { client, requests } = createAcmeClient([jobIn("DONE")]);
      const status = await client.status(asText ? String(id) : id);
      expect(status.id).toBe(String(id));
      expect(requests.map(({ url }) => url)).toEqual([`https://shop.acme.example/v1/main/jobs/${id}`]);
    }),
  );
});

it("any id makes exactly one segment of the path, or is refused", async () => {
  const seen = { refused: 0, sent: 0 };
  const id = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(".", "..", "%2e%2e", "a/../b", "\\", "?", "#", "\ud800"),
  );
  await fc.assert(
    fc.asyncProperty(id, async (jobId) => {
      const { client, requests } = createAcmeClient([jobIn("DONE")]);
      const outcome = await client.status(jobId).catch((error: unknown) => error);
      const sent = requests.map(({ url }) => new URL(url));
      const segments = sent.map(({ pathname }) => pathname.split("/").map(decodeURIComponent));
      const refused = outcome instanceof JobStatusError && outcome.code === "invalid-request";
      expect(segments).toEqual(refused ? [] : [["", "v1", "main", "jobs", jobId]]);
      for (const { origin, search, hash } of sent)
        expect([origin, search, hash]).toEqual(["https://shop.acme.example", "", ""]);
      seen[refused ? "refused" : "sent"] += 1;
    }),
  );
  expect(Math.min(seen.refused, seen.sent)).toBeGreaterThan(0);
});
