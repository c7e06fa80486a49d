import { CORE_SUBPATHS } from "./index-module.ts";
import type { PackageFacts } from "./package-facts.ts";
import { moduleHeader, provenanceSentence } from "./provenance.ts";

/** openapi-fetch gets no more releases; every generated package names its last one exactly. */
const OPENAPI_FETCH_VERSION = "0.17.0";
/** The range of core's own optional peer. */
const OPENTELEMETRY_RANGE = "^1.9.0";
/** The compiler that a package that stands alone builds itself with. */
const TYPESCRIPT_VERSION = "5.9.3";

/** The scripts of a package that stands alone. Its test runs what is built. */
const OWN_SCRIPTS = {
  build: "tsc -p tsconfig.json",
  pretest: "npm run build",
  test: "node --test",
  prepack: "npm run build",
};

/** `package.json`. A package of jobstatus is built by its workspace; one that stands alone brings its own build. */
export function manifest(facts: PackageFacts): string {
  const { spec, packageName, packageVersion, belongsToJobstatus, description, provenance, xml } = facts;
  const target = (name: string): object => ({
    ...(belongsToJobstatus && { "@jobstatus/source": `./src/${name}.ts` }),
    types: `./dist/${name}.d.ts`,
    default: `./dist/${name}.js`,
  });
  return json({
    "//": `${provenanceSentence(provenance)} Do not edit: change the specification and generate again.`,
    name: packageName,
    version: packageVersion,
    description,
    keywords: ["job status", "polling", "openapi", spec.extension.provider],
    license: belongsToJobstatus ? "Apache-2.0" : "SEE LICENSE IN LICENSE",
    type: "module",
    sideEffects: false,
    engines: { node: ">=20.19" },
    exports: {
      ".": target("index"),
      "./api": target("gen/api"),
      "./by-id": target("gen/by-id"),
      ...Object.fromEntries(CORE_SUBPATHS.map((subpath) => [`./${subpath}`, target(`gen/${subpath}`)])),
      ...(xml !== undefined && { "./xml": target("gen/xml") }),
      "./package.json": "./package.json",
    },
    files: ["dist", "src"],
    ...(!belongsToJobstatus && { scripts: OWN_SCRIPTS }),
    dependencies: { "@jobstatus/core": provenance.generatorVersion, "openapi-fetch": OPENAPI_FETCH_VERSION },
    // For the subpath of that name alone.
    peerDependencies: { "@opentelemetry/api": OPENTELEMETRY_RANGE },
    peerDependenciesMeta: { "@opentelemetry/api": { optional: true } },
    ...(belongsToJobstatus
      ? { nx: { tags: ["layer:provider"], targets: { build: {}, typecheck: {} } } }
      : {
          devDependencies: { "@jobstatus/simulator": provenance.generatorVersion, typescript: TYPESCRIPT_VERSION },
        }),
  });
}

/** `tsconfig.json`. A package of jobstatus shares the workspace's settings and is only checked with them. */
export function tsconfig({ belongsToJobstatus, provenance }: PackageFacts): string {
  const header = moduleHeader(provenance).trimEnd();
  if (belongsToJobstatus) {
    return [
      header,
      "{",
      '  "extends": "../../tsconfig.base.json",',
      '  "compilerOptions": { "lib": ["ES2023", "DOM"] },',
      '  "include": ["src"]',
      "}",
      "",
    ].join("\n");
  }
  return [
    header,
    "{",
    '  "compilerOptions": {',
    '    "target": "ES2023",',
    '    "lib": ["ES2023", "DOM"],',
    '    "module": "NodeNext",',
    '    "types": [],',
    '    "strict": true,',
    '    "exactOptionalPropertyTypes": true,',
    '    "verbatimModuleSyntax": true,',
    '    "rewriteRelativeImportExtensions": true,',
    '    "declaration": true,',
    '    "skipLibCheck": true,',
    '    "rootDir": "src",',
    '    "outDir": "dist"',
    "  },",
    '  "include": ["src"]',
    "}",
    "",
  ].join("\n");
}

/** `LICENSE` of a package that stands alone: a placeholder that says what is missing. */
export function licensePlaceholder({ provenance, packageName }: PackageFacts): string {
  return [
    provenanceSentence(provenance),
    "",
    `${packageName} has no license yet. Replace this text with the license under which you publish the package.`,
    "Your text stays when you generate the package again.",
    "",
  ].join("\n");
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
