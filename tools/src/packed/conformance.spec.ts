import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { run } from "./run.ts";

describe("the packed conformance suite", () => {
  const project = inject("clientProject");
  const command = join(project, "node_modules/@jobstatus/conformance/dist/bin.js");

  it("brings its cases", async () => {
    const { code, stdout } = await run([process.execPath, command, "list", "--family", "abort"], project);
    expect(code).toBe(0);
    expect(stdout).toContain("zendesk-abort-while-sleeping\tmust\t");
  });

  it("says what is wrong with an adapter", async () => {
    const { code, stderr } = await run([process.execPath, command, "run", "--adapter", "exit 7"], project);
    expect([code, stderr]).toEqual([1, "the adapter ended with code 7\n"]);
  });
});
