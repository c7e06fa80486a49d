import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { beforeAll, expect, inject, it } from "vitest";
import { dependencyClosure } from "./dependency-closure.ts";
import { WORKSPACE, packPackages, publicPackageFolders } from "./install-packed.ts";
import { run, runOk } from "./run.ts";

const PROVIDERS = globSync("*.openapi.yaml", { cwd: join(WORKSPACE, "specs") }).map((file) =>
  basename(file, ".openapi.yaml"),
);
/** What a user installs: no package of ours but those that the examples name. */
const INSTALLED = [...PROVIDERS.map((name) => `@jobstatus/${name}`), "@jobstatus/simulator"];

const project = join(dirname(inject("clientProject")), "strict");
const tsc = (...args: readonly string[]) =>
  run([process.execPath, join(WORKSPACE, "node_modules/typescript/bin/tsc"), "--pretty", "false", ...args], project);

/** A layout in which a package sees its own dependencies alone, as pnpm makes it: core is out of a user's reach. */
beforeAll(async () => {
  const tarballs = inject("tarballs");
  const folders = publicPackageFolders().filter(
    (folder) => !folder.endsWith("codegen") && !folder.endsWith("conformance"),
  );
  const others = await packPackages(dependencyClosure(folders), join(project, "tarballs"));
  const fileOf = Object.fromEntries([...tarballs, ...others].map(({ name, path }) => [name, `file:${path}`]));
  const pick = (isInstalled: boolean) =>
    Object.fromEntries(Object.entries(fileOf).filter(([name]) => INSTALLED.includes(name) === isInstalled));
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ private: true, type: "module", dependencies: pick(true), overrides: pick(false) }),
  );
  const flags = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  await runOk(["npm", "install", "--install-strategy=linked", ...flags], project);
});

it("puts core out of reach", async () => {
  writeFileSync(join(project, "core.ts"), 'export * from "@jobstatus/core";\n');
  const { stdout } = await tsc("--noEmit", "--module", "nodenext", "core.ts");
  expect(stdout).toContain("Cannot find module '@jobstatus/core'");
});

it("names every type that a compiler infers, in the declarations of a user's own package", async () => {
  writeFileSync(
    join(project, "tsconfig.declarations.json"),
    JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files: ["inferred-types.ts"] }),
  );
  cpSync(join(WORKSPACE, "fixtures/consumer/src/inferred-types.ts"), join(project, "inferred-types.ts"));
  expect(await tsc("-p", "tsconfig.declarations.json")).toEqual({ code: 0, stdout: "", stderr: "" });
  const declarations = readFileSync(join(project, "out/inferred-types.d.ts"), "utf8");
  expect(declarations).not.toContain("@jobstatus/core");
  expect(declarations).not.toContain("openapi-fetch");
});

it("compiles the examples of the documentation", async () => {
  const examples = join(WORKSPACE, "docs/examples");
  mkdirSync(join(project, "examples"), { recursive: true });
  const files = globSync("*.ts", { cwd: examples }).filter((file) =>
    Array.from(readFileSync(join(examples, file), "utf8").matchAll(/ from "(.+)";/g), ([, name = ""]) => name).every(
      (name) => INSTALLED.some((installed) => name === installed || name.startsWith(`${installed}/`)),
    ),
  );
  // All but those about the generator and about tracing.
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) cpSync(join(examples, file), join(project, "examples", file));
  const compilerOptions = {
    ...COMPILER_OPTIONS,
    declaration: false,
    types: ["node"],
    typeRoots: [join(WORKSPACE, "node_modules/@types")],
  };
  writeFileSync(
    join(project, "tsconfig.examples.json"),
    JSON.stringify({ compilerOptions, files: files.map((file) => `examples/${file}`) }),
  );
  expect(await tsc("-p", "tsconfig.examples.json")).toEqual({ code: 0, stdout: "", stderr: "" });
});

const COMPILER_OPTIONS = {
  target: "ES2023",
  lib: ["ES2023", "DOM"],
  module: "NodeNext",
  types: [] as string[],
  strict: true,
  exactOptionalPropertyTypes: true,
  declaration: true,
  outDir: "out",
};
