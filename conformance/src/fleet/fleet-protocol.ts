/** The version of the protocol. */
export const FLEET_PROTOCOL = 1;

/** One client, as the adapter must create it. */
export interface FleetClientSetting {
  readonly provider: "veeva-vault" | "zendesk";
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
  /** Headers to send with every request: they tell the suite which process sent it. */
  readonly headers: Readonly<Record<string, string>>;
  /** The provider's shortest interval from one poll of a job to the next, in real milliseconds; 0 if there is none. */
  readonly minPollIntervalMs: number;
  /** How many milliseconds of the provider's time pass in one: divide what its specification states by this. */
  readonly timeFactor: number;
}

/** The first message: the process opens the store. */
export interface OpenMessage {
  readonly type: "open";
  readonly protocol: typeof FLEET_PROTOCOL;
  /** The store's address, or its directory if it is embedded. */
  readonly store: string;
  /** The clients by name. */
  readonly clients: Readonly<Record<string, FleetClientSetting>>;
}

/** A job, by the name of its client and its id. */
export interface FleetJob {
  readonly client: string;
  readonly id: string;
}

/** What the runner writes. */
export type FleetCommand =
  | OpenMessage
  | { readonly type: "add"; readonly jobs: readonly FleetJob[] }
  | { readonly type: "work" }
  | { readonly type: "consume"; readonly consumer: string }
  | ({ readonly type: "acknowledge" } & FleetJob);

/** How a wait ended: with a job's state, or with an error's code. */
export interface FleetEnd extends FleetJob {
  readonly state?: string;
  readonly error?: string;
}

/** What a process writes, one line for each. */
export type FleetReport =
  | { readonly type: "opened" }
  | { readonly type: "refused"; readonly reason: string }
  | { readonly type: "added" }
  | ({ readonly type: "end" } & FleetEnd)
  | ({ readonly type: "acknowledged" } & FleetJob);

const TYPES: readonly string[] = ["opened", "refused", "added", "end", "acknowledged"] satisfies FleetReport["type"][];

/**
 * Reads a line of a process.
 *
 * @throws Error - the line is not a message of the protocol.
 */
export function parseFleetReport(line: string): FleetReport {
  try {
    const message = JSON.parse(line) as FleetReport;
    if (TYPES.includes(message.type)) return message;
  } catch {
    // It is told below.
  }
  throw new Error(`the adapter wrote a line that is not a message: ${line.slice(0, 200)}`);
}

/** Names a job. */
export function keyOf({ client, id }: FleetJob): string {
  return `${client} ${id}`;
}
