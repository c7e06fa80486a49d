import { execFile, spawnSync } from "node:child_process";
import { chownSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "./free-port.ts";

const run = promisify(execFile);
const PROGRAMS = ["initdb", "pg_ctl", "createdb"];
/** A server that doesn't wait for the disk: a test's processes crash, and its machine does not. */
const SETTINGS = ["fsync=off", "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=600"];

/** A PostgreSQL server for tests, in a directory of its own, on the loopback address. */
export interface PostgresqlServer {
  /** The server's process. */
  readonly pid: number;
  /** Creates an empty database, and gives its connection string. */
  createDatabase(name: string): Promise<string>;
  /** Ends the server as a crash would. */
  stop(): Promise<void>;
  /** Starts it again on the same port, with what it had. */
  start(): Promise<void>;
  /** Ends the server and removes its directory. */
  close(): Promise<void>;
}

/** Why tests on PostgreSQL are skipped; undefined if they are not. */
export const NO_POSTGRESQL: string | undefined =
  programsFolder() === undefined ? "PostgreSQL is not installed on this machine" : undefined;

/** The folder of PostgreSQL's programs: one on the PATH, or Debian's, the newest version first. */
function programsFolder(): string | undefined {
  const folders = [
    ...globSync("/usr/lib/postgresql/*/bin").toSorted().toReversed(),
    ...(process.env["PATH"] ?? "").split(delimiter),
  ];
  return folders.find((folder) => PROGRAMS.every((program) => existsSync(join(folder, program))));
}

/** The user that the server runs as, since PostgreSQL refuses root. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = ["-u", "-g"].map((flag) =>
    Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout),
  );
  return uid && gid ? { uid, gid } : { uid: 65_534, gid: 65_534 };
}

/**
 * Starts a server.
 *
 * @param settings - Settings beside those of a test, such as `shared_buffers=1GB`.
 * @throws Error - PostgreSQL is not installed, or the server does not start.
 */
export async function startPostgresql(settings: readonly string[] = []): Promise<PostgresqlServer> {
  const programs = programsFolder();
  if (programs === undefined) throw new Error(NO_POSTGRESQL);
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), "jobstatus-postgresql-"));
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const call = (program: string, args: readonly string[]) =>
    run(join(programs, program), args, { cwd: folder, ...user });
  await call("initdb", ["-D", data, "-U", "jobstatus", "-A", "trust", "-E", "UTF8", "--no-sync"]);
  const port = await freePort();
  const options = [...SETTINGS, ...settings, `port=${port}`].flatMap((setting) => ["-c", setting]).join(" ");
  const start = async () => {
    await call("pg_ctl", ["start", "-w", "-D", data, "-l", join(folder, "log"), "-o", options]);
  };
  const stop = async () => {
    await call("pg_ctl", ["stop", "-w", "-m", "immediate", "-D", data]).catch((error: unknown) => {
      // It had ended before.
      if (existsSync(join(data, "postmaster.pid"))) throw error;
    });
  };
  await start();
  return {
    get pid() {
      return Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
    },
    async createDatabase(name) {
      await call("createdb", ["-h", "127.0.0.1", "-p", String(port), "-U", "jobstatus", name]);
      return `postgres://jobstatus@127.0.0.1:${port}/${name}`;
    },
    start,
    stop,
    async close() {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}
