import type { ClientContext } from "../context/client-context.ts";
import { contextOf } from "../context/context-of.ts";
import type { Contract } from "../contract/contract.ts";
import type { JobStatus } from "../model/job-status.ts";
import { JobPoller } from "../wait/job-poller.ts";
import type { PollObserver, PollResult } from "../wait/poll-observer.ts";
import { createPollState } from "../wait/poll-state.ts";
import { type AcmeClient, type AcmeOptions, createAcmeClient, jobIn } from "./acme-client.ts";
import { acmeContract } from "./acme-contract.ts";

/** A poller with no wait around it, and all that a test wants to see. */
export interface LonePoller extends AcmeClient {
  readonly context: ClientContext;
  readonly poller: JobPoller;
  /** The poller, once its last observer has left. */
  readonly disposed: readonly JobPoller[];
}

/** An observer of a test. */
export interface TestObserver extends PollObserver {
  nextPollAtMs: number;
  isPaused: boolean;
  /** What its polls came to. */
  readonly results: PollResult[];
  /** What it was given to call for polls that were held. */
  readonly resumes: (() => void)[];
}

/** Creates a poller of job 7, which works for ever, 1 s after the clock's beginning. */
export async function createLonePoller(
  options: Partial<AcmeOptions> = {},
  contract: Contract = acmeContract,
): Promise<LonePoller> {
  const acme = createAcmeClient([jobIn("WORKING")], options, contract);
  await acme.clock.advance(1_000);
  const context = contextOf(acme.client);
  const disposed: JobPoller[] = [];
  const poller = new JobPoller(context, "7", createPollState(1_000), (one) => disposed.push(one));
  return { ...acme, context, poller, disposed };
}

/** Creates an observer that wants one poll at a moment. */
export function createObserver(nextPollAtMs: number, more: Partial<PollObserver> = {}): TestObserver {
  const observer: TestObserver = {
    nextPollAtMs,
    isPaused: false,
    results: [],
    resumes: [],
    onPoll(result) {
      observer.results.push(result);
      observer.nextPollAtMs = Infinity;
    },
    onHeld: (resume) => void observer.resumes.push(resume),
    ...more,
  };
  return observer;
}

/** A status of the job. */
export const working: JobStatus = { provider: "acme", id: "7", state: "running", native: "WORKING", raw: {} };
/** Its last status. */
export const done: JobStatus = { ...working, state: "succeeded", native: "DONE" };
