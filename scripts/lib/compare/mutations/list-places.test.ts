import { expect, test } from "vitest";
import type { JsonObject } from "../../json.ts";
import { documentOf } from "../testing.ts";
import { listPlaces } from "./list-places.ts";

const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const content = (schema: JsonObject, type = "application/json"): JsonObject => ({ content: { [type]: { schema } } });
const TEXT = { type: "string" };

const DOCUMENT = documentOf(
  {
    parameters: [
      { in: "path", name: "id", required: true, schema: TEXT },
      { in: "query", name: "sort", schema: reference("Sort") },
    ],
    requestBody: content(reference("Thing")),
    responses: { "200": { description: "", ...content({ type: "array", items: reference("Thing") }) } },
  },
  {
    components: {
      schemas: {
        Sort: TEXT,
        Thing: {
          type: "object",
          properties: { state: { ...reference("State"), readOnly: true }, secret: { ...TEXT, writeOnly: true } },
          allOf: [reference("Part")],
        },
        State: { oneOf: [TEXT, reference("Shared")] },
        Part: { type: "object", properties: { shared: reference("Shared") } },
        Shared: TEXT,
        Unused: TEXT,
      },
    },
  },
  "/things/{id}",
  "post",
);

test("listPlaces(), for schemas that are sent, answered or both, tells how callers meet each", () => {
  const places = listPlaces(DOCUMENT).schema.map(({ pointer, isSent, isAnswered, isParameter }) => [
    pointer.replace("#/components/schemas/", ""),
    [isSent && "sent", isAnswered && "answered", isParameter && "parameter"].filter(Boolean).join(" "),
  ]);
  const named = places.filter(([name]) => !name?.startsWith("#"));
  expect(Object.fromEntries(named)).toEqual({
    Sort: "sent parameter",
    Thing: "sent answered",
    "Thing/properties/secret": "sent",
    State: "answered",
    "State/oneOf/0": "answered",
    Shared: "sent answered",
  });
});

test("listPlaces(), for what is put together of parts, names neither the parts nor the whole as an object of its own", () => {
  expect(listPlaces(DOCUMENT).object).toEqual([]);
});

test("listPlaces(), for parameters, bodies and answers, leaves out those of the path", () => {
  const { parameter, body, answer, operation } = listPlaces(DOCUMENT);
  const at = "#/paths/~1things~1{id}/post";
  expect([parameter, body, answer, operation].map((list) => list.map(({ pointer }) => pointer))).toEqual([
    [`${at}/parameters/1`],
    [`${at}/requestBody`],
    [`${at}/responses/200`],
    [at],
  ]);
});
