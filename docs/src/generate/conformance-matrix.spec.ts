import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { matrixSection, withMatrix } from "./conformance-matrix.ts";
import { readPages } from "./write-pages.ts";

it("has a row for each family, a column for each client, and a dash if a client supports no case", () => {
  const section = matrixSection([
    { client: "ours", families: { timing: { cases: 4, claimed: 4, passed: 4 } } },
    { client: "a loop", families: { timing: { cases: 4, claimed: 3, passed: 1 } } },
    { client: "another", families: { timing: { cases: 4, claimed: 0, passed: 0 } } },
  ]);
  expect(section).toContain("| family | cases | ours | a loop | another |");
  expect(section).toContain("| timing | 4 | 4 of 4 | 1 of 3 | – |");
});

it("ends the conformance page with the matrix of the last report", () => {
  const body = readPages().find(({ path }) => path === "conformance")?.body ?? "";
  expect(body).toContain("## Clients by family");
  expect(body).toMatch(/^\| timing \| \d+ \| (\d+) of \1 \| (\d+) of \2 \|/m);
});

it("leaves the page as it is if there is no result file", () => {
  const page = { path: "conformance", title: "a", description: "b", source: "c", body: "Text" };
  expect(withMatrix(page, mkdtempSync(join(tmpdir(), "no-results-")))).toEqual(page);
});
