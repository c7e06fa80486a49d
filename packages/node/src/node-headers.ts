/** The headers of a response, as undici gives them: the names in lower case, several lines as an array. */
export type HeaderRecord = Readonly<Record<string, string | string[] | undefined>>;

/** The headers of a response, read as those of the Fetch Standard are. */
export class NodeHeaders {
  readonly #record: HeaderRecord;

  constructor(record: HeaderRecord) {
    this.#record = record;
  }

  /** The value of a header, its lines joined by a comma; null if it is absent. */
  get(name: string): string | null {
    const value = this.#record[name.toLowerCase()];
    return (Array.isArray(value) ? value.join(", ") : value) ?? null;
  }

  /** Whether the response has a header. */
  has(name: string): boolean {
    return this.get(name) !== null;
  }

  /** The lines of `Set-Cookie`, which can't be joined. */
  getSetCookie(): string[] {
    const value = this.#record["set-cookie"] ?? [];
    return Array.isArray(value) ? value : [value];
  }

  /** The names in lower case, each with its value. */
  *[Symbol.iterator](): Generator<[string, string]> {
    for (const name of Object.keys(this.#record)) yield [name, this.get(name) ?? ""];
  }
}
