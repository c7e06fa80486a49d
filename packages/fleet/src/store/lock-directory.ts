import { randomUUID } from "node:crypto";
import { chmod, mkdir, rm } from "node:fs/promises";
import { type Server, connect, createServer } from "node:net";
import { join, relative, resolve } from "node:path";
import { FleetError } from "../fleet-error.ts";

/** How long a lock must have lasted to count as taken, in milliseconds: two processes may find the same remains of a third. */
const SETTLE_MS = 50;
/** For how long the process that has a lock may be silent, in milliseconds. */
const PATIENCE_MS = 1_000;

/** A directory that this process has for itself. */
export interface DirectoryLock {
  release(): Promise<void>;
}

/**
 * Creates a directory that only its owner can read, and locks it for this process. The lock is a socket, which ends with its process
 * and is seen from every container on the machine.
 *
 * @throws FleetError - Another process has the directory.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await chmod(directory, 0o700);
  const path = socketPath(directory);
  const token = randomUUID();
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.end(token);
  });
  if (!(await listens(server, path))) {
    if ((await holderOf(path)) !== undefined) throw inUse(directory);
    await rm(path, { force: true });
    if (!(await listens(server, path))) throw inUse(directory);
    await new Promise((done) => setTimeout(done, SETTLE_MS));
    if ((await holderOf(path)) !== token) {
      server.close();
      throw inUse(directory);
    }
  }
  server.unref();
  return { release: () => new Promise((done) => server.close(() => done())) };
}

function inUse(directory: string): FleetError {
  return new FleetError(
    "directory-in-use",
    `the directory ${directory} is in use by another process, and an embedded store has one; use a PostgreSQL for several`,
  );
}

/** The socket in the directory: by the shorter of its two paths, since a socket's is limited to about a hundred bytes. */
function socketPath(directory: string): string {
  const path = join(resolve(directory), "lock");
  if (process.platform === "win32") return `\\\\.\\pipe\\jobstatus${path.replace(/[^A-Za-z0-9]/g, "-")}`;
  const short = relative(process.cwd(), path);
  return short.length < path.length ? short : path;
}

function listens(server: Server, path: string): Promise<boolean> {
  return new Promise((done, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") done(false);
      else reject(error);
    };
    server.once("error", onError);
    server.listen(path, () => {
      server.off("error", onError);
      done(true);
    });
  });
}

/** What the process that has the lock says: nothing if it is stopped or busy; undefined if there is none any more. */
function holderOf(path: string): Promise<string | undefined> {
  return new Promise((done) => {
    let said = "";
    const socket = connect(path)
      .on("data", (data) => (said += data.toString()))
      .on("end", () => done(said))
      .on("error", () => done(undefined))
      .setTimeout(PATIENCE_MS, () => {
        socket.destroy();
        done(said);
      });
  });
}
