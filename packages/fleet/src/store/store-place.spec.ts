import { resolve } from "node:path";
import { expect, it } from "vitest";
import { storePlace } from "./store-place.ts";

it.each([
  ["postgres://fleet:opensesame@db.example.com:5432/jobs", "the PostgreSQL at db.example.com:5432/jobs"],
  ["postgresql://db.example.com/jobs?sslmode=require", "the PostgreSQL at db.example.com/jobs"],
  ["postgres://fleet:open/sesame@db.example.com/jobs", "the PostgreSQL of the connection string"],
  ["postgres://fleet:12/sesame@db.example.com/jobs", "the PostgreSQL of the connection string"],
  ["postgres://fleet:12#sesame@db.example.com/jobs", "the PostgreSQL of the connection string"],
  ["postgres://fleet:open@sesame@db.example.com/jobs", "the PostgreSQL of the connection string"],
  ["postgres:///jobs?host=db.example.com&password=opensesame", "the PostgreSQL of the connection string"],
  ["./.jobstatus", `the directory ${resolve(".jobstatus")}`],
])("%s is shown without a password", (store, place) => {
  expect(storePlace(store)).toBe(place);
  expect(place).not.toContain("sesame");
});
