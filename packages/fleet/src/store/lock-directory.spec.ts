import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openEmbedded } from "../testing/stores.ts";
import { lockDirectory } from "./lock-directory.ts";

const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe("a locked directory", () => {
  it("is its owner's alone, also if it was open to others before", async () => {
    const { store, remove } = await openEmbedded();
    await mkdir(store, { mode: 0o755 });
    const lock = await lockDirectory(store);
    expect(await mode(store)).toBe("700");
    await lock.release();
    await remove();
  });

  it("is refused to a second process, in one sentence", async () => {
    const { store, remove } = await openEmbedded();
    const lock = await lockDirectory(store);
    await expect(lockDirectory(store)).rejects.toThrow(
      `the directory ${store} is in use by another process, and an embedded store has one; use a PostgreSQL for several`,
    );
    await lock.release();
    await (await lockDirectory(store)).release();
    await remove();
  });

  it("is free again after its process was killed", async () => {
    const { store, remove } = await openEmbedded();
    await mkdir(store);
    const code = `require("node:net").createServer().listen(${JSON.stringify(join(store, "lock"))}, () => console.log("locked"))`;
    const holder = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
    await once(holder.stdout, "data");
    await expect(lockDirectory(store)).rejects.toMatchObject({ code: "directory-in-use" });
    holder.kill("SIGKILL");
    await once(holder, "exit");
    expect((await stat(join(store, "lock"))).isSocket()).toBe(true);
    await (await lockDirectory(store)).release();
    await remove();
  });
});
