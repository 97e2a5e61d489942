import { isObject, type JsonObject, readPointer } from "../../json.ts";
import { isAtLeast, type Level } from "../change.ts";
import { ACCESS_KINDS } from "./access-kinds.ts";
import { BODY_KINDS } from "./body-kinds.ts";
import { LIMIT_KINDS } from "./limit-kinds.ts";
import { listPlaces } from "./list-places.ts";
import type { Mutation, MutationKind, Opinion, Place } from "./mutation.ts";
import { OPERATION_KINDS } from "./operation-kinds.ts";
import { PARAMETER_KINDS } from "./parameter-kinds.ts";
import { PROPERTY_KINDS } from "./property-kinds.ts";
import { createRandom, shuffle } from "./random.ts";
import { UNION_KINDS } from "./union-kinds.ts";
import { VALUE_KINDS } from "./value-kinds.ts";

/** Every kind of change that we have an opinion of. */
export const MUTATION_KINDS: readonly MutationKind[] = [
  ...OPERATION_KINDS,
  ...ACCESS_KINDS,
  ...PARAMETER_KINDS,
  ...BODY_KINDS,
  ...PROPERTY_KINDS,
  ...VALUE_KINDS,
  ...LIMIT_KINDS,
  ...UNION_KINDS,
];

/** How to choose among all mutations of a document. */
export interface MutateOptions {
  readonly seed: number;
  /** Places for each kind, each giving one mutation there and one back. @default 1 */
  readonly rounds?: number;
}

/** Mutations of a document, one kind after the other: at places that the seed chooses, as many as the document has. */
export function* mutate(document: JsonObject, { seed, rounds = 1 }: MutateOptions): Generator<Mutation> {
  const places = listPlaces(document);
  for (const [index, kind] of MUTATION_KINDS.entries()) {
    const random = createRandom(seed + index * 7_919);
    let made = 0;
    let copy = structuredClone(document);
    for (const place of shuffle(places[kind.target], random)) {
      if (made === rounds) break;
      const value = readPointer(copy, place.pointer);
      if (!isObject(value) || !kind.alter(value, { document: copy, pointer: place.pointer, random })) continue;
      made++;
      yield* bothWays(kind, place, document, copy);
      copy = structuredClone(document);
    }
  }
}

function* bothWays({ there, back }: MutationKind, place: Place, old: JsonObject, now: JsonObject): Generator<Mutation> {
  const { pointer } = place;
  yield { kind: there[0], want: levelOf(there[1], place), pointer, before: old, after: now };
  yield { kind: back[0], want: levelOf(back[1], place), pointer, before: now, after: old };
}

/** What is both sent and answered has the graver of both levels. */
function levelOf(want: Opinion, { isSent, isAnswered }: Place): Level {
  if (typeof want === "string") return want;
  const [request, response] = want;
  if (!isSent) return response;
  return isAnswered && isAtLeast(response, request) ? response : request;
}
