import { isDeepStrictEqual } from "node:util";
import type { JobStatus } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { describe, expect, it } from "vitest";
import type { MappingCase } from "./case-types.ts";
import { createClient, formatSetting, jobOf } from "./provider.ts";
import { readCases } from "./read-cases.ts";
import { createScriptedFetch } from "./scripted-fetch.ts";

type Reading = (status: JobStatus) => JobStatus;

/** The mapping cases that a client fails which reads responses like ours, and then spoils what it read. */
async function casesThatCatch(spoil: Reading): Promise<string[]> {
  const decisions = readCases().mapping.map(async (one: MappingCase) => {
    const { fetch } = createScriptedFetch(one.response);
    const setting = { fetch, clock: createVirtualClock(), ...formatSetting(one.provider, one.response) };
    const status = await createClient(one.provider, setting).status(jobOf(one));
    const expected = {
      provider: one.provider,
      id: one.job,
      ...(one.operation && { operation: one.operation }),
      ...one.expected,
      raw: status.raw,
    };
    return isDeepStrictEqual(spoil(status), expected) ? [] : [one.id];
  });
  return (await Promise.all(decisions)).flat();
}

const spoilt: Readonly<Record<string, { readonly spoil: Reading; readonly caughtBy: readonly string[] }>> = {
  "takes an unknown status value for success": {
    spoil: (status) => (status.state === "unknown" ? { ...status, state: "succeeded" } : status),
    caughtBy: [
      "centurylink-v1-status-undocumented",
      "centurylink-v2-status-unknown",
      "traffic-ops-status-undocumented",
      "veeva-vault-status-undocumented",
      "zendesk-status-undocumented",
    ],
  },
  "takes completed for success, whatever the items say": {
    spoil: (status) => (status.native === "completed" ? { ...status, state: "succeeded" } : status),
    caughtBy: ["zendesk-completed-some-failed", "zendesk-completed-all-failed", "zendesk-results-object-failed"],
  },
  "finds a known word inside a longer one": {
    spoil: (status) => (/succe/i.test(status.native) ? { ...status, state: "succeeded" } : status),
    caughtBy: ["centurylink-v2-status-with-known-part", "veeva-vault-status-with-known-part"],
  },
  "invents a zone for a time without one": {
    spoil: ({ createdAt, updatedAt, ...status }) => ({
      ...status,
      ...(createdAt !== undefined && { createdAt: new Date(createdAt).toISOString() }),
      ...(updatedAt !== undefined && { updatedAt: new Date(updatedAt).toISOString() }),
    }),
    caughtBy: ["centurylink-v1-date-local", "veeva-vault-status-scheduled", "veeva-vault-status-missed-schedule"],
  },
  "cuts a time to milliseconds": {
    spoil: ({ startedAt, ...status }) => ({
      ...status,
      ...(startedAt !== undefined && { startedAt: startedAt.replace(/(\.\d{3})\d+/, "$1") }),
    }),
    caughtBy: ["traffic-ops-documented-pending", "traffic-ops-times-of-4-and-5-digits"],
  },
  "takes a plan for a start": {
    spoil: (status) => (status.state === "pending" ? { ...status, startedAt: "2030-04-20T18:00:00.000Z" } : status),
    caughtBy: ["veeva-vault-status-scheduled", "veeva-vault-status-queued"],
  },
  "invents a progress of nothing": {
    spoil: (status) => ({ progress: { fraction: 0 }, ...status }),
    caughtBy: ["traffic-ops-documented-pending", "zendesk-status-queued", "centurylink-v2-status-executing"],
  },
  "loses the last digit of an id": {
    spoil: (status) => ({ ...status, id: /^\d+$/.test(status.id) ? String(Number(status.id)) : status.id }),
    caughtBy: ["centurylink-v1-id-beyond-double", "traffic-ops-id-of-64-bits", "veeva-vault-id-beyond-double"],
  },
  "counts items where the provider numbers them": {
    spoil: ({ items, ...status }) => ({
      ...status,
      ...(items && { items: items.map((item, index) => ({ ...item, index })) }),
    }),
    caughtBy: ["zendesk-item-index-out-of-order"],
  },
};

describe("the mapping cases", () => {
  it("catch nothing in a right reading", async () => {
    expect(await casesThatCatch((status) => status)).toEqual([]);
  });

  it.each(Object.entries(spoilt))("catch a client that %s", async (_, { spoil, caughtBy }) => {
    expect(await casesThatCatch(spoil)).toEqual(expect.arrayContaining([...caughtBy]));
  });
});
