import { describe, expect, it } from "vitest";
import { FROM, smallFacts } from "../testing/small-facts.ts";
import { licensePlaceholder, manifest, tsconfig } from "./manifest.ts";

const OWN = smallFacts({}, { packageName: "acme-print", packageVersion: "7.0.0" });

describe("the manifest", () => {
  it("the manifest of a package of jobstatus leaves its build to the workspace", () => {
    expect(JSON.parse(manifest(smallFacts()))).toEqual({
      "//": `${FROM} Do not edit: change the specification and generate again.`,
      name: "@jobstatus/print",
      version: "1.2.3",
      description: "Print Jobs.",
      keywords: ["job status", "polling", "openapi", "print"],
      license: "Apache-2.0",
      type: "module",
      sideEffects: false,
      engines: { node: ">=20.19" },
      exports: {
        ".": {
          "@jobstatus/source": "./src/index.ts",
          types: "./dist/index.d.ts",
          default: "./dist/index.js",
        },
        "./api": {
          "@jobstatus/source": "./src/gen/api.ts",
          types: "./dist/gen/api.d.ts",
          default: "./dist/gen/api.js",
        },
        "./by-id": {
          "@jobstatus/source": "./src/gen/by-id.ts",
          types: "./dist/gen/by-id.d.ts",
          default: "./dist/gen/by-id.js",
        },
        "./opentelemetry": {
          "@jobstatus/source": "./src/gen/opentelemetry.ts",
          types: "./dist/gen/opentelemetry.d.ts",
          default: "./dist/gen/opentelemetry.js",
        },
        "./virtual-clock": {
          "@jobstatus/source": "./src/gen/virtual-clock.ts",
          types: "./dist/gen/virtual-clock.d.ts",
          default: "./dist/gen/virtual-clock.js",
        },
        "./package.json": "./package.json",
      },
      files: ["dist", "src"],
      dependencies: { "@jobstatus/core": "1.2.3", "openapi-fetch": "0.17.0" },
      peerDependencies: { "@opentelemetry/api": "^1.9.0" },
      peerDependenciesMeta: { "@opentelemetry/api": { optional: true } },
      nx: { tags: ["layer:provider"], targets: { build: {}, typecheck: {} } },
    });
  });

  it("the manifest of a package that stands alone has its own build, and no license of ours", () => {
    expect(JSON.parse(manifest(OWN))).toEqual({
      "//": `${FROM} Do not edit: change the specification and generate again.`,
      name: "acme-print",
      version: "7.0.0",
      description: "Print Jobs.",
      keywords: ["job status", "polling", "openapi", "print"],
      license: "SEE LICENSE IN LICENSE",
      type: "module",
      sideEffects: false,
      engines: { node: ">=20.19" },
      exports: {
        ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
        "./api": { types: "./dist/gen/api.d.ts", default: "./dist/gen/api.js" },
        "./by-id": { types: "./dist/gen/by-id.d.ts", default: "./dist/gen/by-id.js" },
        "./opentelemetry": { types: "./dist/gen/opentelemetry.d.ts", default: "./dist/gen/opentelemetry.js" },
        "./virtual-clock": { types: "./dist/gen/virtual-clock.d.ts", default: "./dist/gen/virtual-clock.js" },
        "./package.json": "./package.json",
      },
      files: ["dist", "src"],
      scripts: {
        build: "tsc -p tsconfig.json",
        pretest: "npm run build",
        test: "node --test",
        prepack: "npm run build",
      },
      dependencies: { "@jobstatus/core": "1.2.3", "openapi-fetch": "0.17.0" },
      peerDependencies: { "@opentelemetry/api": "^1.9.0" },
      peerDependenciesMeta: { "@opentelemetry/api": { optional: true } },
      devDependencies: { "@jobstatus/simulator": "1.2.3", typescript: "5.9.3" },
    });
  });

  it("is indented as npm would indent it, and ends its last line", () => {
    expect(manifest(OWN)).toMatch(/^\{\n  "\/\/": /);
    expect(manifest(OWN)).toMatch(/\n\}\n$/);
  });
});

const HEADER = `// ${FROM}\n// Do not edit: change the specification and generate again.\n`;

describe("the compiler's settings", () => {
  it("the compiler's settings of a package of jobstatus are the workspace's", () => {
    expect(tsconfig(smallFacts())).toBe(`\
${HEADER}{
  "extends": "../../tsconfig.base.json",
  "compilerOptions": { "lib": ["ES2023", "DOM"] },
  "include": ["src"]
}
`);
  });

  it("the compiler's settings of a package that stands alone are all its own", () => {
    expect(tsconfig(OWN)).toBe(`\
${HEADER}{
  "compilerOptions": {
    "target": "ES2023",
    "lib": ["ES2023", "DOM"],
    "module": "NodeNext",
    "types": [],
    "strict": true,
    "exactOptionalPropertyTypes": true,
    "verbatimModuleSyntax": true,
    "rewriteRelativeImportExtensions": true,
    "declaration": true,
    "skipLibCheck": true,
    "rootDir": "src",
    "outDir": "dist"
  },
  "include": ["src"]
}
`);
  });
});

it("leaves the license of a package that stands alone to you", () => {
  expect(licensePlaceholder(OWN)).toBe(`\
${FROM}

acme-print has no license yet. Replace this text with the license under which you publish the package.
Your text stays when you generate the package again.
`);
});
