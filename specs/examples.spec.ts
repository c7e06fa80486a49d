import { describe, expect, it } from "vitest";
import { createExampleValidator } from "./example-validator.ts";
import { examplesOf, mediaTypesOf, objectsOf } from "./media-types.ts";
import { readSpecification, specificationFiles } from "./specifications.ts";
import { xmlValueFromText } from "./xml-value.ts";

describe.each(specificationFiles)("%s", (file) => {
  const document = readSpecification(file);
  const validate = createExampleValidator(document);

  it.each(examplesOf(document))("$at fits its schema", (example) => {
    expect(validate(example)).toEqual([]);
  });

  it("has an example for every media type", () => {
    const bare = mediaTypesOf(document).filter(({ examples }) => Object.keys(examples).length === 0);
    expect(bare.map(({ at }) => at)).toEqual([]);
  });

  it("gives a known evidence and a source wherever it gives evidence", () => {
    const marks = [...objectsOf(document)].filter(({ key }) => key === "x-evidence");
    expect(marks).not.toEqual([]);
    const faulty = marks.filter(({ node: { evidence, source, ...others } }) => {
      const known = evidence === "documented" || evidence === "observed" || evidence === "assumed";
      return !known || typeof source !== "string" || source === "" || Object.keys(others).length > 0;
    });
    expect(faulty.map(({ at }) => at)).toEqual([]);
  });
});

describe("the check of the examples", () => {
  const document = {
    media: {
      schema: {
        type: "object",
        xml: { name: "Answer" },
        required: ["Code"],
        properties: { Code: { type: "integer", xml: { attribute: true } } },
      },
    },
  };
  const validate = createExampleValidator(document);
  const example = { at: "/example", schemaAt: "/media/schema" };

  it("accepts a right example in JSON and in XML", () => {
    expect(validate({ ...example, mediaType: "application/json", value: { Code: 1 } })).toEqual([]);
    expect(validate({ ...example, mediaType: "text/xml", value: '<Answer Code="1" />' })).toEqual([]);
  });

  it("refuses a wrong example in JSON and in XML", () => {
    expect(validate({ ...example, mediaType: "application/json", value: { Code: "1" } })).toEqual([
      "/Code must be integer",
    ]);
    expect(validate({ ...example, mediaType: "text/xml", value: '<Answer Code="one" />' })).toEqual([
      "/Code must be integer",
    ]);
    expect(validate({ ...example, mediaType: "text/xml", value: "<Answer />" })).toEqual([
      "must have required property 'Code'",
    ]);
  });

  it("refuses XML with a name that the schema does not have", () => {
    expect(() => validate({ ...example, mediaType: "text/xml", value: '<Answer Kode="1" />' })).toThrow("Kode");
    expect(() => validate({ ...example, mediaType: "text/xml", value: '<Other Code="1" />' })).toThrow("Other");
  });
});

describe("documented responses in two forms", () => {
  function valueOfExample(file: string, start: string, end: string): unknown {
    const document = readSpecification(file);
    const example = examplesOf(document).find(({ at }) => at.startsWith(start) && at.endsWith(`/${end}`));
    if (example === undefined) throw new Error(`${file} has no example at ${start} … ${end}`);
    const { mediaType, value, schemaAt } = example;
    return mediaType.endsWith("/xml") ? xmlValueFromText(value, document, schemaAt) : value;
  }

  it("CenturyLink v1: the same members, but for the clock of StatusDate", () => {
    const expected = {
      RequestDetails: {
        RequestID: 50,
        RequestTitle: "Creating Server UT1XXLAB01",
        ProgressDesc: "Request completed",
        PercentComplete: 100,
        CurrentStatus: "Succeeded",
        StepNumber: 0,
      },
      Success: true,
      Message: "Request Status successfully retrieved.",
      StatusCode: 0,
    };
    const path = "/paths/~1REST~1Queue~1GetRequestStatus~1";
    const file = "centurylink-v1.openapi.yaml";
    expect(valueOfExample(file, `${path}JSON/post/responses`, "succeeded")).toEqual({
      ...expected,
      RequestDetails: { ...expected.RequestDetails, StatusDate: "/Date(1275097729527)/" },
    });
    expect(valueOfExample(file, `${path}XML/post/responses`, "succeeded")).toEqual({
      ...expected,
      RequestDetails: { ...expected.RequestDetails, StatusDate: "2010-05-28T18:48:49.527" },
    });
  });

  it("Vault: the same members", () => {
    const expected = {
      responseStatus: "SUCCESS",
      responseMessage: "OK",
      data: {
        id: 1201,
        status: "SUCCESS",
        method: "POST",
        links: [{ rel: "self", href: "/api/v15.0/services/jobs/1601", method: "GET", accept: "application/json" }],
        created_by: 44533,
        created_date: "2016-04-20T18:14:42.000Z",
        run_start_date: "2016-04-20T18:14:43.000Z",
        run_end_date: "2016-04-20T18:14:44.000Z",
      },
    };
    const start = "/paths/~1api~1{version}~1services~1jobs~1{job_id}/get/responses/200/content/application~1";
    expect(valueOfExample("veeva-vault.openapi.yaml", `${start}json`, "success")).toEqual(expected);
    expect(valueOfExample("veeva-vault.openapi.yaml", `${start}xml`, "success")).toEqual(expected);
  });
});
