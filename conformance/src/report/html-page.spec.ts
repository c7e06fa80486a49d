import { expect, it } from "vitest";
import { readSuite } from "../suite/read-suite.ts";
import type { CaseResult, RunResult } from "../wire/run-suite.ts";
import { pageFromRuns } from "./html-page.ts";

const [some] = readSuite();
if (!some) throw new Error("the suite is empty");
const one = { ...some, provider: "zendesk", family: "timing" } as const;

const resultOf = (result: Partial<CaseResult>): CaseResult => ({
  case: one,
  decision: "passed",
  faults: [],
  ...result,
});

it("shows for each client what became of its cases, and what it did wrong", () => {
  const right: RunResult = { client: "right", results: [resultOf({}), resultOf({ decision: "unsupported" })] };
  const wrong: RunResult = {
    client: "<wrong>",
    results: [
      resultOf({ decision: "failed", faults: ["state is <running>"] }),
      resultOf({ decision: "known failure" }),
    ],
  };
  const page = pageFromRuns([right, wrong], []);
  expect(page).toContain('<a href="#run-0">right</a></th><td>1</td><td>0</td><td>0</td><td>1</td>');
  expect(page).toContain('<a href="#run-1">&lt;wrong&gt;</a></th><td>0</td><td>1</td><td>1</td><td>0</td>');
  expect(page).toContain('<h2 id="run-1">&lt;wrong&gt;</h2>');
  // Of five providers one has cases in the family, and that row is the only one.
  expect(page.match(/<td class="none">no case<\/td>/g)).toHaveLength(8);
  expect(page).toContain('<td class="good">1 of 1</td>');
  expect(page).toContain('<td class="bad">0 of 2, 1 known to fail</td>');
  expect(page.match(/What it did wrong, in 1 cases/g)).toHaveLength(1);
  expect(page).toContain("<li>state is &lt;running&gt;</li>");
});
