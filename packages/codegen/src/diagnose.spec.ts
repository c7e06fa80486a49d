import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";
import { formatDiagnostic } from "./diagnostic.ts";

const right = readFileSync(new URL("../corpus/right/spec.openapi.yaml", import.meta.url), "utf8");

function lines(text: string): readonly string[] {
  return diagnose({ file: "a.yaml", text }).map(formatDiagnostic);
}

describe("diagnose", () => {
  it("finds nothing in a right document whose lines end in CR LF", () => {
    expect(lines(right.replaceAll("\n", "\r\n"))).toEqual([]);
  });

  it("finds the same place in a document whose lines end in CR LF and which begins with a byte order mark", () => {
    const text = `\uFEFF${right.replace("message: /note", "message: /notes").replaceAll("\n", "\r\n")}`;
    expect(lines(text)).toEqual([
      'a.yaml:13:14 pointer-unknown "/notes" leads nowhere: no field "notes" in the job; did you mean "note"?',
    ]);
  });

  it("reads a document that is JSON", () => {
    const text = '{\n "openapi": "3.1.0",\n "servers": [{ "url": "https://a.example" }]\n}';
    expect(lines(text)).toEqual([
      "a.yaml:1:1 extension-missing the document has no x-job-status, so nothing says how the API reports on jobs; add it at the root.",
    ]);
  });

  it("points at the key of a field that an alias stands for", () => {
    const text = right
      .replace("  progress: { percent: /done }", "  progress: &where { percent: /done, colour: red }")
      .replace("  states:\n", "  times: *where\n  states:\n");
    expect(lines(text)[0]).toBe(
      'a.yaml:14:40 unknown-field there is no field "colour" here; the fields here are percent, fraction, completed, total.',
    );
  });

  it("has no fault but the broken reference: what lies behind it cannot be known", () => {
    const type = 'note: { type: [string, "null"] }';
    expect(lines(right.replace(type, 'note: { $ref: "#/components/schemas/Note" }'))).toEqual([
      'a.yaml:43:23 ref-unknown "#/components/schemas/Note" leads nowhere; add its target, or correct it.',
    ]);
    expect(lines(right.replace(type, 'note: { $ref: "notes.yaml#/Note" }'))).toEqual([
      'a.yaml:43:23 ref-foreign "notes.yaml#/Note" is in another document; bundle them into one, for example with "npx @redocly/cli bundle".',
    ]);
  });

  it("has the faults of the document and of the extension, in the order of the lines", () => {
    const text = right.replace("https://print.example", "print.example").replace("jammed]\n  cred", "stuck]\n  cred");
    expect(lines(text)).toEqual([
      `a.yaml:4:10 server-url "print.example" isn't an absolute URL; begin it with https:// and a host.`,
      'a.yaml:16:3 status-unmapped the status value "jammed" has no state; add it to one of the lists.',
      'a.yaml:19:14 status-unknown "stuck" is not in the enum of the status; add it there, with its evidence, or take it out here.',
    ]);
  });

  it("has the faults of the document beside those of the extension's shape", () => {
    const text = right.replace("https://print.example", "print.example").replace("provider: print", "provider: 7");
    expect(diagnose({ file: "a.yaml", text }).map(({ rule }) => rule)).toEqual(["server-url", "wrong-type"]);
  });

  it.each(["3.0.0", "3.0.4", "3.1.0", "3.1.1", "3.1.10"])("reads OpenAPI %s", (version) => {
    expect(lines(right.replace("openapi: 3.1.1", `openapi: ${version}`))).toEqual([]);
  });

  it.each([
    ["an empty file", ""],
    ["a list", "- 1\n"],
    ["text", "openapi"],
    ["no version", "info: {}\n"],
    ["another version", "openapi: 3.2.0\n"],
    ["a later version", "openapi: 13.1.0\n"],
    ["a version with more to it", "openapi: 3.1.0-rc1\n"],
    ["a version that is a number", "openapi: 3.1\n"],
  ])("says of %s that it isn't OpenAPI 3.1", (_, text) => {
    expect(diagnose({ file: "a.yaml", text }).map(({ rule }) => rule)).toEqual(["openapi-version"]);
  });

  it.each(["3.1.1", "3.0.3"])("survives every wrong kind of value at every place of a document of %s", (version) => {
    const wrong = ["null", "7", "[]", "{}", '"x"', "[{}]", "{ x: {} }"];
    const rows = right.replace("openapi: 3.1.1", `openapi: ${version}`).split("\n");
    for (const [index, row] of rows.entries()) {
      const key = /^(\s*(?:- )?[^\s:]+):/.exec(row)?.[1];
      if (key === undefined) continue;
      for (const value of wrong) {
        const inner = rows.findIndex((other, place) => place > index && indentOf(other) <= indentOf(row));
        const text = [...rows.slice(0, index), `${key}: ${value}`, ...rows.slice(inner < 0 ? rows.length : inner)];
        expect(() => diagnose({ file: "a.yaml", text: text.join("\n") })).not.toThrow();
      }
    }
  });
});

function indentOf(row: string): number {
  return row.length - row.trimStart().length;
}
