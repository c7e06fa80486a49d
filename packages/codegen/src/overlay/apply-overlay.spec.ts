import { describe, expect, it } from "vitest";
import { formatDiagnostic } from "../diagnostic.ts";
import { loadDocument } from "../load-document.ts";
import type { JsonValue } from "../json.ts";

const DOCUMENT = `\
openapi: 3.1.1
servers:
  - url: /v1
  - url: https://a.example
tags: [one]
paths:
  /jobs/{id}: { get: { summary: A job. }, post: {} }
  /runs/{id}: { get: { summary: A run. } }
`;

/** An overlay with one action for each of the given texts. */
function overlayOf(...actions: string[]): string {
  return `overlay: 1.0.0\ninfo: { title: Mine, version: "1" }\nactions:\n${actions.map((each) => `  - ${each}\n`).join("")}`;
}

function load(overlay: string) {
  return loadDocument({ file: "a.yaml", text: DOCUMENT, overlay: { file: "a.overlay.yaml", text: overlay } });
}

function rootOf(overlay: string): JsonValue {
  const loaded = load(overlay);
  if ("root" in loaded) return loaded.root;
  throw new Error(loaded.map(formatDiagnostic).join("\n"));
}

function faultsOf(overlay: string): string[] {
  const loaded = load(overlay);
  return "root" in loaded ? [] : loaded.map(formatDiagnostic);
}

describe("an overlay", () => {
  it("merges objects member by member, and replaces everything else", () => {
    const root = rootOf(overlayOf(`{ target: "$.paths['/jobs/{id}'].get", update: { summary: One job., tags: [x] } }`));
    expect(root).toMatchObject({
      paths: { "/jobs/{id}": { get: { summary: "One job.", tags: ["x"] }, post: {} } },
    });
  });

  it("adds to the end of an array, whether the target selects it or what holds it", () => {
    expect(
      rootOf(overlayOf("{ target: $.tags, update: two }", "{ target: $, update: { tags: [three] } }")),
    ).toMatchObject({ tags: ["one", "two", "three"] });
  });

  it("changes every place that its target selects", () => {
    const root = rootOf(overlayOf("{ target: $.paths.*.get, update: { deprecated: true } }"));
    expect(root).toMatchObject({
      paths: { "/jobs/{id}": { get: { deprecated: true } }, "/runs/{id}": { get: { deprecated: true } } },
    });
  });

  it("removes members and elements, several of one array at once, too", () => {
    const root = rootOf(
      overlayOf("{ target: '$.servers[*]', remove: true }", "{ target: $.paths.*.post, remove: true }"),
    );
    expect(root).toMatchObject({ servers: [], paths: { "/jobs/{id}": { get: { summary: "A job." } } } });
    expect(JSON.stringify(root)).not.toContain("post");
  });

  it("takes its actions in order, so that a later one sees what an earlier one has done", () => {
    const root = rootOf(overlayOf("{ target: $, update: { a: {} } }", "{ target: $.a, update: { b: 1 } }"));
    expect(root).toMatchObject({ a: { b: 1 } });
  });

  it("sets a member that is called __proto__ as a member", () => {
    const root = rootOf(overlayOf('{ target: $, update: { "__proto__": { x: 1 } } }'));
    expect(JSON.stringify(root)).toContain('"__proto__":{"x":1}');
  });
});

describe("a diagnostic of a document with an overlay", () => {
  const overlay = overlayOf(
    "{ target: '$.servers[0]', remove: true }",
    "{ target: '$.servers', update: { url: /v2 } }",
    "{ target: $, update: { x-job-status: { id: { in: path } } } }",
    "{ target: $.x-job-status.id, update: { name: id } }",
  );

  it.each([
    { path: ["x-job-status", "id", "in"], target: "value", place: "a.overlay.yaml:6:54" },
    { path: ["x-job-status", "id", "name"], target: "key", place: "a.overlay.yaml:7:44" },
    { path: ["x-job-status"], target: "key", place: "a.overlay.yaml:6:28" },
    { path: ["servers", 0, "url"], target: "value", place: "a.yaml:4:10" },
    { path: ["servers", 1, "url"], target: "value", place: "a.overlay.yaml:5:43" },
    { path: ["paths", "/runs/{id}", "get", "summary"], target: "value", place: "a.yaml:8:33" },
    { path: ["paths", "/runs/{id}", "get", "responses"], target: "value", place: "a.yaml:8:17" },
  ] as const)("of $path points at the $target in the file that has it", ({ path, target, place }) => {
    const loaded = load(overlay);
    if (!("root" in loaded)) throw new Error(loaded.map(formatDiagnostic).join("\n"));
    const { file, line, column, pointer } = loaded.report("x", path, "", target);
    expect(`${file}:${line}:${column}`).toBe(place);
    expect(pointer).toBe(path.map((key) => `/${String(key).replaceAll("/", "~1")}`).join(""));
  });
});

describe("a fault of an overlay", () => {
  it.each([
    {
      text: "openapi: 3.1.1\n",
      want: `1:1 overlay-shape this isn't an OpenAPI Overlay; begin it with "overlay: 1.0.0".`,
    },
    {
      text: "overlay: 1.0.0\n",
      want: "1:1 overlay-shape the overlay has no `actions`; add one with a `target` and an `update`.",
    },
    {
      text: overlayOf("{ update: {} }"),
      want: "4:5 overlay-shape this action has no `target`; give it a JSONPath such as `$`.",
    },
    {
      text: overlayOf("{ target: $ }"),
      want: "4:5 overlay-shape this action changes nothing; give it `update` or `remove: true`.",
    },
    {
      text: overlayOf("{ target: $, updates: {} }"),
      want: '4:18 overlay-shape an action has no field "updates"; its fields are target, description, update, remove.',
    },
    {
      text: overlayOf("{ target: $.nothing, update: {} }"),
      want: '4:15 overlay-target "$.nothing" selects nothing in the document; correct it, or remove the action.',
    },
    {
      text: overlayOf("{ target: $.openapi, update: {} }"),
      want: "4:34 overlay-target the target selects /openapi, which isn't an object to merge this into.",
    },
  ])("is said at its place: $want", ({ text, want }) => {
    expect(faultsOf(text)).toEqual([`a.overlay.yaml:${want}`]);
  });

  it("is said of a target that isn't a JSONPath", () => {
    expect(faultsOf(overlayOf("{ target: '$.[', update: {} }"))).toEqual([
      expect.stringMatching(/^a\.overlay\.yaml:4:15 overlay-target this isn't a JSONPath: .+\.$/),
    ]);
  });

  it("is said of an overlay that isn't YAML", () => {
    expect(faultsOf("overlay: [\n")).toEqual(['a.overlay.yaml:1:10 yaml-syntax this "[" is never closed.']);
  });
});
