import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Simulator } from "../simulator.ts";

/** Options of {@link serve}. */
export interface ServeOptions {
  /** The port. Default: 0, any free one. */
  readonly port?: number;
}

/** A simulator that listens. */
export interface ServedSimulator {
  /** Its origin, such as `http://127.0.0.1:49152`. */
  readonly url: string;
  /** Stops listening and cuts every connection; nothing is left when it resolves. */
  close(): Promise<void>;
}

/** Only this machine may talk to a simulator: its credentials aren't secret. */
const HOSTNAME = "127.0.0.1";

/**
 * Serves a simulator over HTTP on this machine's loopback address.
 *
 * @throws Error where the port is taken, as Node's `listen` reports it.
 */
export async function serve(simulator: Pick<Simulator, "fetch">, options: ServeOptions = {}): Promise<ServedSimulator> {
  // Node's own Request and Response stay as they are: a simulator runs in a process of others.
  const listener = getRequestListener((request) => simulator.fetch(request), { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, HOSTNAME, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://${HOSTNAME}:${address.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
