// Teaches nx what the specifications mean: `specs/<provider>.openapi.yaml` is the source of `packages/<provider>`. So a
// new specification needs no line in nx.json: its package waits for `generate`, and what is written there counts among
// the outputs of `generate`. No TypeScript, because nx may load it in an editor that runs on another Node.
import { existsSync } from "node:fs";
import { basename, join } from "node:path";

/** The folder of the specifications, which is also the project whose `generate` target writes the packages. */
const SPECS_ROOT = "specs";

/** The folder of the conformance suite, which plays its cases against every package. */
const SUITE_ROOT = "conformance";

/** What the generator writes in a provider package; there is nothing else in one. */
const GENERATED = ["package.json", "README.md", "tsconfig.json", "src/index.ts", "src/gen"];

/** What names every provider, in packages that are not generated. */
const LISTS = { "packages/simulator": "src/gen", "packages/cli": "src/gen", docs: "src/playground/gen" };

/** @type {import("@nx/devkit").CreateNodes} */
export const createNodes = [
  `${SPECS_ROOT}/*.openapi.yaml`,
  (specFiles, _options, { workspaceRoot }) => {
    const first = specFiles[0];
    if (first === undefined) return [];
    const roots = specFiles.map((file) => `packages/${basename(file, ".openapi.yaml")}`);
    const outputs = roots.flatMap((root) => GENERATED.map((path) => `{workspaceRoot}/${root}/${path}`));
    outputs.push(...Object.entries(LISTS).map(([root, path]) => `{workspaceRoot}/${root}/${path}`));
    /** @type {import("@nx/devkit").CreateNodesResult["projects"]} */
    const projects = { [SPECS_ROOT]: { root: SPECS_ROOT, targets: { generate: { outputs } } } };
    // A package that was never generated is no project yet: naming it here would make one without a name.
    const packages = roots.filter((root) => existsSync(join(workspaceRoot, root, "package.json")));
    // The suite imports the packages by names that it makes, which nx can't see.
    const names = packages.map((root) => `@jobstatus/${basename(root)}`);
    projects[SUITE_ROOT] = { root: SUITE_ROOT, implicitDependencies: names };
    for (const root of [...packages, ...Object.keys(LISTS)]) {
      projects[root] = { root, implicitDependencies: ["@jobstatus/specs"] };
    }
    return [[first, { projects }]];
  },
];
