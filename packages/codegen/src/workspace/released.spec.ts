import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compareFiles } from "../diff/compare-files.ts";
import type { DocumentChanges } from "../diff/diff-report.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

/** The packages with a major change that no changeset names as more than a patch. */
function packagesWithoutChangeset(documents: readonly DocumentChanges[], changesets: readonly string[]): string[] {
  const releases = changesets.flatMap((text) => {
    const frontMatter: unknown = parse(/^---\n(.*?)^---$/ms.exec(text)?.[1] ?? "{}");
    return Object.entries(Object(frontMatter) as Record<string, unknown>);
  });
  const told = new Set(releases.filter(([, severity]) => severity !== "patch").map(([name]) => name));
  return documents
    .filter(({ changes }) => changes.some(({ severity }) => severity === "major"))
    .map(({ name }) => `@jobstatus/${name}`)
    .filter((name) => !told.has(name));
}

it("every major change of a specification since the last release has a changeset", async () => {
  const { documents, diagnostics } = await compareFiles(`${ROOT}specs/released`, `${ROOT}specs`);
  expect(diagnostics).toEqual([]);
  expect(documents?.length).toBeGreaterThanOrEqual(5);
  const changesets = globSync(".changeset/*.md", { cwd: ROOT }).map((file) => readFileSync(join(ROOT, file), "utf8"));
  const hint = "npm run diff-released shows the changes; npx changeset writes the changeset";
  expect(packagesWithoutChangeset(documents ?? [], changesets), hint).toEqual([]);
});

describe("the check of the changesets", () => {
  const documents: DocumentChanges[] = [
    {
      name: "print",
      changes: [
        { severity: "major", place: "states", message: 'the status value "jammed" is gone' },
        { severity: "minor", place: "job", message: "`title` is new" },
      ],
    },
    { name: "laundry", changes: [{ severity: "minor", place: "job", message: "`title` is new" }] },
  ];

  it("names the package with a major change that has none, and no other", () => {
    expect(packagesWithoutChangeset(documents, [])).toEqual(["@jobstatus/print"]);
  });

  it("accepts no patch, and no changeset of another package", () => {
    const others = [
      '---\n"@jobstatus/print": patch\n---\n\nFixed.\n',
      '---\n"@jobstatus/laundry": major\n---\n\nNew.\n',
    ];
    expect(packagesWithoutChangeset(documents, others)).toEqual(["@jobstatus/print"]);
  });

  it.each(["minor", "major"])("accepts a changeset of the package: %s", (severity) => {
    const changeset = `---\n"@jobstatus/core": patch\n"@jobstatus/print": ${severity}\n---\n\nNothing jams now.\n`;
    expect(packagesWithoutChangeset(documents, [changeset])).toEqual([]);
  });
});
