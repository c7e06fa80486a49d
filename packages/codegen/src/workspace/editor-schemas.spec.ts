import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { AnySchemaObject } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

// What an editor does with the schemas of this package, with the official schema of OpenAPI 3.1 from a package.

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const require = createRequire(import.meta.url);
const OPENAPI = "@seriousme/openapi-schema-validator/schemas/v3.1/schema.json";

function readSchema(name: string): AnySchemaObject {
  const schema = JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8")) as AnySchemaObject;
  return { ...schema, $id: `file:///${name}` };
}

/** What a schema says of a document; nothing if it fits. */
function faultsOf(schemaName: string, document: unknown): readonly string[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(require(OPENAPI) as AnySchemaObject).addSchema(readSchema("x-job-status.schema.json"));
  const validate = ajv.compile(readSchema(schemaName));
  if (validate(document) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, params }) => `${instancePath} ${JSON.stringify(params)}`);
}

const documents = globSync("specs/*.openapi.yaml", { cwd: ROOT });

describe("the schema of a whole document", () => {
  it("has documents to fit", () => {
    expect(documents.length).toBeGreaterThanOrEqual(5);
  });

  it.each(documents)("fits %s", (file) => {
    expect(faultsOf("openapi.schema.json", parse(readFileSync(`${ROOT}${file}`, "utf8")))).toEqual([]);
  });

  it.each([
    { from: "    status: /status", to: "    sttaus: /status", field: "sttaus" },
    { from: "\ninfo:", to: "\ninof:", field: "inof" },
  ])("finds the misspelt $field", ({ from, to, field }) => {
    const text = readFileSync(`${ROOT}specs/zendesk.openapi.yaml`, "utf8");
    expect(text).toContain(from);
    expect(faultsOf("openapi.schema.json", parse(text.replace(from, to))).join("\n")).toContain(field);
  });
});

describe("the schema of an overlay", () => {
  const { "x-job-status": extension } = parse(readFileSync(`${ROOT}specs/zendesk.openapi.yaml`, "utf8")) as {
    "x-job-status": object;
  };
  const overlayWith = (value: object, action: object = {}): object => ({
    overlay: "1.0.0",
    info: { title: "Mine", version: "1" },
    actions: [
      { target: "$.servers", remove: true, ...action },
      { target: "$", update: { "x-job-status": value } },
    ],
  });

  it("fits an overlay with the extension", () => {
    expect(faultsOf("overlay.schema.json", overlayWith(extension))).toEqual([]);
  });

  it("finds a misspelt field, in the extension and in the overlay itself", () => {
    expect(faultsOf("overlay.schema.json", overlayWith({ ...extension, providr: "x" })).join("\n")).toContain(
      "providr",
    );
    expect(faultsOf("overlay.schema.json", overlayWith(extension, { remov: true })).join("\n")).toContain("remov");
  });
});
