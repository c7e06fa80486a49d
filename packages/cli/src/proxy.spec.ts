import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { runCommand } from "./testing/command-process.ts";
import { useTestEnvironments } from "./testing/test-environment.ts";
import { allowTimeForProcesses } from "./testing/patience.ts";

allowTimeForProcesses();

const openTestEnvironment = useTestEnvironments();
const proxied: string[] = [];
const proxy = createServer();
proxy.on("connect", (request, socket, head: Buffer) => {
  proxied.push(request.url ?? "");
  const [host = "", port = ""] = (request.url ?? "").split(":");
  const upstream = connect(Number(port), host, () => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
  });
  for (const end of [upstream, socket]) end.on("error", () => end.destroy());
});
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
