const UNCACHED = { cache: "no-store" } as const;
const CACHED = {};

let isRefused: boolean | undefined;

/**
 * The request options that bypass HTTP caches: a status from a cache would hide that the job has ended. The options are
 * empty if the runtime rejects the field, as Cloudflare Workers do with a compatibility date before 2024-11-11; a Worker
 * caches no request to another origin unless told to.
 */
export function uncached(): { readonly cache?: "no-store" } {
  isRefused ??= refusesCache();
  return isRefused ? CACHED : UNCACHED;
}

function refusesCache(): boolean {
  // Only Workers have the class. The check would cost elsewhere: Node loads its whole `fetch` for the class `Request`.
  if (!("WebSocketPair" in globalThis)) return false;
  try {
    return !new Request("https://cache.invalid/", { cache: "no-store" });
  } catch {
    return true;
  }
}
