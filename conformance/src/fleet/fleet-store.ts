import type { FleetFeature } from "./fleet-case.ts";

/** The server or directory in which a fleet keeps its waits during one case. */
export interface FleetStore {
  /** What the processes of the fleet get: an address or a directory. */
  readonly address: string;
  /** Stops the server as a crash would. Absent if there is no server. */
  stop?(): Promise<void>;
  /** Starts it again, with what it had. */
  start?(): Promise<void>;
  /** Ends it for good. */
  close(): Promise<void>;
}

/** An engine under the suite. */
export interface FleetEngine {
  readonly name: string;
  /** The program of each process, as `spawn` takes it. */
  readonly command: readonly [program: string, ...args: string[]];
  /** More of its environment. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly features: readonly FleetFeature[];
  /** After how long without a sign of life from its worker a job belongs to another one, in real milliseconds. */
  readonly leaseMs: number;
  /** How long the end of a job may be overdue, in real milliseconds. Default: some leases. */
  readonly patienceMs?: number;
  /**
   * Opens an empty store.
   *
   * @param directory - Where it may be; the suite removes it afterwards.
   * @param needs - What the case needs.
   */
  openStore(directory: string, needs: readonly FleetFeature[]): Promise<FleetStore>;
}
