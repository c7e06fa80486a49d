import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { isJsonArray, isJsonObject } from "../json.ts";
import type { JsonValue } from "../json.ts";
import { extensionSchema } from "../package-files.ts";
import { checkShape } from "./check-shape.ts";

// An extension with every field of the schema.
const FULL: JsonValue = parse(`
provider: print-shop
operation: getJob
xmlOperation: getJobXml
id: { in: path, name: id }
job:
  at: [/job, ""]
  status: /state
  message: /note
  title: /name
  progress: { completed: /done, total: /all }
  times:
    createdAt: { at: /created }
    startedAt: { at: /started, encodings: [rfc3339, local-date-time] }
    updatedAt: { at: /updated, encodings: [dotnet-date], evidence: observed, source: recorded traffic }
    finishedAt: { at: /ended }
  localTimesWhile: [queued]
  items:
    { at: /pages, id: /id, index: /index, success: /ok, errors: [/error], details: /details, outcome: [/status] }
  links:
    - { at: /url, rel: self }
    - { at: /links, rel: /rel, href: /href, method: /method }
states:
  pending: [queued, { word: waiting, evidence: assumed, source: a guess }]
  running: [printing]
  succeeded: [{ word: printed, judgedBy: items }]
  partial: [smudged]
  failed: [jammed]
  cancelled: [stopped]
  unknown: [lost]
errors:
  success: [{ at: /ok, values: [true, 0, fine], evidence: documented, source: the manual }]
  native: [/code]
  message: [/text, ""]
  codes: [{ native: 5, code: not-found }, { native: E6, code: gone, evidence: observed, source: recorded traffic }]
  http: [{ status: 409, code: unavailable, evidence: observed, source: recorded traffic }]
  requestIdHeader: X-Trace
  otherwise: contract
delayHeader: X-Delay
limits: [{ of: job, interval: PT10S }, { of: account, interval: PT1S, evidence: assumed, source: a guess }]
deadline: P1DT2H3M4S
appearance: { duration: PT10S }
retention: { duration: P1D, evidence: documented, source: the manual }
batch: { operation: listJobs, ids: ids, separator: ";", maximum: 10, jobs: /jobs, id: /id, evidence: observed, source: x }
credentials:
  - { scheme: key, header: { name: X-Key, value: "{key}" } }
  - { scheme: basic, basic: "{user}:{password}", evidence: documented, source: the manual }
session:
  login:
    operation: logIn
    fields: [user]
    grants: [{ field: key, at: /key }, { field: cookie, cookie: session }]
    refused: [400]
    lifetime: { duration: P14D }
    evidence: documented
    source: the manual
  renewedByAnswers: true
  logout: logOut
references:
  - { from: body, at: /job, where: { at: /rel, equals: status }, id: /id }
  - { from: location, path: "/jobs/{id}" }
  - { from: body, noJob: true, id: /id, equals: "0", message: /why, evidence: observed, source: recorded traffic }
`);

/** Values of every kind, and texts that are right in one place and wrong in another. */
const OTHERS: readonly JsonValue[] = [
  null,
  true,
  -1,
  0,
  7.5,
  450,
  "",
  "a",
  "/a",
  "PT1S",
  "{a}",
  "{a}:{b}",
  [],
  [[]],
  ["a", "a"],
  {},
];

/** Every value that comes from the full one by one change: a member removed, added or repeated, a value replaced. */
function* changesOf(value: JsonValue): Generator<JsonValue> {
  yield* OTHERS;
  if (isJsonArray(value)) {
    for (const [index, element] of value.entries()) {
      yield value.toSpliced(index, 1);
      yield [...value, element];
      for (const change of changesOf(element)) yield value.with(index, change);
    }
  }
  if (!isJsonObject(value)) return;
  for (const [key, element] of Object.entries(value)) {
    yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
    for (const change of changesOf(element)) yield { ...value, [key]: change };
  }
  for (const name of ["colour", "at", "id", "percent", "basic", "header", "cookie", "evidence"])
    yield { ...value, [name]: "/a" };
}

describe("checkShape", () => {
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(extensionSchema());

  it("finds nothing in an extension that has every field", () => {
    expect(checkShape(extensionSchema(), FULL, [])).toEqual([]);
  });

  it("agrees with a general validator about every single change of that extension", () => {
    const disagreements: JsonValue[] = [];
    let changes = 0;
    for (const change of changesOf(FULL)) {
      changes += 1;
      const found = checkShape(extensionSchema(), change, []).length === 0;
      if (found !== validate(change)) disagreements.push(change);
    }
    expect(disagreements).toEqual([]);
    expect(changes).toBeGreaterThan(2000);
  });

  it("says one fault of a word that is neither text nor a right object", () => {
    const found = checkShape(
      extensionSchema(),
      { ...(isJsonObject(FULL) && FULL), states: { failed: [{ wrd: "x" }] } },
      [],
    );
    expect(found).toEqual([
      {
        rule: "unknown-field",
        path: ["states", "failed", 0, "wrd"],
        message: 'there is no field "wrd" here; did you mean "word"?',
        target: "key",
      },
      { rule: "missing-field", path: ["states", "failed", 0], message: 'the field "word" is missing.', target: "key" },
    ]);
  });
});

describe("the schema of the extension", () => {
  const KEYWORDS = new Set(
    (
      "$ref type enum pattern minLength minimum maximum minItems uniqueItems items properties required oneOf " +
      "additionalProperties dependentRequired dependentSchemas description default title $schema $defs"
    ).split(" "),
  );
  const schema: JsonValue = parse(JSON.stringify(extensionSchema()));

  it("uses only keywords that the check of shapes knows", () => {
    expect([...keywordsOf(schema)].filter((name) => !KEYWORDS.has(name))).toEqual([]);
  });

  it("describes every field", () => {
    expect(fieldsWithoutDescription(schema, "")).toEqual([]);
  });
});

const MAPS = new Set(["properties", "$defs", "dependentSchemas", "dependentRequired"]);

function* keywordsOf(schema: JsonValue): Generator<string> {
  if (isJsonArray(schema)) for (const element of schema) yield* keywordsOf(element);
  if (!isJsonObject(schema)) return;
  for (const [name, value] of Object.entries(schema)) {
    yield name;
    if (!MAPS.has(name)) yield* keywordsOf(value);
    else for (const part of isJsonObject(value) ? Object.values(value) : []) yield* keywordsOf(part);
  }
}

function fieldsWithoutDescription(schema: JsonValue, at: string): string[] {
  if (isJsonArray(schema)) return schema.flatMap((element) => fieldsWithoutDescription(element, `${at}/*`));
  if (!isJsonObject(schema)) return [];
  return Object.entries(schema).flatMap(([name, value]) => {
    if (name === "dependentSchemas") return [];
    if (name !== "properties" || !isJsonObject(value)) return fieldsWithoutDescription(value, `${at}/${name}`);
    return Object.entries(value).flatMap(([field, part]) => {
      const described = isJsonObject(part) && ("description" in part || "$ref" in part);
      return [...(described ? [] : [`${at}/${field}`]), ...fieldsWithoutDescription(part, `${at}/${field}`)];
    });
  });
}
