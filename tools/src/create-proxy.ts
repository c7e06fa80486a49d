import { type Server, createServer } from "node:http";
import { connect } from "node:net";

/**
 * Creates a forward proxy that tunnels with CONNECT (RFC 9110, section 9.3.6). The caller lets it listen, and closes it.
 *
 * @param proxied - Gets the host and port of each tunnel.
 */
export function createProxy(proxied: string[]): Server {
  return createServer().on("connect", (request, socket, head: Buffer) => {
    proxied.push(request.url ?? "");
    const [host = "", port = ""] = (request.url ?? "").split(":");
    const upstream = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [upstream, socket]) end.on("error", () => end.destroy());
  });
}
