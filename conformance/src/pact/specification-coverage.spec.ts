import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { providerNames } from "../provider-name.ts";
import { readPact } from "./pact-document.ts";
import { type CoverageOfKind, coverageOf } from "./specification-coverage.ts";

interface Exception {
  readonly provider: string;
  readonly kind: string;
  readonly name: string;
  readonly reason: string;
}

const exceptions = parse(
  readFileSync(new URL("../../traceability/uncovered.yaml", import.meta.url), "utf8"),
) as readonly Exception[];

function isExcepted({ name }: Exception, missing: string): boolean {
  const parts = name.split("*").map((part) => part.replaceAll(/[^\w ]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(missing);
}

function kindNamed(kinds: readonly CoverageOfKind[], kind: string): CoverageOfKind | undefined {
  return kinds.find((one) => one.kind === kind);
}

describe.each(providerNames)("the pact of %s covers its specification", (provider) => {
  const { kinds } = coverageOf(provider);
  const own = exceptions.filter((one) => one.provider === provider);

  it("whole, but for what is said to be tested elsewhere", () => {
    const missing = kinds.flatMap(({ kind, missing: names }) => names.map((name) => ({ kind, name })));
    const unexplained = missing.filter(
      ({ kind, name }) => !own.some((one) => one.kind === kind && isExcepted(one, name)),
    );
    expect(unexplained, "write an interaction: README.md, Add or change an interaction").toEqual([]);
  });

  it("and no more is said to be tested elsewhere than is", () => {
    const idle = own.filter(
      (one) => !kinds.some(({ kind, missing }) => kind === one.kind && missing.some((name) => isExcepted(one, name))),
    );
    expect(idle).toEqual([]);
  });

  it("in each word, error code and field of JSON", () => {
    expect(kindNamed(kinds, "words")?.missing).toEqual([]);
    expect(kindNamed(kinds, "error codes")?.missing).toEqual([]);
    expect(kindNamed(kinds, "fields that are read")?.missing).toEqual([]);
  });

  it("and would not, without the interactions of a word", () => {
    const word = kindNamed(kinds, "words")?.covered[0] ?? "";
    const rest = readPact(provider).interactions.filter(
      ({ response }) => !JSON.stringify(response.body.content).includes(`:${JSON.stringify(word)}`),
    );
    expect(kindNamed(coverageOf(provider, rest).kinds, "words")?.missing).toContain(word);
  });

  it("and would not, without any interaction", () => {
    expect(coverageOf(provider, []).kinds.flatMap(({ covered }) => covered)).toEqual([]);
  });
});
