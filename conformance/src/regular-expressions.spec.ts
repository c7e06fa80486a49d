import { globSync, readFileSync } from "node:fs";
import { analyse } from "scslre";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** The packages that a caller runs. */
const folder = new URL("../../packages/", import.meta.url).pathname;
const sources = "{core,centurylink-v1,centurylink-v2,traffic-ops,veeva-vault,zendesk}/src/**/*.ts";

/** Every regular expression of their source, as it is written there. */
function expressions(): { file: string; source: string; flags: string }[] {
  const files = globSync(sources, { cwd: folder, exclude: ["**/*.spec.ts", "**/testing/**"] });
  return files.toSorted().flatMap((file) => {
    const text = readFileSync(`${folder}${file}`, "utf8");
    const found: { file: string; source: string; flags: string }[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf("/");
        found.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
      }
      node.forEachChild(visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
    return found;
  });
}

/** What a static analysis finds that makes an expression take more than linear time. */
function slownessOf(source: string, flags: string): string[] {
  return analyse({ source, flags }).reports.map(
    ({ type, exponential }) => `${type}${exponential ? ", exponential" : ""}`,
  );
}

describe("no regular expression takes more than linear time", () => {
  it.each(expressions())("$file: /$source/$flags", ({ source, flags }) => {
    expect(slownessOf(source, flags)).toEqual([]);
  });

  it("the check finds an expression that takes more than linear time", () => {
    expect(slownessOf("^(a+)+$", "")).toEqual(["Self, exponential"]);
    expect(slownessOf("^a*a*$", "")).toEqual(["Trade"]);
    expect(slownessOf("a+b", "")).toEqual(["Move"]);
  });
});
