import fc from "fast-check";
import type { CaseResponse } from "./case-types.ts";
import { contentTypeOf } from "./media.ts";
import type { ProviderName } from "./provider.ts";
import { readCases } from "./read-cases.ts";

/** A response that a hostile or broken server could give. */
export interface HostileResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array<ArrayBuffer>;
}

const encoder = new TextEncoder();
const { mapping, errors } = readCases();

const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "then"];
const CHARACTERS = ["\u0000", "\uD800", "\uFEFF", "\\", "\\u12"];
const numbers = ["-0", "-1", "1e400", "-1e400", "NaN", "Infinity", "9007199254740993", "9".repeat(400), "0x10", "01"];
const TIMES = [
  "/Date(99999999999999999)/",
  "/Date(-0)/",
  "0000-00-00T00:00:00Z",
  "9999-12-31T24:00:00Z",
  "2016-02-30T00:00:00Z",
];
const VALUES = ["null", "true", "[]", "{}", '""', '{"__proto__":{"state":"x"}}', '{"a":1,"a":2}'];
const MARKUP = ["<a/>", "&amp;", "&lol;", "]]>", "<!--", "<![CDATA[", "<!DOCTYPE a>", "<?a?>"];
const levels = ["[".repeat(200), '{"a":'.repeat(200), "<a>".repeat(200)];

/** Texts that break readers: names of JavaScript's own, numbers and dates out of range, unfinished escapes and elements. */
const nasty = fc.oneof(
  fc.constantFrom(...NAMES, ...CHARACTERS, ...numbers, ...TIMES, ...VALUES, ...MARKUP, ...levels),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.json(),
);

/** A text with some of its parts taken out, doubled, or replaced by something nasty. */
function spoilt(text: string): fc.Arbitrary<string> {
  const place = fc.nat(text.length);
  const cut = fc.record({ from: place, length: fc.nat(20), put: fc.oneof(fc.constant(""), nasty) });
  return fc
    .array(cut, { minLength: 1, maxLength: 4 })
    .map((cuts) =>
      cuts.reduce((rest, { from, length, put }) => rest.slice(0, from) + put + rest.slice(from + length), text),
    );
}

/** A body of a case in which one whole value is another, so that the text stays well-formed. */
function revalued({ body }: CaseResponse): fc.Arbitrary<string> {
  const found = [...body.matchAll(/"(?:[^"\\]|\\.)*"|\b\d+\b|true|false|null|(?<=>)[^<>]+(?=<)/g)];
  if (found.length === 0) return fc.constant(body);
  return fc
    .tuple(fc.constantFrom(...found), nasty)
    .map(([{ 0: value, index }, put]) => body.slice(0, index) + put + body.slice(index + value.length));
}

function bodyFor(provider: ProviderName): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const responses = [...mapping, ...errors].filter((one) => one.provider === provider).map(({ response }) => response);
  const response = fc.constantFrom(...responses);
  const text = fc.oneof(
    response.chain(({ body }) => spoilt(body)),
    response.chain(revalued),
    response.map(({ body }) => body),
    nasty,
    fc.json(),
  );
  const bytes = text.map((one) => encoder.encode(one));
  return fc.oneof(
    { arbitrary: bytes, weight: 6 },
    { arbitrary: fc.uint8Array({ maxLength: 60 }).map((one) => Uint8Array.from(one)), weight: 1 },
    // Text in which some bytes aren't UTF-8, or a byte order mark comes first.
    {
      arbitrary: fc.tuple(bytes, fc.nat(), fc.nat(255)).map(([one, at, byte]) => {
        const changed = Uint8Array.from(one);
        if (changed.length > 0) changed[at % changed.length] = byte;
        return changed;
      }),
      weight: 2,
    },
    { arbitrary: bytes.map((one) => Uint8Array.from([0xef, 0xbb, 0xbf, ...one])), weight: 1 },
  );
}

const headerValue = fc.oneof(
  fc.stringMatching(/^[!-~]{0,20}$/),
  fc.integer().map(String),
  fc.constantFrom(
    "9".repeat(400),
    "Wed, 21 Oct 2099 07:28:00 GMT",
    "Thu, 99 Foo 0000 99:99:99 GMT",
    "-1",
    "1.5",
    "\u00FF",
  ),
);
const header = fc.tuple(
  fc.oneof(
    fc.constantFrom(
      "Retry-After",
      "Date",
      "Location",
      "Set-Cookie",
      "X-Request-Id",
      "X-VaultAPI-ExecutionId",
      "X-VaultAPI-ResponseDelay",
      "Content-Length",
      "Content-Encoding",
    ),
    fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,10}$/),
  ),
  headerValue,
);
const contentTypes = [
  ...new Set([...mapping, ...errors].map(({ response }) => contentTypeOf(response))),
  "application/json; charset=utf-16",
  "nonsense",
  "",
];

/** Answers to a provider's client: any bytes, any HTTP status, any headers, most of them close to what it expects. */
export function hostileResponses(provider: ProviderName): fc.Arbitrary<HostileResponse> {
  return fc
    .record({
      status: fc.oneof({ arbitrary: fc.constant(200), weight: 3 }, fc.integer({ min: 200, max: 599 })),
      type: fc.constantFrom(...contentTypes),
      others: fc.array(header, { maxLength: 3 }),
      body: bodyFor(provider),
    })
    .map(({ status, type, others, body }) => ({ status, headers: [["Content-Type", type], ...others], body }));
}
