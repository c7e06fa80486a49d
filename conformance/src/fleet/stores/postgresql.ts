import { type PostgresqlServer, startPostgresql } from "@jobstatus/tools/postgresql";
import type { FleetStore } from "../fleet-store.ts";

/** A server that cases share, each with a database of its own, and that ends with the last of them. */
export class SharedPostgresql {
  #server: Promise<PostgresqlServer> | undefined;
  #databases = 0;

  /**
   * Opens an empty database.
   *
   * @param isOwn - Whether the case needs a server for itself, since it stops it.
   */
  async open(isOwn: boolean): Promise<FleetStore> {
    if (isOwn) {
      const server = await startPostgresql();
      const address = await server.createDatabase("fleet");
      return { address, start: () => server.start(), stop: () => server.stop(), close: () => server.close() };
    }
    this.#server ??= startPostgresql();
    const server = await this.#server;
    this.#databases += 1;
    return { address: await server.createDatabase(`fleet${this.#databases}`), close: () => Promise.resolve() };
  }

  /** Ends the server. */
  async close(): Promise<void> {
    const server = await this.#server;
    await server?.close();
  }
}
