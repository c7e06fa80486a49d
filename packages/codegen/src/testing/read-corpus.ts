import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A specification of the corpus, and the diagnostics that it must give. */
export interface CorpusCase {
  readonly name: string;
  /** Where the specification is. */
  readonly url: URL;
  readonly text: string;
  /** The overlay of the specification, if it has one; its diagnostics have their places there. */
  readonly overlay?: string;
  /** `line:column rule message`, one a line. */
  readonly expected: string;
}

/** Reads the corpus: a folder for each case. */
export function readCorpus(): readonly CorpusCase[] {
  const corpus = new URL("../../corpus/", import.meta.url);
  return readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const url = new URL(`${name}/spec.openapi.yaml`, corpus);
      const expected = readFileSync(new URL(`${name}/diagnostics.txt`, corpus), "utf8");
      const overlay = new URL(`${name}/overlay.yaml`, corpus);
      return {
        name,
        url,
        text: readFileSync(url, "utf8"),
        ...(existsSync(overlay) && { overlay: readFileSync(overlay, "utf8") }),
        expected,
      };
    });
}
