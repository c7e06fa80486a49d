import fleet from "./vitest.fleet.config.ts";

/** The recipes for other engines, which take some minutes. */
export default { ...fleet, test: { ...fleet.test, include: ["src/fleet/*.recipe.ts"] } };
