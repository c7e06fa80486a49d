import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Application, TSConfigReader, TypeDocReader } from "typedoc";
import { publicPackages } from "./public-packages.ts";

/** Fails where a public export has no docstring, or a docstring links to nothing; `typedoc.json` says what is needed. */
const docs = resolve(import.meta.dirname, "..");
const packages = publicPackages(join(docs, "../packages"));
const generated = packages.filter(({ sources: [first = ""] }) => existsSync(join(first, "../gen/schema.ts")));
const app = await Application.bootstrap(
  {
    options: join(docs, "typedoc.json"),
    tsconfig: join(docs, "tsconfig.reference.json"),
    // More, such as an entry point to try the check on.
    entryPoints: [...packages.flatMap(({ sources }) => sources), ...process.argv.slice(2).map((file) => resolve(file))],
    // By default this is the one package that TypeDoc runs in, and nothing of the others would be checked.
    packagesRequiringDocumentation: ["@jobstatus/docs", ...packages.map(({ name }) => name)],
    // The types of openapi-typescript carry the names that it gives them in every package.
    intentionallyNotDocumented: generated.flatMap(({ name }) =>
      ["paths", "components", "operations"].map((type) => `${name.replace("@jobstatus/", "")}/src.${type}`),
    ),
    // The compiler checks the types in a target of its own.
    skipErrorChecking: true,
  },
  [new TypeDocReader(), new TSConfigReader()],
);
const project = await app.convert();
if (project) app.validate(project);
if (!project || app.logger.hasErrors() || app.logger.hasWarnings()) {
  console.error("The reference is not whole: give each export above a docstring.");
  process.exitCode = 1;
}
