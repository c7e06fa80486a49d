import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FIXED_NAMES, OPTION_NAMES } from "../emit/names.ts";

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
