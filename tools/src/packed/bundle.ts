import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** How a program is bundled. */
export interface BundleOptions {
  /** `esm` for a module; `iife` for a script that leaves its exports in the global `program`. */
  readonly format: "esm" | "iife";
  /** Whether names and spaces are shortened. Default: no, so that a stack can be read. */
  readonly minify?: boolean;
  /** Names in the program that the bundler replaces with JSON values. */
  readonly constants?: Readonly<Record<string, unknown>>;
}

/**
 * Bundles a program without any module of Node, as pages, workers and edge runtimes load it.
 *
 * @throws Error - The program can't be bundled, for example because it needs a module of Node.
 */
export async function bundle(
  project: string,
  program: string,
  { format, minify = false, constants = {} }: BundleOptions,
): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: project,
    entryPoints: [program],
    bundle: true,
    minify,
    platform: "browser",
    format,
    globalName: "program",
    target: "es2023",
    define: Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)])),
    write: false,
    logLevel: "silent",
  });
  return outputFiles.map(({ text }) => text).join("");
}

/** The size of a text in bytes after gzip at its best level. */
export function gzipBytes(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}
