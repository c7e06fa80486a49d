import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Application, TSConfigReader, TypeDocReader } from "typedoc";
import { publicPackages } from "./public-packages.ts";

/** Fails if a public export has no docstring, or if a docstring links to nothing; `typedoc.json` has the rules. */
const docs = resolve(import.meta.dirname, "..");
const packages = publicPackages(join(docs, "../packages"));
const generated = packages.filter(({ sources: [first = ""] }) => existsSync(join(first, "../gen/schema.ts")));
const app = await Application.bootstrap(
  {
    options: join(docs, "typedoc.json"),
    tsconfig: join(docs, "tsconfig.reference.json"),
    // Further entry points, for the test of this check.
    entryPoints: [...packages.flatMap(({ sources }) => sources), ...process.argv.slice(2).map((file) => resolve(file))],
    // By default only the package in which TypeDoc runs would be checked.
    packagesRequiringDocumentation: ["@jobstatus/docs", ...packages.map(({ name }) => name)],
    // openapi-typescript exports these names from every package, without docstrings.
    intentionallyNotDocumented: generated.flatMap(({ name }) =>
      ["paths", "components", "operations"].map((type) => `${name.replace("@jobstatus/", "")}/src.${type}`),
    ),
    // Types are checked by another target.
    skipErrorChecking: true,
  },
  [new TypeDocReader(), new TSConfigReader()],
);
const project = await app.convert();
if (project) app.validate(project);
if (!project || app.logger.hasErrors() || app.logger.hasWarnings()) {
  console.error("The reference is incomplete: add a docstring to each export above.");
  process.exitCode = 1;
}
