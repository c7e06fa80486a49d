import { createProjectGraphAsync } from "@nx/devkit";
import nx from "@nx/eslint-plugin";
import parser from "@typescript-eslint/parser";

// The rule reads the project graph that nx left on disk, and without one it lets everything pass: make it now.
await createProjectGraphAsync();

/**
 * What each layer may import: of ours, and (where that is limited) of others. A layer that is not here may import
 * nothing, and nobody may import a layer that no line names.
 *
 * @type {Record<string, { ours: string[], others?: string[] }>}
 */
const layers = {
  core: { ours: [], others: ["@opentelemetry/api", "@rgrove/parse-xml"] },
  provider: { ours: ["core"], others: ["openapi-fetch"] },
  node: { ours: ["core"], others: ["undici"] },
  codegen: { ours: ["core"] },
  simulator: { ours: ["specs"] },
  cli: { ours: ["core", "provider", "node", "simulator"] },
  fleet: { ours: ["core", "provider", "simulator", "tools"] },
  conformance: { ours: ["core", "provider", "node", "simulator", "codegen", "fleet", "specs", "tools"] },
  docs: { ours: ["core", "provider", "node", "simulator", "codegen", "fleet", "specs", "tools"] },
  consumer: { ours: ["core", "provider", "node", "simulator", "codegen", "fleet"] },
  bench: { ours: ["core", "provider", "node", "simulator", "fleet", "tools"] },
  specs: { ours: [] },
  tools: { ours: [] },
};

/**
 * @param {boolean} isTest Whether it is for tests and settings: they use our tools and others' packages as they please.
 * @returns {import("eslint").Linter.RulesRecord}
 */
function boundaries(isTest) {
  const depConstraints = Object.entries(layers).map(([layer, { ours, others }]) => ({
    sourceTag: `layer:${layer}`,
    onlyDependOnLibsWithTags: [...ours, ...(isTest ? ["tools"] : [])].map((name) => `layer:${name}`),
    ...(!isTest && others && { allowedExternalImports: others }),
  }));
  return { "@nx/enforce-module-boundaries": ["error", { enforceBuildableLibDependency: false, depConstraints }] };
}

/** The boundaries between the layers, by each project's `layer:` tag. ESLint does nothing else here: oxlint lints. */
export default [
  // A project's vitest.config.ts is that of the root, by its path.
  { ignores: ["**/vitest.config.ts", "**/dist/**", "**/node_modules/**", "**/reports/**", ".nx/**"] },
  {
    files: ["**/*.{ts,mts,js,mjs}"],
    languageOptions: { parser },
    plugins: { "@nx": nx },
    rules: boundaries(false),
  },
  // Our own layers stay apart there too.
  { files: ["**/*.spec.ts", "**/*.config.{ts,mjs}"], rules: boundaries(true) },
];
