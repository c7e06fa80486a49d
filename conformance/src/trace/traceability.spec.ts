import { describe, expect, it } from "vitest";
import { providerNames } from "../provider-name.ts";
import { readCases } from "../read-cases.ts";
import { readSpecification } from "../specification.ts";
import { readSuite } from "../suite/read-suite.ts";
import { SpecificationLines, readStatements } from "./statements.ts";
import { traceabilityPage } from "./traceability-page.ts";

const documents = readStatements();
const statements = documents.flatMap((one) => one.statements);
const cases = readCases();
const known = new Set([...readSuite(), ...cases.mapping, ...cases.errors, ...cases.ids].map(({ id }) => id));

describe("the statements of the vendors' pages", () => {
  it("have ids of their own", () => {
    const ids = statements.map(({ id }) => id);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
  });

  it("are those of all five", () => {
    expect(documents.map(({ provider }) => provider)).toEqual([...providerNames]);
  });

  it.each(documents)("$provider: each stands at a line of the specification", ({ provider, statements: stated }) => {
    const lines = new SpecificationLines(provider);
    expect(stated.filter(({ spec }) => lines.lineOf(spec) === undefined).map(({ id, spec }) => [id, spec])).toEqual([]);
  });

  it("are each held by cases that there are", () => {
    const missing = statements.flatMap(({ id, cases: held }) =>
      held.filter((name) => !known.has(name)).map((name) => [id, name]),
    );
    expect(missing).toEqual([]);
  });

  it.each(documents)(
    "$provider: name only status values that the specification has",
    ({ provider, statements: stated }) => {
      const { statusValues } = readSpecification(provider);
      const named = stated.flatMap(({ spec }) => /\/enum\/\[(.+)\]$/.exec(spec)?.[1] ?? []);
      expect(named.length).toBeGreaterThan(0);
      expect(named.filter((word) => !statusValues.includes(word))).toEqual([]);
    },
  );

  it("are on the page, each with its line of the specification", () => {
    const page = traceabilityPage(documents);
    const held = /^\| (\S+) \| .* \| specs\/\S+\.openapi\.yaml:\d+ \| .+ \|$/;
    const found = page.split("\n").flatMap((line) => held.exec(line)?.[1] ?? []);
    expect(found).toEqual(statements.map(({ id }) => id));
  });
});

describe("the search for a line", () => {
  const lines = new SpecificationLines("zendesk");

  it("finds what is there, behind the comment for editors", () => {
    expect(lines.lineOf("/openapi")).toBe(2);
  });

  it.each(["/nothing", "/servers/7", "/components/schemas/JobStatus/properties/status/enum/[finished]", "/openapi/0"])(
    "does not find %s",
    (pointer) => expect(lines.lineOf(pointer)).toBeUndefined(),
  );
});
