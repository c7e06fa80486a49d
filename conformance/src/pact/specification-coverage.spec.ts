import { describe, expect, it } from "vitest";
import type { JsonObject } from "../case-types.ts";
import { decodeJson } from "../decode-json.ts";
import { providerNames } from "../provider-name.ts";
import { readPact } from "./pact-document.ts";
import { type CoverageOfKind, coverageOf } from "./specification-coverage.ts";

function kindNamed(kinds: readonly CoverageOfKind[], kind: string): CoverageOfKind | undefined {
  return kinds.find((one) => one.kind === kind);
}

describe.each(providerNames)("the pact of %s covers its specification", (provider) => {
  const { kinds } = coverageOf(provider);

  it("nothing of the specification is missing in the pact", () => {
    const missing = kinds.flatMap(({ kind, missing: names }) => names.map((name) => `${kind}: ${name}`));
    expect(missing, "write an interaction: README.md, Add or change an interaction").toEqual([]);
  });

  it("a status value is missing without its interactions", () => {
    const word = kindNamed(kinds, "status values")?.covered[0] ?? "";
    const rest = readPact(provider).interactions.filter(
      ({ response }) => !JSON.stringify(response.body.content).includes(`:${JSON.stringify(word)}`),
    );
    expect(kindNamed(coverageOf(provider, rest).kinds, "status values")?.missing).toContain(word);
  });

  it("a status value is missing if it is elsewhere in the response than the contract says", () => {
    const word = kindNamed(kinds, "status values")?.covered[0] ?? "";
    const moved = readPact(provider).interactions.map((one) => {
      const content = JSON.stringify(one.response.body.content);
      const body = decodeJson<JsonObject>(
        content.replaceAll(`:${JSON.stringify(word)}`, `:"another","elsewhere":${JSON.stringify(word)}`),
      );
      return { ...one, response: { ...one.response, body: { content: body } } };
    });
    expect(kindNamed(coverageOf(provider, moved).kinds, "status values")?.missing).toContain(word);
  });

  it("without any interaction, nothing is covered", () => {
    expect(coverageOf(provider, []).kinds.flatMap(({ covered }) => covered)).toEqual([]);
  });
});

it("counts a field only if the contract's pointers lead to it", () => {
  const interactions = readPact("zendesk").interactions.map((one) => ({
    ...one,
    response: { ...one.response, body: { content: withoutItemStatus(one.response.body.content) } },
  }));
  expect(kindNamed(coverageOf("zendesk", interactions).kinds, "fields that are read")?.missing).toEqual([
    "showJobStatus /results/status",
  ]);
});

function withoutItemStatus(content: unknown): JsonObject {
  const text = JSON.stringify(content, (key, value: unknown) =>
    key === "results" && Array.isArray(value) ? value.map((item: object) => ({ ...item, status: undefined })) : value,
  );
  return decodeJson(text);
}
