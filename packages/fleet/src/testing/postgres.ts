import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** The user as which root runs the server: PostgreSQL refuses root. */
const UNPRIVILEGED = 65_534;
const READY_TRIES = 100;
const READY_MS = 100;

/** A PostgreSQL of a test's own. */
export interface TestPostgres {
  readonly url: string;
  /** The server's process. */
  readonly pid: number;
  /** Ends the server as a crash would, and starts it again; with no pause it is away for a moment only. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The folder of PostgreSQL's programs; undefined if there is none on this machine. */
export function postgresFolder(): string | undefined {
  const folders = [
    ...(process.env["PATH"] ?? "").split(delimiter),
    ...globSync("/usr/lib/postgresql/*/bin").toSorted().toReversed(),
  ];
  return folders.find((folder) =>
    ["initdb", "postgres", "pg_isready"].every((program) => existsSync(join(folder, program))),
  );
}

/** Why tests on PostgreSQL are skipped; undefined if they are not. */
export const NO_POSTGRES: string | undefined =
  postgresFolder() === undefined ? "PostgreSQL is not installed on this machine" : undefined;

/**
 * Starts a PostgreSQL in a folder of its own, on a free port of the loopback address.
 *
 * @param settings - Settings of the server beside those that a test needs, such as `shared_buffers=1GB`.
 */
export async function startPostgres(settings: readonly string[] = []): Promise<TestPostgres> {
  const programs = postgresFolder();
  if (programs === undefined) throw new Error(NO_POSTGRES);
  const folder = mkdtempSync(join(tmpdir(), "fleet-postgres-"));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, UNPRIVILEGED, UNPRIVILEGED);
  const user = { cwd: folder, ...(isRoot && { uid: UNPRIVILEGED, gid: UNPRIVILEGED }) };
  const data = join(folder, "data");
  const args = ["-D", data, "-U", "fleet", "-A", "trust", "-E", "UTF8", "--no-sync"];
  const made = spawnSync(join(programs, "initdb"), args, { ...user, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const url = `postgres://fleet@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;
  const start = async () => {
    const own = [`listen_addresses=127.0.0.1`, `port=${port}`, `unix_socket_directories=${folder}`, "fsync=off"];
    const all = [...own, ...settings].flatMap((setting) => ["-c", setting]);
    server = spawn(join(programs, "postgres"), ["-D", data, ...all], {
      ...user,
      stdio: "ignore",
    });
    for (let n = 0; n < READY_TRIES; n += 1) {
      const ready = spawnSync(join(programs, "pg_isready"), ["-q", "-d", url], user);
      if (ready.status === 0) return;
      await new Promise((resolve) => setTimeout(resolve, READY_MS));
    }
    throw new Error("PostgreSQL did not start");
  };
  const end = async (signal: NodeJS.Signals) => {
    const ended = server;
    if (!ended || ended.exitCode !== null) return;
    const exited = new Promise((resolve) => ended.once("exit", resolve));
    ended.kill(signal);
    await exited;
  };
  await start();
  return {
    url,
    get pid() {
      return server?.pid ?? 0;
    },
    async restart() {
      // Immediate shutdown: connections are cut.
      await end("SIGQUIT");
      await start();
    },
    async stop() {
      await end("SIGINT");
      rmSync(folder, { recursive: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
