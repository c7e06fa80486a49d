import { describe, expect, it } from "vitest";
import { ContractMismatch } from "../response/contract-mismatch.ts";
import { valueFromXml } from "./value-from-xml.ts";
import type { XmlObjectShape } from "./xml-shape.ts";

const shape: XmlObjectShape = {
  members: {
    ok: "boolean",
    count: "number",
    note: "text",
    job: { members: { id: "number", word: "text" }, names: { word: "Word" } },
    links: { items: { members: { rel: "text" } }, wrapped: true },
    pairs: { items: { members: { left: "text", right: "text" }, names: { left: "Left" } }, wrapped: true },
    counts: { items: "number", wrapped: true },
    step: { items: "number", wrapped: false },
    more: "any",
  },
};

/** Reads within the test, and not while the tests are collected. */
function read(inside: string, attributes = "") {
  return () => valueFromXml(`<Answer${attributes}>${inside}</Answer>`, { root: "Answer", shape });
}

describe("a document becomes the value of its JSON twin", () => {
  it.each<[string, () => unknown, unknown]>([
    ["attributes", read("", ' ok="true" count="3" note="3"'), { ok: true, count: 3, note: "3" }],
    ["elements", read("<ok>false</ok><count>-1.5</count><note>a b</note>"), { ok: false, count: -1.5, note: "a b" }],
    ["an object of attributes", read('<job id="7" Word="DONE" />'), { job: { id: 7, word: "DONE" } }],
    ["an attribute beside an element", read('<job id="7"><Word>DONE</Word></job>'), { job: { id: 7, word: "DONE" } }],
    ["an empty object", read("<job/>"), { job: {} }],
    ["a wrapped list", read("<links><link><rel>a</rel></link></links>"), { links: [{ rel: "a" }] }],
    ["a wrapped list whose items have another name", read('<links><l rel="a"/></links>'), { links: [{ rel: "a" }] }],
    ["an empty list", read("<links> </links>"), { links: [] }],
    [
      "a wrapped list without its wrapper",
      read("<links><rel>a</rel></links><links><rel>b</rel></links>"),
      { links: [{ rel: "a" }, { rel: "b" }] },
    ],
    ["such a list of one item", read("<links><rel>a</rel></links>"), { links: [{ rel: "a" }] }],
    ["such an item with one of its two members", read("<pairs><Left>1</Left></pairs>"), { pairs: [{ left: "1" }] }],
    ["a wrapped list of numbers", read("<counts><n>1</n><n>2</n></counts>"), { counts: [1, 2] }],
    ["a list without a wrapper", read("<step>1</step><step>2</step>"), { step: [1, 2] }],
    ["such a list of one", read("<step>1</step>"), { step: [1] }],
    ["a reference to a character", read("<note>&lt;&#x41;&amp;&#10;</note>"), { note: "<A&\n" }],
    ["a CDATA section", read("<note><![CDATA[a < b]]></note>"), { note: "a < b" }],
    ["an empty text", read("<note/>"), { note: "" }],
    ["nil", read('<note xsi:nil="true"/>', ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'), { note: null }],
    ["spaces around a number", read("<count>\n 3 </count><ok> true </ok>"), { count: 3, ok: true }],
    [
      "a number with an exponent",
      read("<step>1e2</step><step>1E-2</step><step>12e+10</step>"),
      { step: [100, 0.01, 12e10] },
    ],
    [
      "a number of several digits",
      read("<step>10.25</step><step>0</step><step>-305</step>"),
      { step: [10.25, 0, -305] },
    ],
    ["an attribute that says that it isn't nil", read('<note xsi:nil="false">a</note>'), { note: "a" }],
    ["comments and instructions", read("<!-- a --><?b c?><count>3</count>"), { count: 3 }],
  ])("%s", (_, value, expected) => {
    expect(value()).toStrictEqual(expected);
  });

  it("a byte order mark, a declaration and space around the root don't belong to it", () => {
    const text = '\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<Answer><count>3</count></Answer>\n';
    expect(valueFromXml(text, { root: "Answer", shape })).toStrictEqual({ count: 3 });
  });

  it("no digit is lost", () => {
    expect(read('<job id="9007199254740993"/><count>1e400</count>')()).toStrictEqual({
      job: { id: "9007199254740993" },
      count: "1e400",
    });
  });
});

it.each(["utf-8", "UTF-8", "utf-16", "us-ascii", "US-ASCII"])(
  "a document that says that it has the encoding %s is read, whatever its characters are",
  (encoding) => {
    const text = ` <?xml version = "1.0"  encoding = '${encoding}'?><Answer note="\uFFFD"/>`;
    expect(valueFromXml(text, { root: "Answer", shape })).toStrictEqual({ note: "\uFFFD" });
  },
);

it.each(["us-ascii-7", "latin-utf-8", "iso-8859-1"])(
  "a document that says that it has the encoding %s is read if all of its characters are",
  (encoding) => {
    const text = (note: string) => `\n<?xml version="1.0" encoding = '${encoding}'?><Answer note="${note}"/>`;
    expect(valueFromXml(text("a"), { root: "Answer", shape })).toStrictEqual({ note: "a" });
    expect(() => valueFromXml(text("\uFFFD"), { root: "Answer", shape })).toThrow(
      `the response has the encoding ${encoding}, and only UTF-8 and UTF-16 are read`,
    );
  },
);

describe("what the table does not expect is kept as it is", () => {
  it.each<[string, () => unknown, unknown]>([
    ["text where a number is expected", read("<count>many</count>"), { count: "many" }],
    ["a number with a zero in front", read("<count>007</count>"), { count: "007" }],
    ["an empty number", read("<count/>"), { count: "" }],
    ["a truth value in other letters", read("<ok>True</ok>"), { ok: "True" }],
    ["text where an object is expected", read("<job>gone</job>"), { job: "gone" }],
    ["text where a list is expected", read("<links>none</links>"), { links: "none" }],
    ["elements where text is expected", read("<note><b>x</b></note>"), { note: { b: "x" } }],
    ["an unknown element", read("<x>1</x>"), { x: "1" }],
    ["a member twice", read("<count>1</count><count>2</count>"), { count: [1, 2] }],
    ["a member as attribute and as element", read("<count>1</count>", ' count="2"'), { count: [2, 1] }],
    ["an object twice", read('<job id="7"/><job id="8"/>'), { job: [{ id: 7 }, { id: 8 }] }],
    ["an unknown element that repeats", read("<x>1</x><x>2</x>"), { x: ["1", "2"] }],
    ["an unknown element with attributes", read('<x a="1"><b>2</b></x>'), { x: { a: "1", b: "2" } }],
    ["an unknown attribute", read("", ' a="1"'), { a: "1" }],
    ["a member of any shape", read('<more a="1"/>'), { more: { a: "1" } }],
    ["text of any shape", read("<more>1</more>"), { more: "1" }],
    ["a text with an attribute, which doesn't belong to it", read('<note lang="en">x</note>'), { note: "x" }],
    ["a number with something before it", read("<count>x1</count>"), { count: "x1" }],
    ["a number with something behind it", read("<count>1x</count>"), { count: "1x" }],
    ["a number with a point and no digits", read("<count>1.</count>"), { count: "1." }],
    ["a truth value with something around it", read("<ok>xtruex</ok>"), { ok: "xtruex" }],
    ["a truth value with something before it", read("<ok>xtrue</ok>"), { ok: "xtrue" }],
    ["a truth value with something behind it", read("<ok>truex</ok>"), { ok: "truex" }],
    ["a text that is a truth value", read("<note>true</note>"), { note: "true" }],
    ["an attribute that ends like one of XML's own", read("", ' axml:lang="en"'), { "axml:lang": "en" }],
    ["namespaces and XML's own attributes, which aren't data", read("", ' xmlns="urn:a" xml:lang="en"'), {}],
    ["a name that begins like one of XML's own", read("", ' xmlnsx="1"'), { xmlnsx: "1" }],
  ])("%s", (_, value, expected) => {
    expect(value()).toStrictEqual(expected);
  });

  it("names of JavaScript's own are names like any other", () => {
    const value = read("<__proto__><polluted>1</polluted></__proto__><constructor>2</constructor>")();
    expect(JSON.stringify(value)).toBe('{"__proto__":{"polluted":"1"},"constructor":"2"}');
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});

describe("is refused", () => {
  it.each([
    ["a truncated document", "<Answer><count>3</count>"],
    ["mismatched elements", "<Answer><a></b></Answer>"],
    ["two roots", "<Answer/><Answer/>"],
    ["text behind the root", "<Answer/>x"],
    ["no root", "<!-- nothing -->"],
    ["an attribute twice", '<Answer count="1" count="2"/>'],
    ["an entity that is not declared", "<Answer>&nbsp;</Answer>"],
    ["a document type", "<!DOCTYPE Answer><Answer/>"],
    ["an entity of its own", '<!DOCTYPE Answer [<!ENTITY a "b">]><Answer>&a;</Answer>'],
    [
      "a file as an entity",
      '<!DOCTYPE Answer [<!ENTITY a SYSTEM "file:///etc/hosts">]><Answer><note>&a;</note></Answer>',
    ],
    ["a bare ampersand", "<Answer>a & b</Answer>"],
    ["a page of HTML", "<html><br></html>"],
    ["bytes of an encoding that is not read", '<?xml version="1.0" encoding="windows-1252"?><Answer note="\uFFFD"/>'],
    ["a character that XML does not have", "<Answer>\u0000</Answer>"],
    ["no XML", "oops"],
    ["nothing", ""],
  ])("%s", (_, text) => {
    expect(() => valueFromXml(text, { root: "Answer", shape })).toThrow(Error);
  });

  it.each([
    '<!DOCTYPE Answer [<!ENTITY a "b">]><Answer>&a;</Answer>',
    ' <?xml version="1.0"?> <!DOCTYPE Answer [<!ENTITY a "b">]><Answer>&a;</Answer>',
    "<!DOCTYPE Answer><Answer/>",
  ])("a document type is refused with the reason: %s", (text) => {
    expect(() => valueFromXml(text, { root: "Answer", shape })).toThrow(
      new ContractMismatch(undefined, "the response has a document type (DTD), and none is read"),
    );
  });

  it("a document type in another place is refused with the reason of the parser", () => {
    expect(() => valueFromXml("<Answer>&a;<!DOCTYPE x></Answer>", { root: "Answer", shape })).toThrow("entity");
  });

  it("a root of any name, where the table names none", () => {
    expect(valueFromXml('<Other count="3"/>', { shape })).toStrictEqual({ count: 3 });
  });

  it("a root of another name: it isn't a response", () => {
    expect(valueFromXml("<html><body>Bad Gateway</body></html>", { root: "Answer", shape })).toBeNull();
  });
});
