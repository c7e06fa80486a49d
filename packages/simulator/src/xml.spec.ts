import { describe, expect, it } from "vitest";
import { readXmlFields, xmlElement, xmlTree } from "./xml.ts";

describe("XML", () => {
  it("writes attributes, escaped, and leaves null and absent ones out", () => {
    expect(xmlElement("a", { b: `<&>"'`, c: 9_007_199_254_740_993n, d: false, e: null, f: undefined })).toBe(
      `<a b="&lt;&amp;&gt;&quot;'" c="9007199254740993" d="false" />`,
    );
    expect(xmlElement("a", {}, "<b />")).toBe("<a><b /></a>");
  });

  it("writes a tree with an element around each list and each member", () => {
    expect(xmlTree("r", { list: [{ n: 1 }, { n: null }], empty: [], t: "<" }, { list: "item" })).toBe(
      "<r><list><item><n>1</n></item><item></item></list><empty></empty><t>&lt;</t></r>",
    );
  });

  it("reads a root's attributes and child elements", () => {
    expect(readXmlFields('<r a="1"><b> x &amp; y </b><c/></r>')).toEqual({ a: "1", b: "x & y", c: "" });
  });

  it.each(["", "<r>", "<r></s>", "{}", '<!DOCTYPE r [<!ENTITY e "x">]><r>&e;</r>'])(
    "does not take %j for XML",
    (text) => {
      expect(readXmlFields(text)).toBeUndefined();
    },
  );
});
