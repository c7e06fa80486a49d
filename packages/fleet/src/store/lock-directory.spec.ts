import { stat } from "node:fs/promises";
import { expect, it } from "vitest";
import { createFleet } from "../create-fleet.ts";
import { openEmbedded } from "../testing/stores.ts";

it("a directory is its owner's alone, and one process's", { timeout: 180_000 }, async () => {
  const { store, remove } = await openEmbedded();
  const fleet = await createFleet({ store, clients: {} });
  expect(((await stat(store)).mode & 0o777).toString(8)).toBe("700");
  await expect(createFleet({ store, clients: {} })).rejects.toThrow(
    `the directory ${store} is in use by another process, and an embedded store has one; use a PostgreSQL for several`,
  );
  await fleet.close();
  // What a process has left that was killed locks nothing.
  const next = await createFleet({ store, clients: {} });
  await next.close();
  await remove();
});
