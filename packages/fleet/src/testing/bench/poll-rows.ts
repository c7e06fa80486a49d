import { spawn } from "node:child_process";
import { type JobClient, fixed, waitAll } from "@jobstatus/core";
import type { Scenario } from "@jobstatus/simulator";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { type Fleet, createFleet } from "../../create-fleet.ts";
import { startPostgresql } from "@jobstatus/tools/postgresql";
import { type TestProvider, createTestVault, createTestZendesk } from "../providers.ts";
import { ownCpuMs } from "./cpu.ts";
import type { Row } from "./row.ts";

const JOBS = 200;
const LIFE_MS = 60_000;
/** How many jobs are polled over HTTP, and for how long. */
const HTTP_JOBS = 2_000;
const HTTP_MS = 40_000;
const ignore = () => undefined;

/** A server in a process of its own that says of every job that it runs. */
const SERVER = `
  const server = require("node:http").createServer((request, response) => {
    const data = { id: Number(request.url.split("/").at(-1)), status: "RUNNING", method: "POST", links: [] };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ responseStatus: "SUCCESS", data }));
  });
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));`;

/** How many requests the fleet sends beside the same waits in one process, and what a step over HTTP costs its worker. */
export async function pollRows(): Promise<readonly Row[]> {
  const postgres = await startPostgresql();
  const url = await postgres.createDatabase("fleet");
  const lives = Array.from({ length: JOBS }, (): Scenario => ({ waitingMs: 0, workingMs: LIFE_MS * Math.random() }));
  const [vault, zendesk] = await Promise.all([
    ratioOf("vault", lives, url, createTestVault),
    ratioOf("zendesk", lives, url, createTestZendesk),
  ]);
  const cpu = await httpRatio(url);
  await postgres.close();
  return [
    { what: "requests over those of waits in one process: Vault", figure: vault, unit: "", goal: { most: 1.05 } },
    { what: "requests over those of waits in one process: Zendesk", figure: zendesk, unit: "", goal: { most: 1 } },
    {
      what: "a worker's CPU time for a step over HTTP, over that of waitAll for a poll",
      figure: cpu,
      unit: "",
      goal: { most: 1.5 },
    },
  ];
}

async function ratioOf(
  name: string,
  lives: readonly Scenario[],
  store: string,
  createProvider: () => TestProvider,
): Promise<number> {
  const [here, there] = [createProvider(), createProvider()];
  const client = here.client();
  const fleet = await createFleet({ store, clients: { [name]: there.client() }, onEvent: ignore });
  fleet.work();
  await Promise.all([
    waitAll(lives.map((life): [JobClient, string] => [client, here.start(life)])),
    watchAndWait(
      fleet,
      name,
      lives.map((life) => there.start(life)),
    ),
  ]);
  await fleet.close();
  console.log({ name, here: here.requests().length, there: there.requests().length });
  return there.requests().length / here.requests().length;
}

async function watchAndWait(fleet: Fleet, name: string, ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map((id) => fleet.watch(name, id)));
  await Promise.all(ids.map((id) => fleet.wait(name, id)));
}

async function httpRatio(store: string): Promise<number> {
  const server = spawn(process.execPath, ["-e", SERVER], { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise<string>((resolve) => {
    server.stdout.once("data", (data: Buffer) => resolve(String(data).trim()));
  });
  const create = (first: string) => {
    let count = 0;
    const client = createVeevaVault({
      baseUrl: `http://127.0.0.1:${port}/${first}`,
      version: "v26.1",
      credentials: { sessionId: "none" },
      schedule: fixed(10_000),
      fetch: (input, init) => {
        count += 1;
        return fetch(input, init);
      },
    });
    return { client, count: () => count };
  };
  const ids = Array.from({ length: HTTP_JOBS }, (_, n) => String(n + 1));

  const here = create("here");
  let beginMs = ownCpuMs();
  const waits = ids.map((id): [JobClient, string] => [here.client, id]);
  await waitAll(waits, { signal: AbortSignal.timeout(HTTP_MS) }).catch(ignore);
  const hereMs = (ownCpuMs() - beginMs) / here.count();

  const there = create("there");
  const fleet = await createFleet({ store, clients: { http: there.client }, onEvent: ignore });
  await Promise.all(ids.map((id) => fleet.watch("http", id)));
  beginMs = ownCpuMs();
  fleet.work();
  await new Promise((resolve) => setTimeout(resolve, HTTP_MS));
  const thereMs = (ownCpuMs() - beginMs) / there.count();
  await fleet.close();
  server.kill();
  console.log({ hereMs, here: here.count(), thereMs, there: there.count() });
  return thereMs / hereMs;
}
