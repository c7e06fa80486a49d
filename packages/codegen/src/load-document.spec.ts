import { describe, expect, it } from "vitest";
import { readSpec } from "./diagnose.ts";
import { formatDiagnostic } from "./diagnostic.ts";
import { smallSpecText, SMALL_SPEC } from "./testing/small-spec.ts";

const [head = "", extension = "", rest = ""] = SMALL_SPEC.split(/^(?=x-job-status:|paths:)/m);

/** The small specification's extension as an overlay, with some of its text replaced. */
function overlayText(from = "", to = ""): string {
  const lines = extension.replace(from, () => to).replaceAll(/^(?=.)/gm, "      ");
  return `overlay: 1.0.0\ninfo: { title: Print, version: "1" }\nactions:\n  - target: $\n    update:\n${lines}`;
}

function read(text: string, overlay?: string) {
  const source = { file: "print.yaml", text };
  return readSpec(
    overlay === undefined ? source : { ...source, overlay: { file: "print.overlay.yaml", text: overlay } },
  );
}

describe("a document with its extension in an overlay", () => {
  it("is the specification that has the extension in itself", () => {
    expect(read(head + rest, overlayText()).spec).toEqual(read(SMALL_SPEC).spec);
  });

  it("has its faults at their lines in the overlay", () => {
    expect(read(head + rest, overlayText("/note", "/notes")).diagnostics.map(formatDiagnostic)).toEqual([
      'print.overlay.yaml:12:20 pointer-unknown "/notes" leads nowhere: no field "notes" in the job; did you mean "note"?',
    ]);
  });

  it("has faults of the document at their lines in the document", () => {
    const text = (head + rest).replace("https://print.example", "print.example");
    expect(read(text, overlayText()).diagnostics.map(formatDiagnostic)).toEqual([
      `print.yaml:4:10 server-url "print.example" isn't an absolute URL; begin it with https:// and a host.`,
    ]);
  });
});

describe("what a draft leaves open", () => {
  it("is refused, each at its place, and nothing else is said before it is decided", () => {
    const overlay = overlayText(
      "[printing]\n",
      '["TODO: which value says that it prints?"]\n    TODO: [paused, held]\n',
    );
    expect(read(head + rest, overlay.replace("/note", "/notes")).diagnostics.map(formatDiagnostic)).toEqual([
      "print.overlay.yaml:16:21 undecided which value says that it prints?",
      'print.overlay.yaml:17:11 undecided move each of "paused", "held" to the field where it belongs, and remove "TODO".',
    ]);
  });

  it("is refused in a document that has its extension in itself, too", () => {
    const { diagnostics } = read(smallSpecText({ "/note": '"TODO: where is the text?"' }));
    expect(diagnostics.map(formatDiagnostic)).toEqual(["print.yaml:13:14 undecided where is the text?"]);
  });

  it("is not meant by a status value that is called TODO", () => {
    const text = smallSpecText({ "[printing]": "[printing, TODO]", "enum: [printing,": "enum: [TODO, printing," });
    expect(read(text).diagnostics).toEqual([]);
  });
});

describe("a document of OpenAPI 3.0", () => {
  const text = smallSpecText({
    "openapi: 3.1.1": "openapi: 3.0.3",
    'note: { type: [string, "null"] }': "note: { type: string, nullable: true }",
  });

  it("is read as what it says in 3.1", () => {
    expect(read(text).spec).toEqual(read(SMALL_SPEC).spec);
  });

  it("has its faults at their lines", () => {
    expect(read(text.replace("message: /note", "message: /notes")).diagnostics.map(formatDiagnostic)).toEqual([
      'print.yaml:13:14 pointer-unknown "/notes" leads nowhere: no field "notes" in the job; did you mean "note"?',
    ]);
  });
});
