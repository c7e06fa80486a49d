import { expect, it } from "vitest";
import { readSuite } from "../suite/read-suite.ts";
import type { SuiteCase } from "../suite/suite-case.ts";
import type { Decision } from "../wire/run-suite.ts";
import { matrixFromRuns } from "./matrix-from-runs.ts";

const [some] = readSuite();
if (!some) throw new Error("the suite is empty");

const resultOf = (family: SuiteCase["family"], decision: Decision) => ({
  case: { ...some, family },
  decision,
  faults: [],
});

it("counts what the client claims apart, and a known failure as not passed", () => {
  const results = [
    resultOf("timing", "unsupported"),
    resultOf("mapping", "passed"),
    resultOf("timing", "failed"),
    resultOf("timing", "passed"),
    resultOf("timing", "known failure"),
  ];
  expect(matrixFromRuns([{ client: "one", results }])).toEqual([
    {
      client: "one",
      families: { mapping: { cases: 1, claimed: 1, passed: 1 }, timing: { cases: 4, claimed: 3, passed: 1 } },
    },
  ]);
});
