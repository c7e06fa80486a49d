import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import { responsesOf, contentsOf, isJsonMediaType, isXmlMediaType } from "./media-type.ts";

describe("a media type", () => {
  it.each([
    "application/json",
    "application/json; charset=utf-8",
    "application/json ;charset=utf-8",
    "Application/JSON",
    "application/problem+json",
    "application/vnd.print.v2+json;q=1",
  ])("%s is JSON", (mediaType) => {
    expect(isJsonMediaType(mediaType)).toBe(true);
    expect(isXmlMediaType(mediaType)).toBe(false);
  });

  it.each([
    "application/xml",
    "text/xml",
    "text/xml; charset=utf-8",
    "text/xml  ;charset=utf-8",
    "Text/XML",
    "application/atom+xml",
    "application/atom+xml;q=1",
  ])("%s is XML", (mediaType) => {
    expect(isXmlMediaType(mediaType)).toBe(true);
    expect(isJsonMediaType(mediaType)).toBe(false);
  });

  it.each([
    "",
    "text/plain",
    "text/json",
    "application/jsonl",
    "application/json-seq",
    "application/+json",
    "application/+xml",
    "text/xmlish",
    "text/plain; profile=application/json",
    "text/plain; profile=text/xml",
    "application/x; a=b+json",
    "application/x; a=b+xml",
    "image/svg+xml",
  ])("%j is neither", (mediaType) => {
    expect(isJsonMediaType(mediaType)).toBe(false);
    expect(isXmlMediaType(mediaType)).toBe(false);
  });
});

describe("the contents", () => {
  const root: JsonObject = {
    components: {
      responses: { Gone: { content: { "application/json": { schema: { const: "gone" } } } } },
    },
  };
  const operation: JsonObject = {
    responses: {
      "200": { content: { "text/xml": { schema: { const: "a" } }, "application/json": {} } },
      "404": { $ref: "#/components/responses/Gone" },
      "500": { description: "No content." },
    },
  };
  const ofSuccess = [
    { mediaType: "text/xml", schema: { const: "a" } },
    { mediaType: "application/json", schema: undefined },
  ];
  const gone = { mediaType: "application/json", schema: { const: "gone" } };

  it("the contents of a response are those of its status, in the order of the document", () => {
    expect(responsesOf(root, operation, "200")).toEqual(ofSuccess);
    expect(responsesOf(root, operation, "201")).toEqual([]);
  });

  it("the contents of all responses are followed through references", () => {
    expect(responsesOf(root, operation)).toEqual([...ofSuccess, gone]);
  });

  it("the contents of what has none are none", () => {
    expect(contentsOf(root, undefined)).toEqual([]);
    expect(contentsOf(root, { description: "Nothing." })).toEqual([]);
  });
});
