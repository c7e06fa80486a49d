import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

it("ends as usual, and says nothing, if the reader of its output is gone", async () => {
  const program = fileURLToPath(new URL("bin.ts", import.meta.url));
  const child = spawn(process.execPath, ["--conditions=@jobstatus/source", program, "--help"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.destroy();
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect({ err, code }).toEqual({ err: "", code: 0 });
});
