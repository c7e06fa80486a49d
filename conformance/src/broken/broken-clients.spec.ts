import { describe, expect, it } from "vitest";
import type { ClientUnderTest } from "../suite/client-under-test.ts";
import { decide } from "../suite/judge.ts";
import { playInProcess } from "../suite/play-in-process.ts";
import { readSuite } from "../suite/read-suite.ts";
import type { SuiteCase } from "../suite/suite-case.ts";
import { brokenClients } from "./broken-clients.ts";
import { createLoopClient } from "./loop-client.ts";

const suite = readSuite();

/** The cases, of those that a client supports, that it fails. */
async function casesThatCatch(client: ClientUnderTest, cases: readonly SuiteCase[]): Promise<string[]> {
  const caught: string[] = [];
  for (const one of cases) {
    if (!one.needs.every((need) => client.features.includes(need))) continue;
    const faults = decide(one, await playInProcess(one, client));
    if (faults.length > 0) caught.push(one.id);
  }
  return caught;
}

describe("the suite", () => {
  it("catches nothing in a plain loop that is right", { timeout: 60_000 }, async () => {
    // One with a limit for each job, one whose cookie each response renews: the loop is the same for all.
    const cases = suite.filter(({ provider }) => ["veeva-vault", "traffic-ops", "zendesk"].includes(provider));
    expect(await casesThatCatch(createLoopClient("right"), cases)).toEqual([]);
  });

  it.each(brokenClients)("catches a client that $name", async ({ name, behavior, caughtBy }) => {
    const cases = suite.filter(({ id }) => caughtBy.includes(id));
    expect(cases).toHaveLength(caughtBy.length);
    expect(await casesThatCatch(createLoopClient(name, behavior), cases)).toEqual(cases.map(({ id }) => id));
  });
});
