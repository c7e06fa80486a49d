import { describe, expect, it } from "vitest";
import { entriesFromManifest } from "./entries-from-manifest.ts";

const root = { "@jobstatus/source": "./src/index.ts", types: "./dist/index.d.ts", default: "./dist/index.js" };
const node = { "@jobstatus/source": "./src/node/serve.ts", types: "./dist/node.d.ts", default: "./dist/node.js" };

describe("entriesFromManifest", () => {
  const rows: [name: string, given: unknown, want: Record<string, string>][] = [
    ["one export", { exports: { ".": root, "./package.json": "./package.json" } }, { index: "src/index.ts" }],
    ["a subpath", { exports: { ".": root, "./node": node } }, { index: "src/index.ts", node: "src/node/serve.ts" }],
    ["a command as text", { bin: "./dist/bin.js" }, { bin: "src/bin.ts" }],
    [
      "a command by name",
      { exports: { ".": root }, bin: { x: "dist/bin.js" } },
      { index: "src/index.ts", bin: "src/bin.ts" },
    ],
  ];
  it.each(rows)("reads %s", (_name, given, want) => {
    expect(entriesFromManifest(given)).toEqual(want);
  });

  it("builds nothing for an export with a source alone, which only this repository uses", () => {
    const source = { "@jobstatus/source": "./src/index.ts" };
    const manifest = {
      exports: { ".": { ...source, default: "./dist/index.js" }, "./inner": { "@jobstatus/source": "./src/inner.ts" } },
    };
    expect(entriesFromManifest(manifest)).toEqual({ index: "src/index.ts" });
  });

  it("refuses an export that is not reached as source", () => {
    expect(() => entriesFromManifest({ exports: { ".": { default: "./dist/index.js" } } })).toThrow(
      'package.json: exports["."] needs the conditions "@jobstatus/source" and "default"',
    );
  });

  it("refuses a built file outside dist", () => {
    expect(() => entriesFromManifest({ bin: "./lib/bin.js" })).toThrow("it must be dist/<name>.js");
  });

  it("refuses a manifest with nothing to build", () => {
    expect(() => entriesFromManifest({ name: "x" })).toThrow("neither exports nor bin");
  });
});
