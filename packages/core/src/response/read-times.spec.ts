import { describe, expect, it } from "vitest";
import { localDateTime, rfc3339 } from "./date-time.ts";
import { dotnetDate } from "./dotnet-date.ts";
import { timeFrom } from "./read-times.ts";

const decoders = { rfc3339, "local-date-time": localDateTime, "dotnet-date": dotnetDate };

describe("rfc3339", () => {
  it.each([
    "2021-02-19T16:33:13Z",
    "2021-02-19T16:33:13.1Z",
    "2021-02-19T16:33:13.12Z",
    "2021-02-19T16:33:13.123456Z",
    "2021-02-19T16:33:13.123456789Z",
    "2021-02-19T16:33:13.5-07:00",
    "2021-02-19T16:33:13+05:30",
    "2020-02-29T00:00:00Z",
    "0001-01-01T00:00:00Z",
    // RFC 3339 section 5.8 gives both.
    "1990-12-31T23:59:60Z",
    "1990-12-31T15:59:60-08:00",
    "2016-12-31T23:59:60.5Z",
  ])("%s stays as it is", (text) => {
    expect(timeFrom(text, ["rfc3339"], decoders, false)).toBe(text);
  });

  it.each([
    "",
    "yesterday",
    "2021-02-19",
    "2021-02-19T16:33Z",
    "2021-02-19T16:33:13",
    "2021-02-19 16:33:13Z",
    "2021-02-19T16:33:13.Z",
    "2021-02-19T16:33:13+0700",
    "2021-02-19T16:33:13Z and more",
    "at 2021-02-19T16:33:13Z",
    "2021-13-01T00:00:00Z",
    "2021-02-32T00:00:00Z",
    "2021-02-30T00:00:00Z",
    "2021-02-29T00:00:00Z",
    "2021-01-01T24:00:00Z",
    "2021-01-01T25:00:00Z",
    "2021-01-01T00:60:00Z",
    "2021-01-01T00:00:00+24:00",
  ])("%j isn't a moment", (text) => {
    expect(timeFrom(text, ["rfc3339"], decoders, false)).toBeUndefined();
  });
});

it.each([
  ["2021-02-19t16:33:13z", "2021-02-19T16:33:13Z"],
  ["2021-02-19t16:33:13.5+05:30", "2021-02-19T16:33:13.5+05:30"],
])("%s is the same moment as %s", (text, expected) => {
  expect(timeFrom(text, ["rfc3339"], decoders, false)).toBe(expected);
});

it.each(["2016-12-31T22:59:60Z", "2016-12-31T23:58:60Z", "2016-12-31T23:59:60-08:00", "2016-12-31T23:59:61Z"])(
  "%s isn't a leap second",
  (text) => {
    expect(timeFrom(text, ["rfc3339"], decoders, false)).toBeUndefined();
  },
);

describe("local-date-time", () => {
  it.each(["2010-05-28T18:48:49", "2010-05-28T18:48:49.76", "2010-05-28T18:48:49.527"])("%s stays", (text) => {
    expect(timeFrom(text, ["local-date-time"], decoders, false)).toBe(text);
  });

  it.each(["2010-05-28T18:48:49Z", "2010-05-28T18:48:49+01:00", "2010-05-28", "2010-02-30T18:48:49"])(
    "%j isn't a local moment",
    (text) => {
      expect(timeFrom(text, ["local-date-time"], decoders, false)).toBeUndefined();
    },
  );
});

describe("dotnet-date", () => {
  it.each([
    ["/Date(1275097729527)/", "2010-05-29T01:48:49.527Z"],
    // The offset says where the writer was; the instant is the same.
    ["/Date(1275097729527-0700)/", "2010-05-29T01:48:49.527Z"],
    ["/Date(1275097729527+0000)/", "2010-05-29T01:48:49.527Z"],
    ["/Date(0)/", "1970-01-01T00:00:00.000Z"],
    ["/Date(-1)/", "1969-12-31T23:59:59.999Z"],
    ["/Date(-86400000+0200)/", "1969-12-31T00:00:00.000Z"],
    ["/Date(253402300799999)/", "9999-12-31T23:59:59.999Z"],
    ["/Date(253402300800000)/", undefined],
    // The least moment of .NET is the year 1; the year 0 is the least that RFC 3339 can write.
    ["/Date(-62135596800000)/", "0001-01-01T00:00:00.000Z"],
    ["/Date(-62167219200001)/", undefined],
    ["/Date(8640000000000001)/", undefined],
    ["/Date(99999999999999999999)/", undefined],
    ["/Date()/", undefined],
    ["/Date(x)/", undefined],
    ["Date(1)", undefined],
    ["/Date(1)/x", undefined],
    ["/Date(1-07:00)/", undefined],
    ["", undefined],
  ])("%s is %s", (text, time) => {
    expect(timeFrom(text, ["dotnet-date"], decoders, false)).toBe(time);
  });
});

describe("timeFrom", () => {
  it("reads nothing in an encoding that the client does not decode", () => {
    expect(timeFrom("2021-02-19T16:33:13Z", ["rfc3339"], {}, false)).toBeUndefined();
  });

  it("takes the first encoding that fits", () => {
    const encodings = ["dotnet-date", "rfc3339", "local-date-time"] as const;
    expect(timeFrom("/Date(0)/", encodings, decoders, false)).toBe("1970-01-01T00:00:00.000Z");
    expect(timeFrom("2010-05-28T18:48:49.5", encodings, decoders, false)).toBe("2010-05-28T18:48:49.5");
    expect(timeFrom("2010-05-28T18:48:49-07:00", encodings, decoders, false)).toBe("2010-05-28T18:48:49-07:00");
    expect(timeFrom("2010-05-28T18:48:49", [], decoders, false)).toBeUndefined();
  });

  it.each([
    ["2016-04-20T18:14:42.000Z", "2016-04-20T18:14:42.000"],
    ["2016-04-20T18:14:42-07:00", "2016-04-20T18:14:42"],
    ["2016-04-20T18:14:42", "2016-04-20T18:14:42"],
  ])("takes away the zone of %s where it is not to be trusted", (text, time) => {
    expect(timeFrom(text, ["rfc3339", "local-date-time"], decoders, true)).toBe(time);
  });
});

it.each(["at /Date(1)/", "x/Date(1)/", "/Date(1)/x"])("%s isn't a moment of .NET", (text) => {
  expect(timeFrom(text, ["dotnet-date"], decoders, false)).toBeUndefined();
});

it("the year 0 is a moment of .NET", () => {
  expect(timeFrom("/Date(-62167219200000)/", ["dotnet-date"], decoders, false)).toBe("0000-01-01T00:00:00.000Z");
});
