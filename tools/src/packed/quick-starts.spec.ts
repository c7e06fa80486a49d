import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type LoopbackRegistry, startRegistry } from "../release/loopback-registry.ts";
import { readManifest } from "./dependency-closure.ts";
import { WORKSPACE } from "./install-packed.ts";
import { run, runOk } from "./run.ts";
import { RUNTIMES } from "./runtimes.ts";

/** The job that the program of each page polls, and what the page's placeholders stand for. */
const QUICK_STARTS = {
  "centurylink-v1": {
    job: { id: "50", title: "Creating Server UT1XXLAB01", waitingMs: 0, workingMs: 100 },
    values: {
      JOBSTATUS_CENTURYLINK_V1_API_KEY: "simulated-api-key",
      JOBSTATUS_CENTURYLINK_V1_PASSWORD: "simulated-password",
    },
  },
  "centurylink-v2": {
    job: { id: "wa1-12345", waitingMs: 0, workingMs: 100 },
    values: {
      JOBSTATUS_CENTURYLINK_V2_USERNAME: "simulated-user",
      JOBSTATUS_CENTURYLINK_V2_PASSWORD: "simulated-password",
    },
  },
  "traffic-ops": {
    job: { id: "1", outcome: "failed", endMessage: "No response.", workingMs: 100 },
    values: { JOBSTATUS_TRAFFIC_OPS_U: "simulated-user", JOBSTATUS_TRAFFIC_OPS_P: "simulated-password" },
  },
  "veeva-vault": {
    job: { id: "1201", waitingMs: 0, workingMs: 100 },
    values: { JOBSTATUS_VEEVA_VAULT_USERNAME: "simulated-user", JOBSTATUS_VEEVA_VAULT_PASSWORD: "simulated-password" },
  },
  zendesk: {
    job: {
      id: "8b726e606741012ffc2d782bcb7848fe",
      items: [{ id: 380 }, { id: 381, error: "RecordInvalid" }],
      waitingMs: 0,
      workingMs: 100,
    },
    values: { JOBSTATUS_ZENDESK_API_TOKEN: "simulated-api-token" },
  },
} as const;

const clientProject = inject("clientProject");
const NODES = RUNTIMES.filter(({ name, program }) => name.includes("Node") && program !== undefined);
const folder = realpathSync(mkdtempSync(join(tmpdir(), "quick-starts-")));

/** The package managers for which each page shows commands. */
const MANAGERS = ["npm", "pnpm"] as const;
/** Has the command of this repository's pnpm. */
const bin = join(folder, "bin");
const pathOf = (...folders: readonly string[]) => ({ PATH: [...folders, process.env["PATH"]].join(delimiter) });

let registry: LoopbackRegistry;
beforeAll(async () => {
  mkdirSync(bin);
  const pnpm = [process.execPath, join(WORKSPACE, "node_modules/pnpm/bin/pnpm.cjs")];
  writeFileSync(join(bin, "pnpm"), `#!/bin/sh\nexec ${pnpm.map((word) => `'${word}'`).join(" ")} "$@"\n`, {
    mode: 0o755,
  });
  registry = await startRegistry(join(folder, "registry"));
  for (const [name, file] of Object.entries(readManifest(clientProject).dependencies ?? {})) {
    await registry.put(readManifest(join(clientProject, "node_modules", name)), file.replace(/^file:/, ""));
  }
});
afterAll(async () => {
  await registry.close();
  rmSync(folder, { recursive: true });
});

const cases = Object.entries(QUICK_STARTS).flatMap(([provider, given]) =>
  MANAGERS.map((manager) => ({ provider, manager, ...given })),
);

// Most of their time is the waiting of the programs themselves, so they wait side by side.
describe.concurrent.each(cases)("the quick start of $provider with $manager", ({ provider, manager, job, values }) => {
  const page = `docs/pages/quick-start/${provider}.md`;
  const [
    install = "",
    program = "",
    runProgram = "",
    output = "",
    simulate = "",
    simulated = "",
    runSimulated = "",
    end = "",
  ] = blocksOf(page);
  const home = join(folder, `${provider}-${manager}`);
  const project = join(home, "wait");

  beforeAll(async () => {
    mkdirSync(home);
    const commands = manager === "npm" ? install : [install.split("\n")[0], ...pnpmCommandsOf(page)].join("\n");
    await runOk(["bash", "-ec", commands], home, { ...registry.env, ...pathOf(bin) });
    writeFileSync(join(project, "wait.mjs"), program);
    writeFileSync(join(project, "simulated.mjs"), simulated);
  });

  it.each(NODES)("runs as printed and prints what the page shows on $name", async ({ program: node = "" }) => {
    const commands = Object.entries(values).reduce(
      (text, [name, value]) => text.replace(`export ${name}='...'`, `export ${name}='${value}'`),
      runProgram,
    );
    const stdout = await runOk(["bash", "-ec", commands], project, {
      ...pathOf(dirname(node)),
      NODE_OPTIONS: `--import=${join(clientProject, "simulated-fetch.mjs")}`,
      SIMULATED_PROVIDER: provider,
      SIMULATED_JOB: JSON.stringify(job),
    });
    expect(commands).not.toContain("...");
    expect(stdout).toBe(output);
  });

  it("runs against the simulator as printed", async () => {
    const commands = `${simulate}\n${runSimulated}`;
    const { stdout, stderr } = await run(["bash", "-ec", commands], project, registry.env);
    const [, pid] = /kill (\d+)/.exec(stderr) ?? [];
    if (pid !== undefined) process.kill(Number(pid));
    expect({ stdout, stderr }).toMatchObject({ stdout: end });
  });

  it("is TypeScript without errors in a new project", async () => {
    const types = join(project, "node_modules/@types");
    mkdirSync(types, { recursive: true });
    symlinkSync(join(WORKSPACE, "node_modules/@types/node"), join(types, "node"));
    for (const [name, text] of [
      ["wait.mts", program],
      ["simulated.mts", simulated],
    ] as const) {
      writeFileSync(join(project, name), text);
    }
    const tsc = join(WORKSPACE, "fixtures/consumer/node_modules/typescript/bin/tsc");
    await runOk(["node", tsc, "--init", "--types", "node"], project);
    expect(await run(["node", tsc, "--noEmit"], project)).toMatchObject({ code: 0, stdout: "" });
  });
});

/** The code blocks of a page, in order; a block that names a file has the text of that file. */
function blocksOf(page: string): readonly string[] {
  const markdown = readFileSync(join(WORKSPACE, page), "utf8");
  return Array.from(
    markdown.matchAll(/^```\w+(?: file=(\S+))?(?: title=\S+)?\n([^]*?)^```$/gm),
    ([, file, text = ""]) => (file === undefined ? text : readFileSync(join(WORKSPACE, "docs/examples", file), "utf8")),
  );
}

/** The commands for pnpm that a page names. */
function pnpmCommandsOf(page: string): readonly string[] {
  const markdown = readFileSync(join(WORKSPACE, page), "utf8");
  return Array.from(markdown.matchAll(/`(pnpm [^`]+)`/g), ([, command = ""]) => command);
}
