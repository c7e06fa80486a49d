import type { AddressInfo } from "node:net";
import { createProxy } from "@jobstatus/tools/create-proxy";
import { afterEach, expect, it } from "vitest";
import { runCommand } from "./testing/command-process.ts";
import { openTestEnvironment } from "./testing/test-environment.ts";

const proxied: string[] = [];
const proxy = createProxy(proxied);
afterEach(() => {
  proxied.length = 0;
  proxy.close();
  proxy.closeAllConnections();
});

it.each([["get"], ["wait"]])("%s uses the proxy of the environment", async (command) => {
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { env, urls } = await openTestEnvironment([["traffic-ops", { outcome: "succeeded", workingMs: 0 }]]);
  const { port } = proxy.address() as AddressInfo;
  const { code, stderr } = await runCommand([command, "traffic-ops:1", "-q"], {
    ...env,
    HTTP_PROXY: `http://127.0.0.1:${port}`,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(proxied).toEqual([urls["traffic-ops"]?.replace("http://", "")]);
});
