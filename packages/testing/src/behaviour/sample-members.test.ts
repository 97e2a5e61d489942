import { expect, test } from "vitest";
import { createFakeClock } from "../clock/fake-clock.ts";
import { listOperations } from "../document/list-operations.ts";
import { loadDocument } from "../document/load-document.ts";
import { sampleSuccess } from "../mock/sample-success.ts";
import { loadBehaviour } from "../vendors/load-behaviour.ts";
import { jsonAnswer } from "./exchange.ts";
import { createState } from "./state.ts";

/** No document says what this list looks like, and a client could not tell what is in one without a name. */
const WITHOUT_SCHEMA: readonly string[] = ["GET /api/db-configuration/v1/parameter-groups"];

/** The ways to all members; places in a list are all the same. */
function waysOf(value: unknown, way = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => waysOf(one, `${way}/*`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [`${way}/${name}`, ...waysOf(member, `${way}/${name}`)]);
}

test.each([
  "altinity-acm",
  "ccx",
  "edge-host",
  "imply",
  "instaclustr",
  "palette",
])("the lists of %s, of what was not created here, have no member that the document's samples lack", async (vendor) => {
  const source = loadDocument(vendor);
  const { state: rules } = await loadBehaviour(vendor);
  if (source.kind !== "openapi" || rules === undefined) throw new Error(`${vendor} has no state by a document`);
  const operations = listOperations(source.document);
  const sampleOf = (template: string) => sampleSuccess(source.document, operations, template);
  const clock = createFakeClock();
  const state = createState(rules, { clock, seed: 1, sampleOf });
  // A list that is given another form has its members.
  const lists = rules.resources.flatMap(({ list = [] }) => list).filter(({ answer }) => answer === undefined);
  const asked = new Set(lists.map(({ on }) => on).filter((on) => !WITHOUT_SCHEMA.includes(on)));
  const added = [...asked].flatMap((name) => {
    const [method = "", path = ""] = name.split(" ");
    const params = Object.fromEntries([...path.matchAll(/\{([^{}]+)\}/g)].map(([, param = ""]) => [param, "1"]));
    const request = { method, path, query: {}, headers: {}, body: null };
    const sample = sampleOf(name);
    const known = new Set(waysOf(sample));
    const { body } = state.shape({ request, name, operation: undefined, params, clock }, jsonAnswer(200, sample));
    return [...new Set(waysOf(body))].filter((way) => !known.has(way)).map((way) => `${name} ${way}`);
  });
  expect(added).toEqual([]);
});
