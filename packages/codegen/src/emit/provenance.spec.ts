import { expect, it } from "vitest";
import { hashOfText } from "./provenance.ts";

it("hashes a text as sha256sum does", () => {
  expect(hashOfText("é\n")).toBe("edd3a863872a04239eb29ad4bc12fc892b3d4ae57cc7e786a3697816f8e141c2");
});

it("gives a text the same hash whatever its lines end in", () => {
  expect(hashOfText("a\r\nb\r\n")).toBe(hashOfText("a\nb\n"));
  expect(hashOfText("a\rb\n")).not.toBe(hashOfText("a\nb\n"));
});
