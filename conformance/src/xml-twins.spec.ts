import type { JobStatus } from "@jobstatus/core";
import { describe, expect, it } from "vitest";
import type { ErrorCase, MappingCase } from "./case-types.ts";
import { contentTypeOf, isXml } from "./media.ts";
import { readCases } from "./read-cases.ts";

/** What of a case in XML may differ from its twin in JSON: the clock of one provider, which has no zone there. */
function withoutLocalTimes({ updatedAt, ...rest }: Partial<JobStatus>): unknown {
  return { ...rest, updatedAt: updatedAt === undefined ? undefined : "whenever" };
}

function twinOf<Case extends MappingCase | ErrorCase>(one: Case, cases: readonly Case[]): Case {
  const twin = cases.find(({ id }) => id === one.twin);
  if (twin === undefined) throw new Error(`${one.id} names no case: ${one.twin ?? ""}`);
  return twin;
}

const { mapping, errors } = readCases();

describe("a response in XML means what its twin in JSON means", () => {
  it.each(mapping.filter(({ twin }) => twin !== undefined))("$id", (one) => {
    const twin = twinOf(one, mapping);
    expect([isXml(contentTypeOf(one.response)), isXml(contentTypeOf(twin.response))]).toEqual([true, false]);
    expect(one.job).toBe(twin.job);
    expect(withoutLocalTimes(one.expected)).toEqual(withoutLocalTimes(twin.expected));
    const raw: unknown = twin.raw ?? JSON.parse(twin.response.body);
    const withoutClock = (key: string, value: unknown) => (key === "StatusDate" ? "whenever" : value);
    expect(JSON.parse(JSON.stringify(one.raw, withoutClock))).toEqual(JSON.parse(JSON.stringify(raw, withoutClock)));
  });

  it.each(errors.filter(({ twin }) => twin !== undefined))("$id", (one) => {
    const { excerpt: _, ...expected } = one.expected;
    const { excerpt: __, ...expectedOfTwin } = twinOf(one, errors).expected;
    expect(expected).toEqual(expectedOfTwin);
  });

  it("only the clock of CenturyLink v1 differs in XML: it has no zone and is seven hours behind", () => {
    const times = mapping
      .filter(({ id }) => /^centurylink-v1-(xml-)?documented-succeeded$/.test(id))
      .map(({ expected }) => expected.updatedAt);
    expect(new Set(times)).toEqual(new Set(["2010-05-28T18:48:49.527", "2010-05-29T01:48:49.527Z"]));
  });
});
