import { describe, expect, it } from "vitest";
import { smallFaults } from "../testing/small-faults.ts";
import { IN_XML, idInBody } from "../testing/small-variants.ts";

const PARAMETER = "- { name: id, in: path, required: true, schema: { type: string } }";
const SCHEMA = 'schema: { $ref: "#/components/schemas/Job" }';

/** The small specification with a parameter more. */
function withParameter(parameter: string): Readonly<Record<string, string>> {
  return { [PARAMETER]: `- { ${parameter} }\n        ${PARAMETER}` };
}

/** The small specification that asks with the id in the query. */
const ID_IN_QUERY = {
  "id: { in: path, name: id }": "id: { in: query, name: id }",
  "/jobs/{id}": "/jobs",
  "in: path, required: true": "in: query, required: true",
};

describe("a request for the status", () => {
  it.each([
    { name: "the id in the path", given: {} },
    { name: "the id in the query", given: ID_IN_QUERY },
    { name: "the id in the body", given: idInBody() },
    { name: "the id in the path of a POST", given: { "get:": "post:" } },
    { name: "an integer for an id", given: { "schema: { type: string } }": "schema: { type: integer } }" } },
    { name: "a parameter that may be left out", given: withParameter("name: page, in: query") },
    { name: "a header that the client sets", given: withParameter("name: Accept, in: header, required: true") },
    {
      name: "another parameter of the id's name elsewhere",
      given: withParameter("name: id, in: query, schema: { type: boolean }"),
    },
    {
      name: "another parameter of the path, which is an option",
      given: {
        "/jobs/{id}": "/{tenant}/jobs/{id}",
        ...withParameter("name: tenant, in: path, required: true, schema: { type: boolean }"),
      },
    },
  ])("can have $name", ({ given }) => {
    expect(smallFaults(given)).toEqual([]);
  });

  it.each([
    {
      name: "GET with the id in the body",
      given: { ...idInBody(), "    post:": "    get:" },
      want: ["9:14 operation-method getJob is GET; it must be POST, since the id is in the body."],
    },
    {
      name: "PUT",
      given: { "get:": "put:" },
      want: ["9:14 operation-method getJob is PUT; it must be GET or HEAD or POST."],
    },
    {
      name: "an id that is not in the body",
      given: idInBody("{ type: object, properties: { JobID: { type: integer } } }"),
      want: ['10:25 id-unknown getJob has no property at the top of its JSON body "JobId"; did you mean "JobID"?'],
    },
    {
      name: "an id that is not in the query",
      given: { ...ID_IN_QUERY, "{ name: id, in: query, req": "{ name: job, in: query, req" },
      want: ['10:26 id-unknown getJob has no query parameter "id"; name one that is there.'],
    },
    {
      name: "an id whose parameter is in another place",
      given: { "{ name: id, in: path, required: true": "{ name: id, in: header" },
      want: ['10:25 id-unknown getJob has no path parameter "id"; name one that is there.'],
    },
    {
      name: "an id that its path does not have",
      given: { "/jobs/{id}": "/jobs/{no}", ...withParameter("name: no, in: path, schema: { type: string }") },
      want: ['10:25 id-unknown getJob has the path parameter "id", but its path is /jobs/{no}; write {id} into it.'],
    },
    {
      name: "an id in the body that is neither text nor an integer",
      given: idInBody("{ type: object, properties: { JobId: { type: boolean } } }"),
      want: ['10:25 id-type "JobId" is neither text nor an integer; an ID must be one of them.'],
    },
    {
      name: "an id in the path that is neither text nor an integer",
      given: { "required: true, schema: { type: string }": "required: true, schema: { type: [number, boolean] }" },
      want: ['10:25 id-type "id" is neither text nor an integer; an ID must be one of them.'],
    },
    {
      name: "a property of its body that nothing fills, however often it is required",
      given: idInBody(
        "{ allOf: [{ required: [JobId, shop, 7] }, { required: [shop] }], type: object, properties: { JobId: { type: integer } } }",
      ),
      want: [
        '25:5 request-incomplete getJob requires the property "shop" of its body; a request for the status does not fill that.',
      ],
    },
    {
      name: "a property of the id's name where the id is in the path",
      given: {
        [PARAMETER]: `${PARAMETER}\n      requestBody:\n        content: { application/json: { schema: { required: [id] } } }`,
      },
      want: [
        '25:5 request-incomplete getJob requires the property "id" of its body; a request for the status does not fill that.',
      ],
    },
    {
      name: "a parameter that nothing fills",
      given: withParameter("name: shop, in: query, required: true"),
      want: [
        '25:5 request-incomplete getJob requires the query parameter "shop"; a request for the status does not fill that.',
      ],
    },
    {
      name: "a header that nothing fills",
      given: withParameter("name: X-Shop, in: header, required: true"),
      want: [
        '25:5 request-incomplete getJob requires the header parameter "X-Shop"; a request for the status does not fill that.',
      ],
    },
    {
      name: "a cookie of a header's name",
      given: withParameter("name: accept, in: cookie, required: true"),
      want: [
        '25:5 request-incomplete getJob requires the cookie parameter "accept"; a request for the status does not fill that.',
      ],
    },
    {
      name: "a parameter of the id's name that is not the id",
      given: withParameter("name: id, in: query, required: true"),
      want: [
        '25:5 request-incomplete getJob requires the query parameter "id"; a request for the status does not fill that.',
      ],
    },
    {
      name: "a place in its path that no parameter describes",
      given: { "/jobs/{id}": "/{tenant}/jobs/{id}", ...withParameter("name: tenant, in: query") },
      want: [
        '25:5 request-incomplete getJob requires the path parameter "tenant", which it does not describe; a request for the status does not fill that.',
      ],
    },
  ])("cannot have $name", ({ given, want }) => {
    expect(smallFaults(given)).toEqual(want);
  });
});

describe("the response to a request for the status", () => {
  const TWO = "application/x-print+json: {}\n            application/json:";

  it.each([
    { name: "be in several formats", given: { "application/json:": "text/plain: {}\n            application/json:" } },
    { name: "be in JSON with a schema and without", given: { "application/json:": TWO } },
    { name: "be in XML as well", given: IN_XML },
    {
      name: "be in XML with a schema and without",
      given: { ...IN_XML, "            text/xml:": "            application/xml: {}\n            text/xml:" },
    },
  ])("can $name", ({ given }) => {
    expect(smallFaults(given)).toEqual([]);
  });

  it.each([
    {
      name: "JSON without a schema",
      given: { [SCHEMA]: "example: {}" },
      want: "9:14 response-missing getJob has no JSON with a schema in its 200 or 202 response; describe it there.",
    },
    {
      name: "JSON for another status",
      given: { '"200":': '"201":' },
      want: "9:14 response-missing getJob has no JSON with a schema in its 200 or 202 response; describe it there.",
    },
    {
      name: "XML without a schema",
      given: { ...IN_XML, [`text/xml:\n              ${SCHEMA}`]: "text/xml: {}" },
      want: "10:17 response-missing getJob has no XML with a schema in its 200 response; describe it there.",
    },
  ])("cannot be only $name", ({ given, want }) => {
    expect(smallFaults(given)).toEqual([want]);
  });
});

it("names the operation for XML if the document does not have it", () => {
  expect(smallFaults({ "operation: getJob": "operation: getJob\n  xmlOperation: getInXml" })).toEqual([
    '10:17 operation-unknown the document has no operation "getInXml"; name one by its operationId.',
  ]);
});

describe("a variable", () => {
  /** The small specification with a variable in its server's URL. */
  function withVariable(name: string): Readonly<Record<string, string>> {
    return {
      "https://print.example": `"https://{${name}}.example"\n    variables: { "${name}": { default: a } }`,
    };
  }

  it.each([
    {
      name: "have a name that isn't an option's",
      given: withVariable("shop-name"),
      want: '4:10 variable-name "shop-name" can\'t be the name of an option; use letters, digits and _.',
    },
    {
      name: "take the name of an option",
      given: withVariable("fetch"),
      want: '4:10 variable-name "fetch" is an option of every client; give it another name.',
    },
    {
      name: "be in the path and in the server's URL",
      given: {
        ...withVariable("shop"),
        "/jobs/{id}": "/{shop}/jobs/{id}",
        ...withParameter("name: shop, in: path, schema: { type: string }"),
      },
      want: '25:3 variable-name "shop" is the name of another variable too; give one of them another name.',
    },
    {
      name: "take the name of an option in the path",
      given: {
        "/jobs/{id}": "/{headers}/jobs/{id}",
        ...withParameter("name: headers, in: path, schema: { type: string }"),
      },
      want: '24:3 variable-name "headers" is an option of every client; give it another name.',
    },
  ])("cannot $name", ({ given, want }) => {
    expect(smallFaults(given)).toEqual([want]);
  });

  it("is not what the job's id is, which can have the name of an option", () => {
    const given = { "name: id }": "name: fetch }", "{id}": "{fetch}", "{ name: id, in": "{ name: fetch, in" };
    expect(smallFaults(given)).toEqual([]);
  });

  it("is what has the id's name in the path where the id is elsewhere", () => {
    const given = {
      "id: { in: path, name: id }": "id: { in: query, name: fetch }",
      "/jobs/{id}": "/jobs/{fetch}",
      [PARAMETER]:
        "- { name: fetch, in: path, required: true }\n        - { name: fetch, in: query, schema: { type: string } }",
    };
    expect(smallFaults(given)).toEqual([
      '24:3 variable-name "fetch" is an option of every client; give it another name.',
    ]);
  });
});
