import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Contract, JobClient } from "@jobstatus/core";
import { formatDiagnostic } from "../diagnostic.ts";
import { namesFromProvider } from "../emit/names.ts";
import { generate } from "../generate.ts";
import { exchangesOf } from "./gallery.ts";
import type { GalleryEntry } from "./gallery.ts";

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));
const TSC = join(PROJECT, "../../node_modules/ts7/bin/tsc");

const TSCONFIG = {
  extends: "../../../../tsconfig.base.json",
  compilerOptions: { lib: ["ES2023", "DOM", "DOM.Iterable"], types: [] },
  include: ["*/src"],
};

/** What a generated package of the gallery exports. */
export interface GalleryPackage {
  readonly contract: Contract;
  /** Creates a client. */
  readonly create: (options: Readonly<Record<string, unknown>>) => JobClient;
}

/** The generated packages of the gallery, in a folder that git ignores: so they find core as any package here does. */
export interface GalleryPackages {
  /** Loads a package as its users do. */
  load(name: string): Promise<GalleryPackage>;
  /** What the compiler says of all packages, and of the types that their cases use; empty if they compile. */
  compile(): Promise<string>;
  remove(): Promise<void>;
}

/**
 * Generates the packages of the gallery.
 *
 * @throws Error - A document has a fault; the message has all of them.
 */
export async function generateGallery(entries: readonly GalleryEntry[]): Promise<GalleryPackages> {
  await mkdir(join(PROJECT, "reports"), { recursive: true });
  const folder = await mkdtemp(join(PROJECT, "reports/gallery-"));
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
  const faults: string[] = [];
  for (const entry of entries) {
    const { files, diagnostics } = await generate({ file: entry.file, text: entry.text });
    faults.push(...diagnostics.map(formatDiagnostic));
    for (const [path, content] of [...(files ?? []), ["src/types.ts", typesModule(entry)] as const]) {
      const file = join(folder, entry.name, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }
  if (faults.length > 0) {
    await rm(folder, { recursive: true });
    throw new Error(faults.join("\n"));
  }
  return {
    async load(name) {
      const names = namesFromProvider(name);
      const url = pathToFileURL(join(folder, name, "src/index.ts")).href;
      const module = (await import(/* @vite-ignore */ url)) as Readonly<Record<string, unknown>>;
      return {
        contract: module[names.contract] as GalleryPackage["contract"],
        create: module[names.create] as GalleryPackage["create"],
      };
    },
    compile: () =>
      new Promise((resolve) => {
        const args = [TSC, "-p", folder, "--pretty", "false"];
        execFile(process.execPath, args, { cwd: folder }, (fault, out) => resolve(out || (fault?.message ?? "")));
      }),
    remove: () => rm(folder, { recursive: true }),
  };
}

/**
 * What must compile beside a package: its status values are those that the cases have, the options are options, the result has
 * its type, and every body that the documentation allows has the type of `raw`.
 */
function typesModule({ name, options, result, cases }: GalleryEntry): string {
  const { create, response, statusValue } = namesFromProvider(name);
  const regular = cases.filter((one) => one.hostile === undefined && one.status !== undefined);
  const natives = [...new Set(regular.map(({ status }) => JSON.stringify(status?.native)))];
  const bodies = regular.flatMap((one) =>
    exchangesOf(one)
      .slice(-1)
      .map((exchange) => exchange.response),
  );
  return `
import { ${create}, type ${response}, type ${statusValue} } from "./index.ts";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export const client = ${create}(${JSON.stringify(options)});
export const native: Same<${statusValue}, ${natives.join(" | ")}> = true;
export const raw: ${response}[] = [
${bodies.map(({ body, text }) => `  ${body === undefined && text === undefined ? "undefined" : JSON.stringify(body)},\n`).join("")}];
${result === undefined ? "" : resultCheck(result)}`;
}

function resultCheck(result: string): string {
  return `
import { step } from "./index.ts";

type Result = ${result};
type Waited = Awaited<ReturnType<typeof client.wait>>["result"];
export const waited: Same<Exclude<Waited, undefined>, Result> = true;
const next = step(client, "7").then((taken) => (taken.done ? taken.status.result : undefined));
export const stepped: Same<Exclude<Awaited<typeof next>, undefined>, Result> = true;
`;
}
