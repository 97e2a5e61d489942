import { readFileSync } from "node:fs";
import { compareDocuments } from "../../scripts/lib/compare/compare-documents.ts";

/** Our comparison as a program of its own, so that it can be measured beside oasdiff: two files in, changes out as JSON. */
const [before = "", after = ""] = process.argv.slice(2).map((file) => readFileSync(file, "utf8"));
console.log(JSON.stringify(compareDocuments(JSON.parse(before), JSON.parse(after)).changes));
