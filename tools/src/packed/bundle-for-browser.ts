import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/**
 * Bundles a program for browsers, minified.
 *
 * @param format - `esm`: the module that a page would load; `iife`: a script that leaves its exports in the global
 *   `program`.
 * @throws Error when it cannot be bundled, also because something in it needs a module of Node.
 */
export async function bundleForBrowser(project: string, program: string, format: "esm" | "iife"): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: project,
    entryPoints: [program],
    bundle: true,
    minify: true,
    platform: "browser",
    format,
    globalName: "program",
    target: "es2023",
    write: false,
    logLevel: "silent",
  });
  return outputFiles.map(({ text }) => text).join("");
}

/** How many bytes of a text go over the wire, with gzip at its best. */
export function gzipBytes(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}
