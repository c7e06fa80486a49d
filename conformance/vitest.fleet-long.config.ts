import fleet from "./vitest.fleet.config.ts";

/** The recipes for other engines, the reference worker and the wrong workers, which take several minutes. */
export default { ...fleet, test: { ...fleet.test, include: ["src/fleet/*.long.ts"] } };
