import type { JobEvent } from "@jobstatus/core";

/** How many requests were sent for each job. */
export class RequestCounts {
  readonly #counts = new Map<string, number>();

  /** Takes note of what happened. */
  note(event: JobEvent): void {
    if (event.type !== "request") return;
    const key = keyOf(event.provider, event.id);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** How many requests were sent for a job. */
  of(provider: string, id: string): number {
    return this.#counts.get(keyOf(provider, id)) ?? 0;
  }
}

function keyOf(provider: string, id: string): string {
  return `${provider} ${id}`;
}
