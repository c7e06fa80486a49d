import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { isRecord, type JsonRecord } from "./json-record.ts";

const readme = readFileSync(new URL("./README.md", import.meta.url), "utf8");
const schema: unknown = JSON.parse(
  readFileSync(new URL("../packages/codegen/x-job-status.schema.json", import.meta.url), "utf8"),
);

/** The extensions that the page shows, in the order of the page; the first is whole, the others show a part. */
const extensions = [...readme.matchAll(/^```yaml\n(.*?)^```$/gms)]
  .map(([, text = ""]): unknown => parse(text))
  .filter((block) => isRecord(block))
  .map((block) => block["x-job-status"])
  .filter((extension) => isRecord(extension));

/** The names of all fields that the grammar has, however deep. */
function* fieldNames(node: unknown): Generator<string> {
  if (Array.isArray(node)) for (const child of node) yield* fieldNames(child);
  if (!isRecord(node)) return;
  if (isRecord(node["properties"])) yield* Object.keys(node["properties"]);
  for (const child of Object.values(node)) yield* fieldNames(child);
}

/** The defaults that the grammar states, by the name of the field. */
function* defaults(node: unknown): Generator<readonly [field: string, value: unknown]> {
  if (!isRecord(node)) return;
  for (const [name, child] of Object.entries(node)) {
    if (isRecord(child) && "default" in child) yield [name, child["default"]];
    yield* defaults(child);
  }
}

describe("the page about x-job-status", () => {
  const [first] = extensions;
  if (first === undefined || !isRecord(schema)) throw new Error("the page shows no extension, or there is no grammar");
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);

  it("the page about x-job-status shows extensions", () => {
    expect(extensions).toHaveLength(15);
  });

  it.each(extensions.map((extension) => [Object.keys(extension).join(", "), extension] as const))(
    "shows a right example of %s",
    (_name, extension: JsonRecord) => {
      expect(validate({ ...first, ...extension }) ? [] : validate.errors).toEqual([]);
    },
  );

  it.each([...new Set(fieldNames(schema))])("names the field %s", (name) => {
    expect(readme).toMatch(new RegExp(`\`${name}\\b`));
  });

  it.each([...new Set(extensions.flatMap((extension) => Object.keys(extension)))])("gives %s a place", (name) => {
    expect(readme).toContain(`\`${name}\``);
  });

  it.each([...defaults(schema)])("states the default of %s: %j", (name, value) => {
    const text = Array.isArray(value)
      ? `[${value.map((v) => (v === "" ? '""' : String(v))).join(", ")}]`
      : String(value);
    const shown = `\`${text === "" ? '""' : text}\``;
    const paragraphs = readme.split("\n\n").filter((paragraph) => paragraph.includes(`\`${name}\``));
    expect(paragraphs.filter((paragraph) => paragraph.includes(shown))).not.toEqual([]);
  });
});
