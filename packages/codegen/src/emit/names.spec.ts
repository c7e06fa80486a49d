import { expect, it } from "vitest";
import { isIdentifier, namesFromProvider } from "./names.ts";

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
