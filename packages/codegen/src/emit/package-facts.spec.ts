import { describe, expect, it } from "vitest";
import { smallFacts } from "../testing/small-facts.ts";
import { IN_XML } from "../testing/small-variants.ts";

describe("the facts of a package", () => {
  it.each([
    { options: {}, packageName: "print", packageVersion: "1.2.3", belongsToJobstatus: false },
    { options: { scope: "@acme" }, packageName: "@acme/print", packageVersion: "1.2.3", belongsToJobstatus: false },
    {
      options: { scope: "@jobstatus" },
      packageName: "@jobstatus/print",
      packageVersion: "1.2.3",
      belongsToJobstatus: true,
    },
    {
      options: { packageName: "@acme/jobstatus", packageVersion: "7.0.0" },
      packageName: "@acme/jobstatus",
      packageVersion: "7.0.0",
      belongsToJobstatus: false,
    },
  ])(
    "name it for its provider, with the generator's version, unless told otherwise: $options",
    ({ options, ...want }) => {
      expect(smallFacts({}, options)).toMatchObject(want);
    },
  );

  it.each([
    { name: "the summary", info: '{ title: Print Jobs, version: "1", summary: Prints }', want: "Prints." },
    { name: "the title without one", info: '{ title: Print Jobs!, version: "1" }', want: "Print Jobs!" },
    { name: "the provider's name without either", info: '{ version: "1" }', want: "print." },
  ])("describe it by $name", ({ info, want }) => {
    expect(smallFacts({ 'info: { title: Print Jobs, version: "1" }': `info: ${info}` }).description).toBe(want);
  });

  it("have the media types of JSON and XML, the latter only if the provider has it", () => {
    expect(smallFacts()).toMatchObject({ mediaType: "application/json", credentials: [["key"]] });
    expect(smallFacts()).not.toHaveProperty("xml");
    expect(smallFacts(IN_XML)).toMatchObject({
      mediaType: "application/json",
      xml: { provider: "print", root: "Job", request: { accept: "text/xml" } },
    });
  });
});
