import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import { findOperation, operationsOf, templateNames } from "./operation.ts";

const ROOT: JsonObject = {
  paths: {
    "/jobs/{id}": {
      summary: "A job.",
      parameters: [
        { name: "id", in: "path", schema: { type: "string" } },
        { name: "trace", in: "header" },
        { $ref: "#/components/parameters/Shop" },
      ],
      get: {
        operationId: "getJob",
        parameters: [
          { name: "id", in: "path", schema: { type: "integer" } },
          { name: "trace", in: "query" },
          { name: "nowhere" },
          { in: "query" },
          { $ref: "#/components/parameters/Gone" },
        ],
      },
      delete: { description: "An operation without a name." },
      servers: { operationId: "notAMethod" },
    },
    "/jobs": { $ref: "#/components/pathItems/Jobs" },
  },
  components: {
    parameters: { Shop: { name: "shop", in: "query" } },
    pathItems: { Jobs: { post: { operationId: "startJob" } } },
  },
};

describe("the operations of a document", () => {
  it("are those with a method and an operationId, in its order, through references", () => {
    expect(operationsOf(ROOT).map(({ id, method, path, at }) => ({ id, method, path, at }))).toEqual([
      { id: "getJob", method: "get", path: "/jobs/{id}", at: ["paths", "/jobs/{id}", "get"] },
      { id: "startJob", method: "post", path: "/jobs", at: ["paths", "/jobs", "post"] },
    ]);
  });

  it("have their own parameters, and those of their path which they do not describe anew", () => {
    expect(findOperation(ROOT, "getJob")?.parameters).toEqual([
      { name: "id", in: "path", value: { name: "id", in: "path", schema: { type: "integer" } } },
      { name: "trace", in: "query", value: { name: "trace", in: "query" } },
      { name: "trace", in: "header", value: { name: "trace", in: "header" } },
      { name: "shop", in: "query", value: { name: "shop", in: "query" } },
    ]);
  });

  it("may have no parameters", () => {
    expect(findOperation(ROOT, "startJob")?.parameters).toEqual([]);
  });

  it("do not have a name that is not there", () => {
    expect(findOperation(ROOT, "stopJob")).toBeUndefined();
  });
});

it.each([
  { template: "/jobs", names: [] },
  { template: "/{version}/jobs/{id}", names: ["version", "id"] },
  { template: "https://{a}{b}.example/{", names: ["a", "b"] },
  { template: "/{}", names: [""] },
  { template: "/{a{b}}", names: ["b"] },
])("the names in $template are $names", ({ template, names }) => {
  expect(templateNames(template)).toEqual(names);
});
