import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type FolderScore, lowScores, mutationPage, scoreFromReport, withScores } from "./mutation-scores.ts";

const PACKAGES = join(import.meta.dirname, "../../../packages");

const report = (...statuses: string[]) =>
  JSON.stringify({ files: { "src/a/x.ts": { mutants: statuses.map((status) => ({ status })) } } });

it("counts a mutant that hangs as detected, one without a test as undetected, and one that can't be compiled not at all", () => {
  expect(
    scoreFromReport(
      "a",
      report("Killed", "Timeout", "Survived", "NoCoverage", "CompileError", "Ignored"),
      "2026-11-29",
    ),
  ).toEqual({ folder: "a", detected: 2, undetected: 2, measured: "2026-11-29" });
});

it("names each folder below the bound, and none on it", () => {
  const score = (folder: string, detected: number): FolderScore => ({
    folder,
    detected,
    undetected: 100 - detected,
    measured: "2026-11-29",
  });
  expect(lowScores([score("a", 89), score("b", 90), score(".", 0)])).toEqual([
    "`src/a`: 89.0 % is below 90 %",
    "`src/*.ts`: 0.0 % is below 90 %",
  ]);
});

it("replaces the scores that were measured again, and keeps the others", () => {
  const one = { folder: "b", detected: 1, undetected: 0, measured: "2026-01-01" };
  const other = { folder: "a", detected: 1, undetected: 0, measured: "2026-01-01" };
  const again = { folder: "b", detected: 2, undetected: 0, measured: "2026-11-29" };
  expect(withScores([one, other], [again])).toEqual([other, again]);
});

it.each(["core", "codegen"])("the page of %s is that of its kept scores", async (name) => {
  const scores = JSON.parse(readFileSync(join(PACKAGES, name, "results/mutation.json"), "utf8")) as FolderScore[];
  expect(readFileSync(join(PACKAGES, name, "MUTATION.md"), "utf8")).toBe(await mutationPage(scores));
});
