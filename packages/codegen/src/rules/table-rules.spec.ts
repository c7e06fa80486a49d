import { describe, expect, it } from "vitest";
import { smallFaults } from "../testing/small-faults.ts";
import { WITH_BATCH } from "../testing/small-variants.ts";

it.each([
  { provider: "job", name: "JobStatus", want: false },
  { provider: "job-status", name: "JobStatus", want: true },
  { provider: "client", name: "Client", want: true },
  { provider: "step", name: "Step", want: true },
  { provider: "fetch-client", name: "createFetchClient", want: true },
  { provider: "wait", name: "WaitOptions", want: true },
])("a provider $provider would take the name $name: $want", ({ provider, name, want }) => {
  expect(smallFaults({ "provider: print": `provider: ${provider}` })).toEqual(
    want ? [`8:13 provider-name the package would export ${name} twice; choose another name for the provider.`] : [],
  );
});

it("says which code has two meanings, whether it is a number or text", () => {
  const given = {
    "  credentials:": `\
  errors:
    codes: [{ native: 5, code: not-found }, { native: 6, code: gone }, { native: "5", code: gone }]
    http: [{ status: 409, code: gone }, { status: 409, code: gone }]
  credentials:`,
  };
  expect(smallFaults(given)).toEqual([
    "21:82 code-repeated 5 has a code already; keep one.",
    "22:51 code-repeated 409 has a code already; keep one.",
  ]);
});

describe("the parameter of a batch", () => {
  it.each([
    { name: "near another", from: "ids: ids", to: "ids: idz", want: '; did you mean "ids"?' },
    { name: "near none", from: "ids: ids", to: "ids: numbers", want: "; name one that is there." },
    {
      name: "elsewhere than in the query",
      from: "{ name: ids, in: query",
      to: "{ name: ids, in: header",
      want: "; name one that is there.",
    },
  ])("must be in the query: $name", ({ from, to, want }) => {
    const faults = smallFaults({ ...WITH_BATCH, [from]: to });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^20:38 batch-parameter-unknown listJobs has no query parameter "[a-z]+"/);
    expect(faults[0]?.endsWith(want)).toBe(true);
  });
});

describe("a reference", () => {
  it.each([
    "{ from: body, id: /id, where: { at: /a, equals: 1 }, at: /job }",
    '{ from: body, noJob: true, equals: "0", message: /why }',
    '{ from: location, path: "/jobs/{id}" }',
    '{ from: url, path: "/jobs/{id}", noJob: true, equals: "0" }',
  ])("can be %s", (reference) => {
    expect(smallFaults({ "  credentials:": `  references:\n    - ${reference}\n  credentials:` })).toEqual([]);
  });

  it.each([
    { reference: "{ from: body }", want: ["a job in a body needs `id`, where its id is."] },
    { reference: "{ from: url }", want: ["a job in a url needs `path`, which shows where its id is."] },
    {
      reference: '{ from: location, path: "/{id}", at: /a, where: { at: /a, equals: 1 }, id: /id }',
      want: [
        "`at` is for bodies; a location has none.",
        "`id` is for bodies; a location has none.",
        "`where` is for bodies; a location has none.",
      ],
    },
    {
      reference: '{ from: body, id: /id, equals: "0", message: /why, noJob: false }',
      want: [
        "`equals` goes with `noJob: true`, which is missing.",
        "`message` goes with `noJob: true`, which is missing.",
      ],
    },
  ])("cannot be $reference", ({ reference, want }) => {
    expect(smallFaults({ "  credentials:": `  references:\n    - ${reference}\n  credentials:` })).toEqual(
      want.map((message) => `21:7 reference-shape ${message}`),
    );
  });
});
