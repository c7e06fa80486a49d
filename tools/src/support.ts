import support from "../support.json" with { type: "json" };

/**
 * What the packages and the scripts support, in one place: `tools/support.json`. A test compares it with the manifests, the
 * workflows and the pages.
 */
export const SUPPORT: {
  /** The range of Node versions in which the packages run. */
  readonly engines: string;
  /** Packages that need a later Node, because a dependency does. */
  readonly laterEngines: Readonly<Record<string, string>>;
  /** The major versions of Node, and the systems, on which CI runs. */
  readonly nodes: readonly number[];
  readonly systems: readonly string[];
  /** The oldest Node that runs the scripts of this repository. */
  readonly scripts: string;
  /** The compilers with which the published types are checked: the oldest, and the newest of each major version since. */
  readonly typescript: readonly string[];
} = support;
