import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { describeDocument } from "./describe-document.ts";

describe("describeDocument()", () => {
  it.each([
    ["a named query", "query Names { a }", "query Names"],
    ["a named mutation with variables", "\n mutation Remove($a: Int) { a }", "mutation Remove"],
    ["a query without a name", "{ a }", "document"],
    ["a boxed text", Object("query Boxed { a }"), "query Boxed"],
    ["a parsed document", parse("fragment F on T { a } query Parsed { a }"), "query Parsed"],
    ["a parsed document without a name", parse("{ a }"), "document"],
    ["a document without definitions", { definitions: undefined }, "document"],
  ])("%s, returns its kind and name", (_, document, want) => {
    expect(describeDocument(document)).toBe(want);
  });
});
