import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FIXED_NAMES, OPTION_NAMES, isIdentifier, namesFromProvider } from "./names.ts";

it("makes the names of a package from the words of its provider", () => {
  expect(namesFromProvider("traffic-ops-2")).toEqual({
    client: "TrafficOps2",
    create: "createTrafficOps2",
    api: "TrafficOps2Api",
    createApi: "createTrafficOps2Api",
    options: "TrafficOps2Options",
    credentials: "TrafficOps2Credentials",
    response: "TrafficOps2Response",
    result: "TrafficOps2Result",
    statusValue: "TrafficOps2StatusValue",
    variable: "trafficOps2",
    contract: "trafficOps2Contract",
  });
});

it.each(["a", "A9", "_a", "$", "camelCase"])("%s can stand without quotes", (name) => {
  expect(isIdentifier(name)).toBe(true);
});

it.each(["", "9a", "a-b", "a b", "é", "a."])("%j cannot stand without quotes", (name) => {
  expect(isIdentifier(name)).toBe(false);
});

it("lets no provider take the name of an export of core", () => {
  const index = readFileSync(new URL("../../../core/src/index.ts", import.meta.url), "utf8");
  const names = Array.from(index.matchAll(/export (?:type )?\{([^}]*)\}/g), ([, list = ""]) =>
    list.split(",").map((name) => name.replace("type ", "").trim()),
  );
  expect(names.length).toBeGreaterThan(20);
  expect(names.flat().filter((name) => name !== "" && !FIXED_NAMES.includes(name))).toEqual([]);
});

it("lets no variable take the name of an option that core checks", () => {
  const files = ["client-options", "watch-defaults"].map((name) =>
    readFileSync(new URL(`../../../core/src/context/${name}.ts`, import.meta.url), "utf8"),
  );
  const names = files.flatMap((text) => {
    const checks = text.slice(text.search(/export const \w+_CHECKS/));
    return Array.from(checks.matchAll(/^ {2}(\w+): ?/gm), ([, name = ""]) => name);
  });
  expect(names).toContain("retryBudgetMs");
  expect(names.filter((name) => !OPTION_NAMES.includes(name))).toEqual([]);
});
