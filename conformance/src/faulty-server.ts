import { createServer, type AddressInfo, type Socket } from "node:net";

/** What a server does with a connection once it has read a request. */
export type Fault = (socket: Socket) => void;

/** A server on this machine's loopback address that responds to every request with a fault. */
export interface FaultyServer {
  readonly url: string;
  /** How many connections there were. */
  readonly connections: () => number;
  /** Resolves when a request has been read and the fault has begun. */
  readonly begun: Promise<void>;
  /** Resolves when the first connection is closed, by either side. */
  readonly released: Promise<void>;
  /** Stops listening and cuts every connection. */
  close(): Promise<void>;
}

/** Starts a server that reads the head of each request and then goes wrong. */
export async function startFaultyServer(fault: Fault): Promise<FaultyServer> {
  const sockets = new Set<Socket>();
  const begun = createSign();
  const released = createSign();
  let connections = 0;
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    connections += 1;
    sockets.add(socket);
    let head = "";
    socket.setNoDelay(true);
    // A client that gives up cuts the connection: that is what it is to do, and no fault of the server.
    socket.on("error", () => socket.destroy());
    socket.on("end", () => socket.end());
    socket.on("close", () => {
      sockets.delete(socket);
      released.give();
    });
    const read = (bytes: Buffer) => {
      head += bytes.toString("latin1");
      if (!head.includes("\r\n\r\n")) return;
      socket.off("data", read);
      socket.resume();
      fault(socket);
      begun.give();
    };
    socket.on("data", read);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    connections: () => connections,
    begun: begun.given,
    released: released.given,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Something that one side gives, once, and the other waits for. */
function createSign(): { readonly given: Promise<void>; give(): void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}
