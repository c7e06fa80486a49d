import { createHash } from "node:crypto";
import type { Queue } from "pg-boss";
import type { Store } from "./open-store.ts";

/** The queue with every wait's end. */
export const RESULTS = "ends";

const DAY_SECONDS = 86_400;
/** Ten years: what is not done yet must not be deleted for its age. */
const FOR_EVER_SECONDS = 3_650 * DAY_SECONDS;
/** For how long the end of a wait can be read after it. */
const RESULT_SECONDS = 7 * DAY_SECONDS;
/** The most that pg-boss's column holds: a step is repeated until it is done. */
const RETRIES = 2_147_483_647;

const ENDLESS = { retentionSeconds: FOR_EVER_SECONDS, retryLimit: RETRIES, retryDelay: 0, retryBackoff: false };

/** The queue of a client's waits. */
export function waitsOf(client: string): string {
  return `waits/${client}`;
}

/** The queue of a consumer's ends. */
export function endsOf(consumer: string): string {
  return `ends/${consumer}`;
}

/**
 * The id of a wait's end: equal for equal jobs of a client, so that a job has one.
 *
 * @param key - The job's key.
 */
export function endId(client: string, key: string): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([client, key]))
    .digest("hex");
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5");
}

/**
 * Creates the queue of a client's waits, or changes it to what this release needs.
 *
 * @param leaseSeconds - After how long another worker may repeat a step whose worker is silent.
 */
export async function prepareWaits(store: Store, client: string, leaseSeconds: number): Promise<void> {
  await prepare(store, waitsOf(client), "exclusive", { ...ENDLESS, expireInSeconds: leaseSeconds });
}

/** Creates the queue of the ends. They are never claimed: they are there to be read. */
export async function prepareResults(store: Store): Promise<void> {
  await prepare(store, RESULTS, "standard", { retentionSeconds: RESULT_SECONDS });
}

/**
 * Creates the queue of a consumer's ends, which stay until it has them.
 *
 * @param leaseSeconds - After how long another process of the consumer gets an end of which it is not known that the first has it.
 */
export async function prepareEnds(store: Store, consumer: string, leaseSeconds: number): Promise<void> {
  const options = { ...ENDLESS, expireInSeconds: leaseSeconds, deleteAfterSeconds: RESULT_SECONDS };
  await prepare(store, endsOf(consumer), "standard", options);
}

async function prepare({ boss }: Store, name: string, policy: string, options: Omit<Queue, "name">): Promise<void> {
  await boss.createQueue(name, { ...options, policy });
  const { deadLetter: _none, heartbeatSeconds: _unused, ...changeable } = options;
  await boss.updateQueue(name, changeable);
}
