import { describe, expect, it } from "vitest";
import { parseDocument } from "../case-document.ts";
import { providerNames } from "../provider-name.ts";
import { readSuite } from "./read-suite.ts";
import { families } from "./suite-case.ts";

const suite = readSuite();

describe("the suite", () => {
  it("gives each id once, and begins it with its provider", () => {
    const ids = suite.map(({ id }) => id);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
    expect(suite.filter(({ id, provider }) => !id.startsWith(`${provider}-`)).map(({ id }) => id)).toEqual([]);
  });

  it("says in each name what is, in a sentence", () => {
    const wrong = suite.filter(
      ({ name }) => !/^[A-Z].*\.$/s.test(name) || /\bshould\b/i.test(name) || name.split(" ").length < 4,
    );
    expect(wrong.map(({ id, name }) => [id, name])).toEqual([]);
  });

  it.each(families.filter((family) => family !== "partial outcomes"))(
    "has cases of %s for every provider",
    (family) => {
      const of = new Set(suite.filter((one) => one.family === family).map(({ provider }) => provider));
      expect([...of].toSorted()).toEqual([...providerNames]);
    },
  );

  it("has cases of partial outcomes for the providers that have them", () => {
    const of = new Set(suite.filter(({ family }) => family === "partial outcomes").map(({ provider }) => provider));
    expect([...of]).toEqual(["veeva-vault", "zendesk"]);
  });
});

describe("the schema of the references", () => {
  const right = {
    id: "zendesk-a-case",
    name: "A case is a case.",
    source: "RULES.md W20: a sentence",
    evidence: "assumed",
    reference: { link: "/jobs/1" },
    expected: { job: "1" },
  };
  const read = (one: object) =>
    parseDocument("references", "x.yaml", JSON.stringify({ provider: "zendesk", cases: [one] }));

  it("takes a right case", () => {
    expect(read(right)).toMatchObject({ provider: "zendesk" });
  });

  it.each([
    ["that names nothing", { reference: {} }],
    ["that names a job twice", { reference: { link: "/jobs/1", body: "{}" } }],
    ["whose body isn't text", { reference: { body: { id: 1 } } }],
    ["without an end", { expected: {} }],
    ["with another code", { expected: { code: "gone" } }],
    ["that both names a job and refuses", { expected: { job: "1", code: "no-job" } }],
  ])("refuses a case %s", (_, change) => {
    expect(() => read({ ...right, ...change })).toThrow("does not fit");
  });
});

describe("the schema of the sequences", () => {
  const right = {
    id: "a-case",
    name: "A case is a case.",
    level: "must",
    source: "RULES.md W1: a sentence",
    steps: [{ response: "running" }],
    expected: { outcomes: [{ response: "running" }] },
  };
  const read = (one: object) =>
    parseDocument(
      "sequences",
      "x.yaml",
      JSON.stringify({ family: "lifecycle", rule: "What the family is about, and how.", cases: [one] }),
    );

  it("takes a right case", () => {
    expect(read(right)).toMatchObject({ family: "lifecycle" });
  });

  it.each([
    ["without a level", { level: undefined }],
    ["without a source", { source: undefined }],
    ["with a level of its own", { level: "could" }],
    ["with a step that is two things", { steps: [{ response: "running", fault: "reset" }] }],
    ["with a step that is nothing", { steps: [{ times: 1 }] }],
    ["with an unknown fault", { steps: [{ fault: "lightning" }] }],
    ["with an unknown code", { expected: { outcomes: [{ error: "wrong" }] } }],
    ["with an unknown key", { prose: "yes" }],
    ["with an id in capitals", { id: "A-Case" }],
    ["with a step for an unknown operation", { steps: [{ to: "ping", response: "running" }] }],
    ["with another format than XML", { format: "csv" }],
    ["with a job that has no part", { calls: [{ call: "wait", job: "third" }] }],
  ])("refuses a case %s", (_, change) => {
    expect(() => read({ ...right, ...change })).toThrow("does not fit");
  });
});
