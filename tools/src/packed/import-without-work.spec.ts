import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { readManifest } from "./dependency-closure.ts";
import { runOk } from "./run.ts";

const project = inject("clientProject");

/** Packages that run on Node only, from projects of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set(["@jobstatus/codegen", "@jobstatus/fleet"]);

/** Every module that the packages of the project publish, but those that need OpenTelemetry, which is not installed. */
const modules = inject("tarballs")
  .filter(({ name }) => !ELSEWHERE.has(name))
  .flatMap(({ name }) => {
    const entries = Object.keys(readManifest(join(project, "node_modules", name)).exports ?? {});
    return entries.filter((entry) => !entry.endsWith(".json")).map((entry) => join(name, entry));
  })
  .filter((name) => !name.endsWith("/opentelemetry"));

it("does no work at import, in any module", async () => {
  const stdout = await runOk([process.execPath, "import-without-work.mjs", ...modules], project);
  const imported = stdout.trim().split("\n");
  expect(imported.map((line): unknown => JSON.parse(line))).toEqual(
    modules.map((name) => ({ name, exports: expect.any(Number) })),
  );
});

it("notices work at import", async () => {
  const works = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;
  const outcomes = await Promise.all(
    ["new AbortController()", "setTimeout(() => {})", "new Date()", "Date.now()", "Math.random()"].map(async (code) =>
      runOk([process.execPath, "import-without-work.mjs", works(code)], project).then(
        () => `${code} passed`,
        (error: unknown) => /\w[\w.() ]* is used at import/.exec(String(error))?.[0],
      ),
    ),
  );
  expect(outcomes).toEqual([
    "AbortController is used at import",
    "setTimeout is used at import",
    "new Date() is used at import",
    "Date.now is used at import",
    "Math.random is used at import",
  ]);
});
