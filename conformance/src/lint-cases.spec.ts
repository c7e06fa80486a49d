import { describe, expect, it } from "vitest";
import { documentFiles, parseDocument } from "./case-document.ts";
import type { CaseSet } from "./case-types.ts";
import { lintCases } from "./lint-cases.ts";
import { providerNames } from "./provider.ts";
import { readCases } from "./read-cases.ts";
import { readSpecifications, type Specification } from "./specification.ts";

const specifications = readSpecifications();

describe("the cases", () => {
  it("the cases are whole", () => {
    expect(lintCases(readCases(), specifications)).toEqual([]);
  });

  it("are there in each family for each provider", () => {
    for (const family of ["mapping", "errors", "interactions"] as const) {
      const files = documentFiles(family).filter((file) => !file.endsWith("-xml.yaml"));
      expect(files).toEqual(providerNames.map((provider) => `${family}/${provider}.yaml`));
    }
  });
});

describe("the specifications, as the lint reads them", () => {
  it.each([
    ["centurylink-v1", ["Not Started", "Executing", "Succeeded", "Failed", "Resumed", "NotStarted"]],
    ["traffic-ops", ["PENDING", "SUCCEEDED", "FAILED"]],
    ["zendesk", ["working", "failed", "completed", "killed", "queued"]],
  ])("%s has its words", (provider, statusValues) => {
    expect(specifications.find((one) => one.provider === provider)?.statusValues).toEqual(statusValues);
  });

  it("have responses of every kind", () => {
    const kinds = specifications.flatMap(({ responses }) =>
      responses.map(({ status, contentType }) => `${status} ${contentType}`),
    );
    expect(kinds).toEqual(
      expect.arrayContaining(["200 application/json", "200 text/xml", "429 text/html", "503 text/plain"]),
    );
  });
});

describe("the lint", () => {
  const specification: Specification = {
    provider: "zendesk",
    statusValues: ["working"],
    statusMembers: ["status"],
    nativeCodes: ["RecordNotFound"],
    responses: [
      { status: 200, contentType: "application/json", examples: { one: { status: "working" } } },
      { status: 404, contentType: "application/json", examples: {} },
    ],
  };
  const common = { source: "Zendesk, Job Statuses", evidence: "documented", provider: "zendesk", job: "1" } as const;
  const whole: CaseSet = {
    mapping: [
      {
        ...common,
        id: "zendesk-working",
        name: "A job at work is running.",
        response: { body: '{"status":"working"}' },
        expected: { state: "running", native: "working" },
      },
      {
        ...common,
        id: "zendesk-undocumented",
        name: "An undocumented word is unknown.",
        response: { body: '{"status":"paused"}' },
        expected: { state: "unknown", native: "paused" },
      },
    ],
    errors: [
      {
        ...common,
        id: "zendesk-not-found",
        name: "An unknown job is not found.",
        response: { status: 404, body: '{"error":"RecordNotFound"}' },
        expected: { code: "not-found", httpStatus: 404, nativeCode: "RecordNotFound" },
      },
    ],
    operations: [],
    ids: [],
    options: [],
    interactions: [
      { provider: "zendesk", case: "zendesk-working", states: [{ name: "there is a job" }] },
      { provider: "zendesk", case: "zendesk-not-found", canned: true },
    ],
  };

  it("has nothing against a whole set", () => {
    expect(lintCases(whole, [specification])).toEqual([]);
  });

  it.each<[string, CaseSet, Specification, string[]]>([
    [
      "an id that is given twice",
      {
        ...whole,
        options: [{ id: "zendesk-working", name: "An option is wrong.", call: "wait", options: {}, expected: "" }],
      },
      specification,
      ["the id zendesk-working is given twice"],
    ],
    [
      "an id of another provider",
      {
        ...whole,
        ids: [{ ...common, id: "one-dot", name: "One dot is refused.", expected: { code: "invalid-request" } }],
      },
      specification,
      ["the id one-dot does not begin with its provider, zendesk"],
    ],
    [
      "a name with should",
      { ...whole, errors: whole.errors.map((one) => ({ ...one, name: "It should not be found." })) },
      specification,
      ["the name of zendesk-not-found says what should be; say what is"],
    ],
    [
      "a name that isn't a sentence",
      { ...whole, errors: whole.errors.map((one) => ({ ...one, name: "Not found." })) },
      specification,
      ["the name of zendesk-not-found isn't a sentence"],
    ],
    [
      "a word without a case",
      whole,
      { ...specification, statusValues: ["working", "killed"] },
      ["zendesk: no mapping case has the word killed", "zendesk: no interaction has the word killed"],
    ],
    [
      "no undocumented word",
      { ...whole, mapping: whole.mapping.slice(0, 1) },
      specification,
      ["zendesk: no mapping case has an undocumented status value"],
    ],
    [
      "a native code without a case",
      whole,
      { ...specification, nativeCodes: ["TooManyJobs"] },
      [
        "zendesk: no error case has the native code TooManyJobs",
        "zendesk: no interaction has the native code TooManyJobs",
      ],
    ],
    [
      "a response without a case",
      { ...whole, errors: [], interactions: whole.interactions.slice(0, 1) },
      { ...specification, nativeCodes: [] },
      [
        "zendesk: no case has the response 404 application/json",
        "zendesk: no interaction has the response 404 application/json",
      ],
    ],
    [
      "an interaction of no case",
      { ...whole, interactions: [...whole.interactions, { provider: "zendesk", case: "zendesk-lost", canned: true }] },
      specification,
      ["zendesk: the interaction of zendesk-lost has no such case"],
    ],
    [
      "a case with two interactions",
      { ...whole, interactions: [...whole.interactions, ...whole.interactions.slice(0, 1)] },
      specification,
      ["zendesk: the case zendesk-working has 2 interactions"],
    ],
    [
      "an interaction in an unknown state",
      {
        ...whole,
        interactions: whole.interactions.map((one) =>
          "states" in one ? { ...one, states: [{ name: "all is well" }] } : one,
        ),
      },
      specification,
      ["zendesk: the interaction of zendesk-working names the state all is well, which the simulator does not know"],
    ],
    [
      "a word without an interaction",
      { ...whole, interactions: whole.interactions.slice(1) },
      { ...specification, responses: [] },
      ["zendesk: no interaction has the word working"],
    ],
    [
      "an example without a case",
      whole,
      {
        ...specification,
        responses: [{ status: 200, contentType: "application/json", examples: { two: { status: "killed" } } }],
      },
      ["zendesk: no case has the example two of 200 application/json"],
    ],
  ])("finds %s", (_, cases, given, faults) => {
    expect(lintCases(cases, [given])).toEqual(faults);
  });
});

describe("a file of cases that does not fit its schema", () => {
  const text = (name: string, more = "") => `
provider: zendesk
cases:
  - id: zendesk-a
    name: ${name}
    source: Zendesk, Job Statuses
    evidence: documented
    job: "1"
    response: { body: "{}" }
    expected: { state: running, native: working${more} }
`;

  it("is read where it fits", () => {
    expect(parseDocument("mapping", "a.yaml", text("A job at work is running."))).toMatchObject({
      provider: "zendesk",
    });
  });

  it.each([
    ["a name without a full stop", text("A job at work is running"), "/cases/0/name must match pattern"],
    ["a state that does not exist", text("A job is done.").replace("running", "done"), "/cases/0/expected/state"],
    ["an unknown property", text("A job at work is running.", ", percent: 3"), "/cases/0/expected must NOT have"],
    ["no cases", "provider: zendesk\ncases: []", "/cases must NOT have fewer than 1 items"],
  ])("is refused for %s", (_, content, fault) => {
    expect(() => parseDocument("mapping", "a.yaml", content)).toThrow(fault);
  });
});
