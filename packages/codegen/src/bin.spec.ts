import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

// What the command does is in cli.spec.ts; this is about the process around it.

const BIN = fileURLToPath(new URL("bin.ts", import.meta.url));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, ...args], (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

it("takes its arguments from the command line, and responses on stdout", async () => {
  expect(await run("--version")).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: "" });
});

it("complains on stderr, and ends with the command's exit code", async () => {
  expect(await run()).toEqual({
    code: 2,
    out: "",
    err: "jobstatus-codegen: name at least one OpenAPI document; --help shows how\n",
  });
});

it("ends as usual, and says nothing, if the reader of its output is gone", async () => {
  const child = spawn(process.execPath, [BIN, "--help"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect({ err, code }).toEqual({ err: "", code: 0 });
});
