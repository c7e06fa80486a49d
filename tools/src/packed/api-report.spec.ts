import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { apiReports } from "../release/api-report.ts";
import { WORKSPACE, publicPackageFolders } from "./install-packed.ts";
import { readManifest } from "./dependency-closure.ts";

const committed = join(WORKSPACE, "tools/api");
const output = mkdtempSync(join(tmpdir(), "api-report-"));
const packages = publicPackageFolders().map((folder) => ({ name: readManifest(folder).name, folder }));
const found: string[] = [];

afterAll(() => rmSync(output, { recursive: true }));

describe("the public API", () => {
  it.each(packages)("the API of $name is what its committed reports say; run npm run update-api", ({ folder }) => {
    const reports = apiReports(folder, WORKSPACE, output);
    expect(reports.length).toBeGreaterThan(0);
    for (const { file, text } of reports) {
      found.push(file);
      expect(text).toBe(readFileSync(join(committed, file), "utf8"));
    }
  });

  it("has no report of an entry that is gone", () => {
    expect(globSync("*.api.md", { cwd: committed }).toSorted()).toEqual(found.toSorted());
  });
});
