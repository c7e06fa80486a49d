import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { comparePackage, PackageWriteError, writePackage } from "./write-package.ts";

const PACKAGE = new Map([
  ["package.json", "{}\n"],
  ["src/index.ts", "export {};\n"],
  ["src/gen/schema.ts", "export type A = 1;\n"],
]);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "write-package-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1));
}

async function write(): Promise<void> {
  await writePackage(folder, PACKAGE, await comparePackage(folder, PACKAGE));
}

describe("writePackage", () => {
  it("writes every file of a new package, and leaves nothing beside them", async () => {
    await write();
    expect((await filesOf(folder)).toSorted()).toEqual(["package.json", "src/gen/schema.ts", "src/index.ts"]);
    expect(await readFile(join(folder, "src/gen/schema.ts"), "utf8")).toBe("export type A = 1;\n");
  });

  it("touches nothing the second time", async () => {
    await write();
    const before = await stat(join(folder, "package.json"), { bigint: true });
    expect(await comparePackage(folder, PACKAGE)).toEqual({ write: [], remove: [], unchanged: [...PACKAGE.keys()] });
    await write();
    expect((await stat(join(folder, "package.json"), { bigint: true })).mtimeNs).toBe(before.mtimeNs);
  });

  it("writes only the file that differs", async () => {
    await write();
    await put("src/index.ts", "changed by hand\n");
    expect(await comparePackage(folder, PACKAGE)).toMatchObject({ write: ["src/index.ts"], remove: [] });
  });

  it("takes CR LF for LF: a checkout may have put it there", async () => {
    await write();
    await put("src/index.ts", "export {};\r\n");
    expect(await comparePackage(folder, PACKAGE)).toMatchObject({ write: [] });
  });

  it("removes what no longer belongs in src/gen, and nothing elsewhere", async () => {
    await put("src/gen/old/gone.ts", "");
    await put("src/mine.ts", "");
    await put("dist/index.js", "");
    const changes = await comparePackage(folder, PACKAGE);
    expect(changes.remove).toEqual(["src/gen/old/gone.ts"]);
    await write();
    expect((await filesOf(folder)).toSorted()).toEqual(
      ["dist/index.js", "package.json", "src/gen/schema.ts", "src/index.ts", "src/mine.ts"].toSorted(),
    );
  });

  it("says which file it could not write, and leaves no half of it", async () => {
    await mkdir(join(folder, "src/index.ts"), { recursive: true });
    const changes = { write: ["src/index.ts"], remove: [], unchanged: [] };
    const failure = await writePackage(folder, PACKAGE, changes).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PackageWriteError);
    expect(failure).toHaveProperty(
      "message",
      expect.stringMatching(/^could not write .*src.index\.ts: E[A-Z]+: .*; mend that and run the command again$/),
    );
    expect(await filesOf(folder)).toEqual([]);
  });

  it("lists what no longer belongs in the order of the names, and no folder", async () => {
    await mkdir(join(folder, "src/gen/empty"), { recursive: true });
    for (const name of ["b.ts", "c/a.ts", "a.ts"]) await put(`src/gen/${name}`, "");
    expect((await comparePackage(folder, PACKAGE)).remove).toEqual(["src/gen/a.ts", "src/gen/b.ts", "src/gen/c/a.ts"]);
  });

  it("says which file it could not remove", async () => {
    await put("src/gen/old.ts/deeper.ts", "");
    const changes = { write: [], remove: ["src/gen/old.ts"], unchanged: [] };
    await expect(writePackage(folder, PACKAGE, changes)).rejects.toThrow(/^could not remove .*src.gen.old\.ts: /);
  });

  it("finds nothing wrong with a file to remove that is gone already", async () => {
    await writePackage(folder, PACKAGE, { write: [], remove: ["src/gen/old.ts"], unchanged: [] });
    expect(await filesOf(folder)).toEqual([]);
  });

  it("says which folder it could not read", async () => {
    await put("src/gen", "no folder");
    await expect(comparePackage(folder, new Map())).rejects.toThrow(/^could not read .*src.gen: ENOTDIR/);
  });

  it("says which file it could not read", async () => {
    await mkdir(join(folder, "package.json"));
    await expect(comparePackage(folder, PACKAGE)).rejects.toThrow(/^could not read .*package\.json: EISDIR/);
  });
});
