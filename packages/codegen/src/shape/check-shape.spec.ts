import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { isJsonArray, isJsonObject, member } from "../json.ts";
import type { JsonPath, JsonValue } from "../json.ts";
import { extensionSchema } from "../package-files.ts";
import { FULL_EXTENSION } from "../testing/full-extension.ts";
import { checkShape } from "./check-shape.ts";

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
    expect(checkShape(extensionSchema(), FULL_EXTENSION, [])).toEqual([]);
  });

  it("agrees with a general validator about every single change of that extension", () => {
    const disagreements: JsonValue[] = [];
    let changes = 0;
    for (const change of changesOf(FULL_EXTENSION)) {
      changes += 1;
      const found = checkShape(extensionSchema(), change, []).length === 0;
      if (found !== validate(change)) disagreements.push(change);
    }
    expect(disagreements).toEqual([]);
    expect(changes).toBeGreaterThan(2000);
  });

  it("says one fault of a status value that is neither text nor a right object", () => {
    const found = checkShape(
      extensionSchema(),
      { ...(isJsonObject(FULL_EXTENSION) && FULL_EXTENSION), states: { failed: [{ vlaue: "x" }] } },
      [],
    );
    expect(found).toEqual([
      {
        rule: "unknown-field",
        path: ["states", "failed", 0, "vlaue"],
        message: 'there is no field "vlaue" here; did you mean "value"?',
        target: "key",
      },
      { rule: "missing-field", path: ["states", "failed", 0], message: 'the field "value" is missing.', target: "key" },
    ]);
  });
});

describe("a fault of shape", () => {
  /** The extension with one of its values replaced. */
  function withValue(path: JsonPath, value: JsonValue, within: JsonValue = FULL_EXTENSION): JsonValue {
    const [key, ...rest] = path;
    if (key === undefined) return value;
    if (isJsonArray(within)) return within.with(Number(key), withValue(rest, value, within[Number(key)]));
    return { ...(isJsonObject(within) && within), [key]: withValue(rest, value, member(within, String(key))) };
  }

  it.each([
    { path: [], value: 7, rule: "wrong-type", message: "this must be an object." },
    { path: ["provider"], value: 7, rule: "wrong-type", message: "this must be text." },
    { path: ["provider"], value: null, rule: "wrong-type", message: "this must be text." },
    { path: ["states", "running"], value: "x", rule: "wrong-type", message: "this must be a list." },
    {
      path: ["states", "running", 0],
      value: 7.5,
      rule: "wrong-type",
      message: "this must be text or a whole number or true or false or null or an object.",
    },
    { path: ["batch", "maximum"], value: 1.5, rule: "wrong-type", message: "this must be a whole number." },
    { path: ["session", "renewedByResponses"], value: 1, rule: "wrong-type", message: "this must be true or false." },
    {
      path: ["errors", "success", 0, "values", 0],
      value: [],
      rule: "wrong-type",
      message: "this must be text or a number or true or false.",
    },
    {
      path: ["id", "in"],
      value: "header",
      rule: "unknown-value",
      message: '"header" is not known here; use one of "path", "query", "body".',
    },
    {
      path: ["id", "in"],
      value: "qery",
      rule: "unknown-value",
      message: '"qery" is not known here; did you mean "query"?',
    },
    { path: ["operation"], value: "", rule: "bad-text", message: "this text is empty." },
    {
      path: ["provider"],
      value: "Print",
      rule: "bad-text",
      message: '"Print" is not a provider name; use lower-case words with "-" between them.',
    },
    {
      path: ["job", "status"],
      value: "state",
      rule: "bad-pointer",
      message: '"state" is not a JSON Pointer; it is empty or begins with "/", and "~" in it is written "~0".',
    },
    {
      path: ["timeout"],
      value: "1h",
      rule: "bad-duration",
      message:
        '"1h" is not an ISO 8601 duration of at least one second: days, hours, minutes and seconds in whole numbers, such as PT10S or P1D.',
    },
    {
      path: ["credentials", 0, "header", "value"],
      value: "key",
      rule: "bad-text",
      message: '"key" is not a template; name a field of the credentials in braces, such as {token}.',
    },
    {
      path: ["credentials", 1, "basic"],
      value: "{user}",
      rule: "bad-text",
      message: '"{user}" is not a template of user, colon and password, such as {user}:{password}.',
    },
    {
      path: ["references", 1, "path"],
      value: "/jobs",
      rule: "bad-text",
      message: '"/jobs" is not a path template; the job\'s id stands in it as {id}.',
    },
    {
      path: ["session", "login", "confirms", 0, "field"],
      value: "my-shop",
      rule: "bad-text",
      message: '"my-shop" is not a name of letters and digits that begins with a letter.',
    },
    {
      path: ["errors", "http", 0, "status"],
      value: 99,
      rule: "out-of-range",
      message: "99 is out of range; this must be from 400 to 599.",
    },
    {
      path: ["errors", "http", 0, "status"],
      value: 600,
      rule: "out-of-range",
      message: "600 is out of range; this must be from 400 to 599.",
    },
    {
      path: ["batch", "maximum"],
      value: 0,
      rule: "out-of-range",
      message: "0 is out of range; this must be at least 2.",
    },
    {
      path: ["job", "at"],
      value: [],
      rule: "empty-list",
      message: "this list is empty; fill it or leave the field out.",
    },
  ])("of $value at $path is told as $rule", ({ path, value, rule, message }) => {
    expect(checkShape(extensionSchema(), withValue(path, value), ["x"])).toEqual([
      { rule, path: ["x", ...path], message },
    ]);
  });

  it.each([400, 599])("is not the edge of a range: %d", (value) => {
    expect(checkShape(extensionSchema(), withValue(["errors", "http", 0, "status"], value), [])).toEqual([]);
  });

  it("a value that is in a list twice is told at each that is there already", () => {
    expect(checkShape(extensionSchema(), withValue(["job", "at"], ["/a", "/b", "/a", "/a"]), [])).toEqual([
      { rule: "repeated-value", path: ["job", "at", 2], message: '"/a" is in this list twice.' },
      { rule: "repeated-value", path: ["job", "at", 3], message: '"/a" is in this list twice.' },
    ]);
  });

  it.each([
    {
      name: "a field that is not known",
      path: ["id"],
      value: { in: "path", name: "id", colour: 1 },
      faults: [
        {
          rule: "unknown-field",
          path: ["id", "colour"],
          message: 'there is no field "colour" here; the fields here are in, name, slashes.',
          target: "key",
        },
      ],
    },
    {
      name: "fields that are missing",
      path: ["id"],
      value: {},
      faults: [
        { rule: "missing-field", path: ["id"], message: 'the field "in" is missing.', target: "key" },
        { rule: "missing-field", path: ["id"], message: 'the field "name" is missing.', target: "key" },
      ],
    },
    {
      name: "evidence without a source",
      path: ["notFoundGrace"],
      value: { duration: "PT1S", evidence: "documented" },
      faults: [
        {
          rule: "missing-source",
          path: ["notFoundGrace", "evidence"],
          message: '"evidence" needs "source" beside it; say where it can be checked.',
          target: "key",
        },
      ],
    },
    {
      name: "fields that contradict each other",
      path: ["job", "progress"],
      value: { percent: "/a", completed: "/a" },
      faults: [
        {
          rule: "conflicting-fields",
          path: ["job", "progress"],
          message: 'these fields contradict each other; keep "percent", or "fraction", or "completed".',
          target: "key",
        },
      ],
    },
    {
      name: "no field where one is needed",
      path: ["job", "progress"],
      value: {},
      faults: [
        {
          rule: "missing-field",
          path: ["job", "progress"],
          message: 'a field is missing; give "percent", or "fraction", or "completed".',
          target: "key",
        },
      ],
    },
  ])("of $name is told at the key", ({ path, value, faults }) => {
    expect(checkShape(extensionSchema(), withValue(path, value), [])).toEqual(faults);
  });
});
