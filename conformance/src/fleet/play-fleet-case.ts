import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FleetCase, type FleetCondition, type FleetStep, realMs } from "./fleet-case.ts";
import { type FleetExit, FleetProcess } from "./fleet-process.ts";
import { FLEET_PROTOCOL, type FleetEnd, type FleetJob, type FleetReport } from "./fleet-protocol.ts";
import { FleetProvider } from "./fleet-provider.ts";
import type { FleetEngine, FleetStore } from "./fleet-store.ts";
import type { FleetTrace } from "./fleet-trace.ts";
import { LoopTime } from "./loop-time.ts";

const CLIENT = "provider";
const CONSUMER = "consumer";
/** How often the conditions of steps are checked, in real milliseconds. */
const CHECK_MS = 5;
/** How long a process may take to end after SIGTERM, in real milliseconds. */
const TERMINATE_LIMIT_MS = 20_000;
/** How long the suite listens after the last end, in milliseconds of the case: two intervals of the provider, and more. */
const QUIET_MS = 22_000;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Plays one case with the processes of an engine. */
export async function playFleetCase(one: FleetCase, engine: FleetEngine): Promise<FleetTrace> {
  const directory = await mkdtemp(join(tmpdir(), "jobstatus-fleet-"));
  let store: FleetStore | undefined;
  let play: FleetPlay | undefined;
  const time = new LoopTime();
  const provider = new FleetProvider(one, time);
  try {
    await provider.back();
    store = await engine.openStore(join(directory, "store"), one.needs);
    play = new FleetPlay(one, engine, provider, store, directory);
    const trace = await play.run();
    return { ...trace, stallMs: time.longestStallMs };
  } finally {
    await play?.close();
    await store?.close();
    await provider.away();
    time.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

class FleetPlay {
  readonly #case: FleetCase;
  readonly #engine: FleetEngine;
  readonly #provider: FleetProvider;
  readonly #store: FleetStore;
  readonly #directory: string;
  readonly #processes = new Map<string, FleetProcess>();
  readonly #started: FleetProcess[] = [];
  readonly #deliveries: (FleetEnd & { isRepeated: boolean })[] = [];
  /** The jobs whose ends the consumer has taken, and was told to acknowledge. */
  readonly #taken = new Set<string>();
  /** Those of which it has said that the store knows. */
  readonly #acknowledged = new Set<string>();
  readonly #adding: (() => void)[] = [];
  #consumer: FleetCase["consumer"];
  #refusal: string | undefined;

  constructor(one: FleetCase, engine: FleetEngine, provider: FleetProvider, store: FleetStore, directory: string) {
    this.#case = one;
    this.#engine = engine;
    this.#provider = provider;
    this.#store = store;
    this.#directory = directory;
    this.#consumer = one.consumer;
  }

  async run(): Promise<Omit<FleetTrace, "stallMs">> {
    const { steps, workers, expected } = this.#case;
    // A store that is embedded has one process, which does everything.
    const count = this.#isEmbedded ? 1 : workers;
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    await Promise.all([
      ...(this.#isEmbedded ? [] : [this.#startConsumer()]),
      ...numbers.map((number) => this.#open(nameOf(number))),
    ]);
    this.#provider.startJobs();
    await this.#add();
    for (const number of numbers) this.#processes.get(nameOf(number))?.send({ type: "work" });
    let stuckAt: string | undefined;
    for (const step of steps) {
      if (!(await this.#comesTrue(step.when ?? {}))) {
        stuckAt = step.do;
        break;
      }
      await this.#do(step);
    }
    const silentMs = expected.silentMs;
    if (silentMs === undefined) await this.#until(() => this.#taken.size >= this.#provider.ends.size);
    await sleep(realMs(this.#case, silentMs ?? QUIET_MS));
    const exits: FleetExit[] = [];
    for (const process of this.#started) exits.push(await process.terminate(TERMINATE_LIMIT_MS));
    return {
      arrivals: this.#provider.arrivals,
      ends: this.#provider.ends,
      deliveries: this.#deliveries,
      taken: this.#taken,
      exits,
      ...(this.#refusal !== undefined && { refusal: this.#refusal }),
      ...(stuckAt !== undefined && { stuckAt }),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#started.map((process) => process.kill()));
  }

  get #isEmbedded(): boolean {
    return !this.#engine.features.includes("processes");
  }

  /** Starts a process, and waits until it has opened the store. */
  async #open(name: string): Promise<FleetProcess> {
    const number = Number(name.split(" ")[1] ?? 1);
    const clockFile = join(this.#directory, `clock-${this.#started.length}`);
    await writeFile(clockFile, "0");
    const process = new FleetProcess(this.#engine, {
      name,
      clockFile,
      open: {
        type: "open",
        protocol: FLEET_PROTOCOL,
        store: this.#store.address,
        clients: { [CLIENT]: this.#provider.clientFor(name) },
      },
      onReport: (report, from) => this.#onReport(report, from),
    });
    const offsetMs = this.#case.clocksMs[number - 1];
    if (offsetMs !== undefined) process.setClock(realMs(this.#case, offsetMs));
    this.#processes.set(name, process);
    this.#started.push(process);
    void this.#forget(process);
    await process.opened;
    if (this.#isEmbedded) this.#consume(process);
    return process;
  }

  async #forget(process: FleetProcess): Promise<void> {
    await process.ended;
    if (this.#processes.get(process.name) === process) this.#processes.delete(process.name);
  }

  async #startConsumer(): Promise<void> {
    this.#consume(this.#processes.get(CONSUMER) ?? (await this.#open(CONSUMER)));
  }

  #consume(process: FleetProcess): void {
    if (this.#consumer !== "absent") process.send({ type: "consume", consumer: "billing" });
  }

  /** Adds the jobs, from every process in turn. */
  async #add(): Promise<void> {
    const jobs = Array.from(this.#provider.ends.keys(), (id): FleetJob => ({ client: CLIENT, id }));
    const processes = [...this.#processes.values()];
    const { times } = this.#case.jobs;
    const added = Array.from({ length: times }, (_, index) => {
      processes[index % processes.length]?.send({ type: "add", jobs });
      return new Promise<void>((resolve) => this.#adding.push(resolve));
    });
    await Promise.race([Promise.all(added), sleep(patienceOf(this.#engine))]);
  }

  #onReport(report: FleetReport, from: FleetProcess): void {
    if (report.type === "added") {
      this.#adding.shift()?.();
    } else if (report.type === "acknowledged") {
      this.#acknowledged.add(report.id);
    } else if (report.type === "end") {
      this.#deliveries.push({ ...report, isRepeated: this.#acknowledged.has(report.id) });
      if (this.#consumer !== "acknowledges") return;
      this.#taken.add(report.id);
      from.send({ type: "acknowledge", client: report.client, id: report.id });
    }
  }

  async #comesTrue({
    inFlight,
    polled,
    reported,
    delivered,
    acknowledged,
    refusedLogins,
    passedMs = 0,
    passedLeases = 0,
  }: FleetCondition): Promise<boolean> {
    await sleep(realMs(this.#case, passedMs) + passedLeases * this.#engine.leaseMs);
    const { arrivals } = this.#provider;
    const refused = () => arrivals.filter(({ kind, refusal }) => kind === "login" && refusal === "credentials").length;
    return this.#until(
      () =>
        this.#provider.inFlight >= (inFlight ?? 0) &&
        this.#provider.polled >= (polled ?? 0) &&
        this.#provider.reported >= (reported ?? 0) &&
        this.#deliveries.length >= (delivered ?? 0) &&
        this.#acknowledged.size >= (acknowledged ?? 0) &&
        (refusedLogins === undefined || refused() >= refusedLogins),
    );
  }

  /** Waits until something is true; false if it takes longer than the longest job and the engine's patience. */
  async #until(isTrue: () => boolean): Promise<boolean> {
    const limitMs = performance.now() + realMs(this.#case, this.#case.jobs.lifeMs[1]) + patienceOf(this.#engine);
    while (!isTrue()) {
      if (performance.now() > limitMs) return false;
      await sleep(CHECK_MS);
    }
    return true;
  }

  async #do({ do: action, workers, byMs = 0 }: FleetStep): Promise<void> {
    const names = workers?.map(nameOf) ?? [...this.#processes.keys()].filter((name) => name !== CONSUMER);
    const each = names.flatMap((name) => this.#processes.get(name) ?? []);
    switch (action) {
      case "kill":
        await Promise.all(each.map((process) => process.kill()));
        return;
      case "terminate":
        await Promise.all(each.map((process) => process.terminate(TERMINATE_LIMIT_MS)));
        return;
      case "pause":
        for (const process of each) process.pause();
        return;
      case "resume":
        for (const process of each) process.resume();
        return;
      case "set clock":
        for (const process of each) process.setClock(realMs(this.#case, byMs));
        return;
      case "start": {
        const started = await Promise.all((workers ?? [1]).map((number) => this.#open(nameOf(number))));
        for (const process of started) process.send({ type: "work" });
        return;
      }
      case "start consumer":
        this.#consumer = "acknowledges";
        await (this.#isEmbedded ? this.#consumeEmbedded() : this.#startConsumer());
        return;
      case "kill consumer":
        await this.#processes.get(this.#isEmbedded ? nameOf(1) : CONSUMER)?.kill();
        return;
      case "stop store":
        await this.#store.stop?.();
        return;
      case "start store":
        await this.#store.start?.();
        return;
      case "provider away":
        await this.#provider.away();
        return;
      case "provider back":
        await this.#provider.back();
        return;
      case "expire sessions":
        this.#provider.expireSessions();
        return;
      case "open a second process":
        await this.#openSecond();
    }
  }

  async #consumeEmbedded(): Promise<void> {
    const running = this.#processes.get(nameOf(1));
    if (running) this.#consume(running);
    else await this.#open(nameOf(1));
  }

  async #openSecond(): Promise<void> {
    const second = await this.#open("second");
    this.#refusal = await second.opened;
    await second.kill();
  }
}

function nameOf(number: number): string {
  return `worker ${number}`;
}

/** How long the end of a job may be overdue, in real milliseconds: as long as some leases, on a machine that is busy. */
function patienceOf({ leaseMs, patienceMs = 3 * leaseMs + 20_000 }: FleetEngine): number {
  return patienceMs;
}
