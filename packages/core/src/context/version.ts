import manifest from "../../package.json" with { type: "json" };

/** The version of this copy of `@jobstatus/core`. */
export const VERSION: string = manifest.version;
