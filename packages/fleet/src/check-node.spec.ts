import { expect, it } from "vitest";
import { checkNode } from "./check-node.ts";
import { createFleet } from "./create-fleet.ts";

it.each(["22.12.0", "22.20.1", "23.0.0", "24.1.0"])("a fleet runs on Node %s", (version) => {
  expect(() => checkNode(version)).not.toThrow();
});

it.each(["20.19.5", "22.11.0", "18.20.8"])("a fleet refuses Node %s in a sentence", (version) => {
  expect(() => checkNode(version)).toThrow(
    expect.objectContaining({
      code: "node-version",
      message: `@jobstatus/fleet needs Node 22.12 or later; this is ${version}`,
    }),
  );
});

it("Node's version is checked before any option and before a package is loaded", async () => {
  const versions = Object.getOwnPropertyDescriptor(process, "versions") ?? {};
  Object.defineProperty(process, "versions", { ...versions, value: { ...process.versions, node: "20.19.5" } });
  try {
    await expect(createFleet({ store: "", clients: {} })).rejects.toThrow(
      "@jobstatus/fleet needs Node 22.12 or later; this is 20.19.5",
    );
  } finally {
    Object.defineProperty(process, "versions", versions);
  }
});
