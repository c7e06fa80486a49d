import { describe, expect, it } from "vitest";
import { redactor } from "./redactor.ts";

const SECRET = `<a b&"'>/ü`;

describe("a secret is redacted", () => {
  it.each([
    ["as it is", `<a b&"'>/ü`],
    ["in JSON", `<a b&\\"'>/ü`],
    ["in JSON that escapes every sign", String.raw`\u003ca b\u0026\"\u0027\u003E\/\u00fc`],
    ["in a form", "%3Ca+b%26%22%27%3E%2F%C3%BC"],
    ["in a URL", "%3Ca%20b%26%22'%3E%2F%C3%BC"],
    ["in a URL whose escapes are in lower case", "%3ca%20b%26%22%27%3e%2f%c3%bc"],
    ["in a URL that escapes letters as well", "%3C%61%20%62%26%22%27%3E%2F%C3%BC"],
    ["on a page", "&lt;a b&amp;&quot;&#39;&gt;/ü"],
    ["on a page, by numbers", "&#60;a b&#x26;&#34;&apos;&#x3E;&#x2f;&#252;"],
    ["in JSON, on a page", String.raw`&lt;a b&amp;\&quot;&#39;&gt;/ü`],
    ["in JSON, on a page, in a URL", "%26lt%3Ba%20b%26amp%3B%5C%26quot%3B%26%2339%3B%26gt%3B%2F%C3%BC"],
    ["in a URL, in a form", "%253Ca%2520b%2526%2522%2527%253E%252F%25C3%25BC"],
    ["broken into lines", `<a\r\n b\n&"'>\n/ü`],
    ["broken into lines that begin with a tab", `<a b&"\r\n\t'>\n\t/ü`],
    ["broken into lines that JSON escapes", String.raw`<a b&\"\n'>/ü`],
    ["in hexadecimal", "3c6120622622273e2fc3bc"],
    ["in hexadecimal, in capitals", "3C6120622622273E2FC3BC"],
  ])("%s", (_, written) => {
    expect(redactor(() => [SECRET])(`so: ${written}.`)).toBe("so: [redacted].");
  });

  // The base64 of the secret behind 0 to 3 bytes "x". The edges depend on what is around the secret, and stay.
  it.each([
    ["by itself", "PGEgYiYiJz4vw7w=", "[redacted]w="],
    ["behind one byte", "eDxhIGImIic+L8O8", "eD[redacted]"],
    ["behind two bytes", "eHg8YSBiJiInPi/DvA==", "eHg[redacted]A=="],
    ["behind three bytes", "eHh4PGEgYiYiJz4vw7w=", "eHh4[redacted]w="],
    ["in the alphabet of URLs", "eDxhIGImIic-L8O8", "eD[redacted]"],
    ["in lines", "eHh4PGEg\r\nYiYiJz4v\r\nw7w=", "eHh4[redacted]w="],
    ["in JSON", "eyJhIjoiPGEgYiZcIic+L8O8In0=", "eyJhIjoi[redacted]In0="],
    ["in a form", "YT0lM0NhK2IlMjYlMjIlMjclM0UlMkYlQzMlQkM=", "YT0[redacted]M="],
    ["in a URL", "eHg8YSBiJiInPi%2FDvA%3D%3D", "eHg[redacted]A=="],
  ])("in base64, %s", (_, written, expected) => {
    expect(redactor(() => [SECRET])(written)).toBe(expected);
  });
});

it.each([
  ["with quotes", '"opensesame"', "of opensesame"],
  ["that looks like an escape", "50%41\\u0042&amp;", "of 50%41\\u0042&amp;"],
  ["that looks like an escape, in a URL", "50%41\\u0042&amp;", "of 50%2541%5Cu0042%26amp%3B"],
  ["with a line break behind it, which a header does not carry", "opensesame\r\n", "of opensesame"],
  ["with quotes and a line break", '"opensesame"\n', "of opensesame"],
  ["with a backslash, on a page", "a\\'b", "of a\\&#39;b"],
  ["with the last character that there is, on a page", "\u{10ffff}open", "of &#x10FFFF;open"],
])("a secret %s is redacted", (_, secret, text) => {
  expect(redactor(() => [secret])(text)).toMatch(/^of \[redacted\]$/);
});

it("a secret that begins like another leaves nothing of it", () => {
  expect(redactor(() => ["ann", "annabel"])("annabel and ann")).toBe("[redacted] and [redacted]");
});

it.each([
  ["a text without a secret keeps its escapes", "100%25 of &lt;it&gt; \\n"],
  ["a text without a secret keeps its lines", "one\r\ntwo\n three"],
  ["an entity that is none stays", "&nosuch; &#9999999; %ff \\"],
])("%s", (_, text) => {
  expect(redactor(() => ["opensesame"])(text)).toBe(text);
});

it.each([
  ["of three bytes is redacted in hexadecimal", "abc", "616263", "[redacted]"],
  ["of two bytes isn't: four digits occur by chance", "ab", "6162", "6162"],
  ["of five bytes is redacted in base64", "abcde", "YWJjZGU=", "[redacted]U="],
  ["of four bytes isn't: five characters occur by chance", "abcd", "YWJjZA==", "YWJjZA=="],
])("a short secret %s", (_, secret, text, expected) => {
  expect(redactor(() => [secret])(text)).toBe(expected);
});

it.each(['open"sesame"', '"open"sesame', "\"opensesame'"])(
  "a secret whose quotes are not around it is not looked for without them: %s",
  (secret) => {
    expect(redactor(() => [secret])("opensesame")).toBe("opensesame");
  },
);

it("an empty secret redacts nothing", () => {
  expect(redactor(() => ["", " "])("a b")).toBe("a b");
});
