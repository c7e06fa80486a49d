import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compareFiles } from "./compare-files.ts";
import { changelogLine } from "./diff-report.ts";
import type { DocumentChanges } from "./diff-report.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

/** The major changes that the Unreleased section of a changelog lacks, each as the line that belongs there. */
function missingLines(documents: readonly DocumentChanges[], changelog: string): string[] {
  const unreleased = /^## Unreleased$(.*?)(?=^## )/ms.exec(changelog)?.[1] ?? "";
  const lines = new Set(unreleased.split("\n").map((line) => line.trim()));
  return documents.flatMap(({ changes }) =>
    changes
      .filter(({ severity }) => severity === "major")
      .map(changelogLine)
      .filter((line) => !lines.has(line)),
  );
}

it("every major change since the last release is in the changelog; npm run diff-released prints the lines", async () => {
  const { documents, diagnostics } = await compareFiles(`${ROOT}specs/released`, `${ROOT}specs`);
  expect(diagnostics).toEqual([]);
  expect(documents?.length).toBeGreaterThanOrEqual(5);
  expect(missingLines(documents ?? [], readFileSync(`${ROOT}CHANGELOG.md`, "utf8"))).toEqual([]);
});

describe("the check of the changelog", () => {
  const documents: DocumentChanges[] = [
    {
      name: "print",
      changes: [
        { severity: "major", place: "states", message: 'the status value "jammed" is gone' },
        { severity: "minor", place: "job", message: "`title` is new" },
      ],
    },
  ];
  const line = '- **major** `states`: the status value "jammed" is gone.';

  it("names the line of a major change that is missing, and of no other", () => {
    expect(missingLines(documents, "## Unreleased\n\n- Other.\n\n## 0.1.0\n")).toEqual([line]);
  });

  it("does not take the section of an earlier version for that of the next one", () => {
    expect(missingLines(documents, `## Unreleased\n\n## 0.1.0\n\n${line}\n`)).toEqual([line]);
  });

  it("finds the line in its section", () => {
    expect(missingLines(documents, `## Unreleased\n\n#### print\n\n${line}\n\n## 0.1.0\n`)).toEqual([]);
  });
});
