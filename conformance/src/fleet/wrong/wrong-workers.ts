import type { WorkerBehavior } from "../../../adapters/fleet/reference/worker-behavior.ts";

/** A worker that is wrong on purpose. */
export interface WrongWorker {
  readonly name: string;
  /** In what it differs from the reference worker. */
  readonly behavior: Partial<WorkerBehavior>;
  /** The cases that catch it, each with a part of the fault. */
  readonly caughtBy: Readonly<Record<string, string>>;
}

/** Workers that are wrong in one way each, as workers have been found to be. */
export const wrongWorkers: readonly WrongWorker[] = [
  {
    name: "takes a job out of the store while it polls",
    behavior: { keepsClaimed: false },
    caughtBy: { "fleet-kill-all-with-polls-in-flight": "lost:" },
  },
  {
    name: "leases a job for less than a poll takes",
    behavior: { leaseMs: -400 },
    caughtBy: { "fleet-terminate-drains": "polled within the provider's interval" },
  },
  {
    name: "sleeps until a moment of the worker's clock",
    behavior: { clock: "worker", intervalMs: 20 },
    caughtBy: {
      "fleet-clocks-6-s-off": "polled within the provider's interval",
      "fleet-clocks-30-s-off": "polled within the provider's interval",
      "fleet-clock-set-forward": "polled within the provider's interval",
    },
  },
  {
    name: "gives up a job whose worker has died twice",
    behavior: { maxClaims: 2 },
    caughtBy: { "fleet-kill-three-times": "lost:" },
  },
  {
    name: "acknowledges an end as soon as it is delivered",
    behavior: { acknowledgesOnDelivery: true },
    caughtBy: { "fleet-consumer-killed": "lost:" },
  },
  {
    name: "forgets what was acknowledged",
    behavior: { keepsAcknowledgements: false },
    caughtBy: { "fleet-consumer-starts-again": "delivered again" },
  },
  {
    name: "ends at SIGTERM without its polls",
    behavior: { drains: false },
    caughtBy: { "fleet-terminate-drains": "at SIGTERM", "fleet-terminate-one-process": "at SIGTERM" },
  },
  {
    name: "polls at the provider's interval",
    behavior: { intervalMs: 20 },
    caughtBy: { "fleet-long-jobs": "polls were sent" },
  },
  {
    name: "polls each job by itself",
    behavior: { batches: false },
    caughtBy: { "fleet-batches": "polls were sent" },
  },
  {
    name: "adds a job that is there already",
    behavior: { addsAgain: true },
    caughtBy: { "fleet-one-job-50-times": "delivered again" },
  },
  {
    name: "takes a failed poll for the end",
    behavior: { failsAtOnce: true },
    caughtBy: { "fleet-provider-away": "a wrong end" },
  },
  {
    name: "ends when the store is away",
    behavior: { waitsForStore: false },
    caughtBy: { "fleet-store-away": "ended by itself" },
  },
  {
    name: "keeps its waits in memory",
    behavior: { keepsRecords: false },
    caughtBy: { "fleet-store-restarts": "lost:" },
  },
  {
    name: "tries a wrong password from every process",
    behavior: { parks: false, sharesSessions: false },
    caughtBy: { "fleet-wrong-password": "logins were sent" },
  },
  {
    name: "logs in from every process",
    behavior: { sharesSessions: false },
    caughtBy: { "fleet-session-expires": "logins were sent" },
  },
  {
    name: "keeps an account's limit to itself",
    behavior: { sharesLimit: false },
    caughtBy: { "fleet-account-limit": "broke the account's limit" },
  },
];
