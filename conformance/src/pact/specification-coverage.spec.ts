import { describe, expect, it } from "vitest";
import { providerNames } from "../provider-name.ts";
import { readPact } from "./pact-document.ts";
import { type CoverageOfKind, coverageOf } from "./specification-coverage.ts";

function kindNamed(kinds: readonly CoverageOfKind[], kind: string): CoverageOfKind | undefined {
  return kinds.find((one) => one.kind === kind);
}

describe.each(providerNames)("the pact of %s covers its specification", (provider) => {
  const { kinds } = coverageOf(provider);

  it("whole", () => {
    const missing = kinds.flatMap(({ kind, missing: names }) => names.map((name) => `${kind}: ${name}`));
    expect(missing, "write an interaction: README.md, Add or change an interaction").toEqual([]);
  });

  it("and would not, without the interactions of a word", () => {
    const word = kindNamed(kinds, "status values")?.covered[0] ?? "";
    const rest = readPact(provider).interactions.filter(
      ({ response }) => !JSON.stringify(response.body.content).includes(`:${JSON.stringify(word)}`),
    );
    expect(kindNamed(coverageOf(provider, rest).kinds, "status values")?.missing).toContain(word);
  });

  it("and would not, without any interaction", () => {
    expect(coverageOf(provider, []).kinds.flatMap(({ covered }) => covered)).toEqual([]);
  });
});
