import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { basename, join } from "node:path";
import { runServer } from "verdaccio";
import type { Manifest } from "../packed/dependency-closure.ts";

/** An npm registry on the loopback address. */
export interface LoopbackRegistry {
  readonly url: string;
  /** The variables with which npm and pnpm use the registry, with the right to publish, with a cache of its own. */
  readonly env: NodeJS.ProcessEnv;
  /** Publishes a package without npm, which takes a second for each: what others' packages are to this test. */
  put(manifest: Manifest, tarball: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts Verdaccio on a free port of the loopback address. It serves only what is published to it.
 *
 * @param folder - Where it keeps the packages, and npm its settings and its cache.
 */
export async function startRegistry(folder: string): Promise<LoopbackRegistry> {
  mkdirSync(folder, { recursive: true });
  const app: unknown = await runServer({
    configPath: join(folder, "config.yaml"),
    storage: join(folder, "storage"),
    auth: { htpasswd: { file: join(folder, "htpasswd") } },
    uplinks: {},
    packages: { "**": { access: "$all", publish: "$authenticated" } },
    log: { type: "stdout", format: "pretty", level: "fatal" },
    web: { enable: false },
    middlewares: {},
    max_body_size: "100mb",
  });
  // Typed as anything by Verdaccio; it is the HTTP server, which doesn't listen yet.
  const server = app as Server;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the registry has no port");
  const url = `http://127.0.0.1:${address.port}/`;
  const token = await tokenFrom(url);
  const userconfig = join(folder, "npmrc");
  writeFileSync(userconfig, `registry=${url}\n//127.0.0.1:${address.port}/:_authToken=${token}\n`);
  return {
    url,
    env: {
      npm_config_userconfig: userconfig,
      npm_config_registry: url,
      npm_config_cache: join(folder, "npm-cache"),
      npm_config_yes: "true",
      // pnpm keeps its store, its cache and its state there.
      XDG_DATA_HOME: join(folder, "data"),
      XDG_CACHE_HOME: join(folder, "cache"),
      XDG_STATE_HOME: join(folder, "state"),
    },
    async put(manifest, tarball) {
      const { name, version } = manifest;
      const content = readFileSync(tarball);
      const file = `${basename(name)}-${version}.tgz`;
      const integrity = `sha512-${createHash("sha512").update(content).digest("base64")}`;
      const dist = { integrity, tarball: `${url}${name}/-/${file}` };
      const response = await fetch(`${url}${encodeURIComponent(name)}`, {
        method: "PUT",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({
          _id: name,
          name,
          "dist-tags": { latest: version },
          versions: { [version]: { ...manifest, dist } },
          _attachments: { [file]: { content_type: "application/octet-stream", data: content.toString("base64") } },
        }),
      });
      if (!response.ok) throw new Error(`${name}: HTTP ${response.status} ${await response.text()}`);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Signs up at the registry, as `npm adduser` does. */
async function tokenFrom(registry: string): Promise<string> {
  const response = await fetch(`${registry}-/user/org.couchdb.user:rehearsal`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "rehearsal", password: crypto.randomUUID() }),
  });
  const { token } = (await response.json()) as { token?: string };
  if (token === undefined) throw new Error(`the registry refuses to sign up a user: HTTP ${response.status}`);
  return token;
}
