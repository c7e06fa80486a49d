import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createZendesk } from "@jobstatus/zendesk";
import { NO_POSTGRESQL, type PostgresqlServer, startPostgresql } from "@jobstatus/tools/postgresql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFleet } from "../create-fleet.ts";
import { eventually } from "../testing/providers.ts";

const WHY = NO_POSTGRESQL === undefined ? "" : ` (skipped: ${NO_POSTGRESQL})`;
const SLOW = { timeout: 120_000 };
const program = fileURLToPath(new URL("../bin.ts", import.meta.url));
const zendeskPackage = new URL("../../../zendesk/src/index.ts", import.meta.url).href;
const ENDED = JSON.stringify({ job_status: { id: "one", status: "completed", results: [] } });

describe.skipIf(NO_POSTGRESQL)(`jobstatus-fleet work that is told to end by SIGTERM${WHY}`, () => {
  let database: PostgresqlServer;
  let folder: string;
  let provider: Server;
  /** The requests that the provider has not answered. */
  let held: ServerResponse[] = [];

  beforeAll(async () => {
    database = await startPostgresql();
    folder = await mkdtemp(join(tmpdir(), "fleet-sigterm-"));
    provider = createServer((_request, response) => void held.push(response)).listen(0, "127.0.0.1");
    await once(provider, "listening");
  });
  afterAll(async () => {
    provider.closeAllConnections();
    provider.close();
    await rm(folder, { recursive: true });
    await database.close();
  });

  /** Starts a worker in a process of its own that has a poll in flight. */
  async function startBusyWorker(name: string) {
    const store = await database.createDatabase(name);
    held = [];
    const baseUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    const file = join(folder, `${name}.mjs`);
    const options = JSON.stringify({ baseUrl, credentials: { accessToken: "for-tests" } });
    await writeFile(
      file,
      `import { createZendesk } from ${JSON.stringify(zendeskPackage)};\nexport const clients = { zendesk: createZendesk(${options}) };\n`,
    );
    const clients = { zendesk: createZendesk({ baseUrl, credentials: { accessToken: "for-tests" } }) };
    const fleet = await createFleet({ store, clients });
    await fleet.watch("zendesk", "one");
    const worker = spawn(process.execPath, ["--conditions=@jobstatus/source", program, "work", file], {
      env: { ...process.env, DATABASE_URL: store },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { stdout: "", stderr: "" };
    worker.stdout.on("data", (data: Buffer) => (said.stdout += data.toString()));
    worker.stderr.on("data", (data: Buffer) => (said.stderr += data.toString()));
    const exited = once(worker, "exit") as Promise<[number | null, string | null]>;
    await eventually(() => held.length > 0);
    return { fleet, worker, said, exited };
  }

  it("writes the step in flight, closes and exits with 0", SLOW, async () => {
    const { fleet, worker, said, exited } = await startBusyWorker("drained");
    worker.kill("SIGTERM");
    // The provider answers after the signal: nothing else tells that the worker has received it.
    setTimeout(() => held[0]?.writeHead(200, { "content-type": "application/json" }).end(ENDED), 500);
    expect(await exited).toEqual([0, null]);
    expect(said).toEqual({ stdout: "taking steps for zendesk\nclosed\n", stderr: "" });
    expect(await fleet.wait("zendesk", "one")).toMatchObject({ status: { state: "succeeded" }, polls: 1 });
    expect(held.length).toBe(1);
    await fleet.close();
  });

  it("ends at once if it is told a second time", SLOW, async () => {
    const { fleet, worker, exited } = await startBusyWorker("impatient");
    worker.kill("SIGTERM");
    await new Promise((resolve) => setTimeout(resolve, 300));
    worker.kill("SIGTERM");
    expect(await exited).toEqual([null, "SIGTERM"]);
    // Nothing is lost: the wait is there, and is claimed until its lease ends.
    expect((await fleet.status()).clients["zendesk"]).toEqual({ waiting: 1, due: 0 });
    await fleet.close();
  });
});
