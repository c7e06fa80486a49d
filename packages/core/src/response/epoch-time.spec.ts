import { describe, expect, it } from "vitest";
import { epochMilliseconds, epochSeconds } from "./epoch-time.ts";
import { iso8601Offset } from "./iso8601-offset.ts";

describe("epochSeconds", () => {
  it.each([
    ["1593157207", "2020-06-26T07:40:07Z"],
    ["1593157207.25", "2020-06-26T07:40:07.25Z"],
    ["1593157207.123456789", "2020-06-26T07:40:07.123456789Z"],
    ["253402300799", "9999-12-31T23:59:59Z"],
    ["0", ""],
    ["0.0", ""],
  ])("reads %s", (text, time) => {
    expect(epochSeconds(text)).toBe(time);
  });

  it.each(["-1", "1593157207000", "1e9", "yesterday", "", " 1593157207", "2020-06-26T07:40:07Z", "99999999999999999"])(
    "does not read %j",
    (text) => {
      expect(epochSeconds(text)).toBeUndefined();
    },
  );
});

describe("epochMilliseconds", () => {
  it.each([
    ["1501708132800", "2017-08-02T21:08:52.800Z"],
    ["1501708132800.5", "2017-08-02T21:08:52.8005Z"],
    ["0", ""],
  ])("reads %s", (text, time) => {
    expect(epochMilliseconds(text)).toBe(time);
  });

  it.each(["-1", "999999999999999", "NaN", "Infinity"])("does not read %j", (text) => {
    expect(epochMilliseconds(text)).toBeUndefined();
  });
});

describe("iso8601Offset", () => {
  it.each([
    ["2018-12-10T17:50:19.000+0000", "2018-12-10T17:50:19.000+00:00"],
    ["2018-12-10T17:50:19-0730", "2018-12-10T17:50:19-07:30"],
  ])("reads %s", (text, time) => {
    expect(iso8601Offset(text)).toBe(time);
  });

  it.each([
    "2018-12-10T17:50:19.000+00:00",
    "2018-12-10T17:50:19Z",
    "2018-02-30T17:50:19+0000",
    "2018-12-10T17:50:19+0000 x",
    "+0000",
    "",
  ])("does not read %j", (text) => {
    expect(iso8601Offset(text)).toBeUndefined();
  });
});
