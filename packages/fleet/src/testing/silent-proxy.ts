import { once } from "node:events";
import { type AddressInfo, type Socket, connect, createServer } from "node:net";

/** A way to a server that can fall silent, as a network does. */
export interface SilentProxy {
  readonly port: number;
  /** Passes nothing on from now on, and closes no connection. */
  silence(): void;
  close(): void;
}

/** Opens a way to a port of this machine. */
export async function openSilentProxy(port: number): Promise<SilentProxy> {
  const sockets = new Set<Socket>();
  let isSilent = false;
  const proxy = createServer((socket) => {
    const other = connect(port, "127.0.0.1");
    for (const [from, to] of [
      [socket, other],
      [other, socket],
    ] as const) {
      sockets.add(from);
      from.on("data", (data) => isSilent || to.write(data));
      from.on("error", () => to.destroy());
      from.on("close", () => isSilent || to.destroy());
    }
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    port: (proxy.address() as AddressInfo).port,
    silence() {
      isSilent = true;
    },
    close() {
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
