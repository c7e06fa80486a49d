/**
 * What the reference worker does, and workers that are wrong on purpose do otherwise. It is plain JSON: the processes get it in
 * their environment.
 */
export interface WorkerBehavior {
  /** For how long a claimed job belongs to its worker, in real milliseconds beyond the provider's interval. */
  readonly leaseMs: number;
  /** Whether a claimed job stays in the store. */
  readonly keepsClaimed: boolean;
  /** Whether the result of a worker that has lost its lease is refused. */
  readonly fences: boolean;
  /** Whose clock says when a job is due: the store's, or that of the worker. */
  readonly clock: "store" | "worker";
  /** Whether ends count as acknowledged when they are delivered. */
  readonly acknowledgesOnDelivery: boolean;
  /** Whether acknowledgements are kept. */
  readonly keepsAcknowledgements: boolean;
  /** Whether a worker settles its polls at SIGTERM. */
  readonly drains: boolean;
  /** Whether jobs that are due together are polled together. */
  readonly batches: boolean;
  /** Polls at this interval, in real milliseconds, in place of the core's schedule; 0 for the core's. */
  readonly intervalMs: number;
  /** Whether a job that is there already is added again. */
  readonly addsAgain: boolean;
  /** Whether a failed poll ends the wait. */
  readonly failsAtOnce: boolean;
  /** Whether a worker waits for a store that is away. */
  readonly waitsForStore: boolean;
  /** Whether the store keeps its records over a restart. */
  readonly keepsRecords: boolean;
  /** Whether refused credentials stop all polls of the account. */
  readonly parks: boolean;
  /** Whether the processes share one session. */
  readonly sharesSessions: boolean;
  /** Whether the processes share an account's rate limit. */
  readonly sharesLimit: boolean;
  /** How often a job may be claimed by workers that die; 0 for any number of times. */
  readonly maxClaims: number;
}

/** The behavior of the worker that is right. */
export const rightBehavior: WorkerBehavior = {
  leaseMs: 5_500,
  keepsClaimed: true,
  fences: true,
  clock: "store",
  acknowledgesOnDelivery: false,
  keepsAcknowledgements: true,
  drains: true,
  batches: true,
  intervalMs: 0,
  addsAgain: false,
  failsAtOnce: false,
  waitsForStore: true,
  keepsRecords: true,
  parks: true,
  sharesSessions: true,
  sharesLimit: true,
  maxClaims: 0,
};

/** The variable of the environment that holds what differs from the right behavior, as JSON. */
export const BEHAVIOR_VARIABLE = "JOBSTATUS_FLEET_BEHAVIOR";

/** Reads the behavior of this process. */
export function readBehavior(): WorkerBehavior {
  return { ...rightBehavior, ...(JSON.parse(process.env[BEHAVIOR_VARIABLE] ?? "{}") as Partial<WorkerBehavior>) };
}
