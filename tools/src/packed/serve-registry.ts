import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** A registry on the loopback address. */
export interface ServedRegistry {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the tarballs that are installed in a project as an npm registry, so that the commands that a page prints can be run as
 * they are, without a network.
 *
 * @param project - A project whose dependencies are tarballs, and are installed.
 */
export async function serveRegistry(project: string): Promise<ServedRegistry> {
  const { dependencies } = readJson(join(project, "package.json")) as { dependencies: Record<string, string> };
  const tarballOf = (name: string) => dependencies[name]?.replace(/^file:/, "");
  const server = createServer(({ url = "/" }, response) => {
    const [, name = "", isTarball] = /^\/(.+?)(\/-\.tgz)?$/.exec(decodeURIComponent(url)) ?? [];
    const tarball = tarballOf(name);
    if (tarball === undefined) {
      response.writeHead(404).end();
      return;
    }
    const content = readFileSync(tarball);
    if (isTarball) {
      response.end(content);
      return;
    }
    const manifest = readJson(join(project, "node_modules", name, "package.json")) as { version: string };
    const integrity = `sha512-${createHash("sha512").update(content).digest("base64")}`;
    const dist = { tarball: `http://${hostOf(server.address())}/${name}/-.tgz`, integrity };
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        name,
        "dist-tags": { latest: manifest.version },
        versions: { [manifest.version]: { ...manifest, dist } },
      }),
    );
  });
  await new Promise<void>((started) => {
    server.listen(0, "127.0.0.1", started);
  });
  return {
    url: `http://${hostOf(server.address())}/`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

function hostOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("the registry does not listen on a port");
  return `127.0.0.1:${address.port}`;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
