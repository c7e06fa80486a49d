import { readFileSync } from "node:fs";
import { readSpec } from "../diagnose.ts";
import { formatDiagnostic } from "../diagnostic.ts";
import type { Spec } from "../spec.ts";

/** The text of the small right specification from which the corpus departs. */
export const SMALL_SPEC: string = readFileSync(
  new URL("../../corpus/right/spec.openapi.yaml", import.meta.url),
  "utf8",
);

/** That specification with some of its text replaced. A text that is not there fails the test. */
export function smallSpecText(replacements: Readonly<Record<string, string>>): string {
  let text = SMALL_SPEC;
  for (const [from, to] of Object.entries(replacements)) {
    if (!text.includes(from)) throw new Error(`The small specification has no ${JSON.stringify(from)}.`);
    text = text.replace(from, () => to);
  }
  return text;
}

/** The same, read. A fault fails the test. */
export function smallSpec(replacements: Readonly<Record<string, string>> = {}): Spec {
  const { spec, diagnostics } = readSpec({ file: "print.yaml", text: smallSpecText(replacements) });
  if (spec === undefined) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  return spec;
}
