import { isObject, type Json, type JsonObject, toPointer } from "../../json.ts";

/** One value of a document with the way to it. */
export interface Place {
  readonly value: Json;
  readonly key: string;
  /** Key of the object or list that holds the value; empty at the root. */
  readonly parentKey: string;
  readonly isInList: boolean;
  /** Whether the key is a name that the vendor chose: such a key says nothing about what stands at it. */
  readonly isName: boolean;
  readonly pointer: () => string;
}

interface Open {
  readonly value: Json;
  readonly key: string;
  readonly up: Open | undefined;
  readonly isInList: boolean;
  readonly isName: boolean;
}

/** Every value of a document, a parent before its children; no recursion, so that no depth can exhaust the stack. */
export function* eachValue(document: JsonObject): Generator<Place> {
  const open: Open[] = [{ value: document, key: "", up: undefined, isInList: false, isName: false }];
  for (let at = open.pop(); at; at = open.pop()) {
    const here = at;
    const { value, key, up, isInList, isName } = here;
    yield { value, key, parentKey: up?.key ?? "", isInList, isName, pointer: () => toPointer(keysOf(here)) };
    if (typeof value !== "object" || value === null) continue;
    const children = Object.entries(value).reverse();
    // A property that is called "value" or "content" is a schema, and no map of names.
    const holdsNames = isObject(value) && !isName && NAME_MAPS.has(key);
    for (const [name, child] of children) {
      open.push({ value: child, key: name, up: here, isInList: !isObject(value), isName: holdsNames });
    }
  }
}

function keysOf(place: Open): string[] {
  const keys: string[] = [];
  for (let at: Open | undefined = place; at?.up; at = at.up) keys.unshift(at.key);
  return keys;
}

/** Keys of the objects at these keywords are names that the vendor chose. */
const NAME_MAPS: ReadonlySet<string> = new Set([
  ...["properties", "patternProperties", "definitions", "schemas", "parameters", "responses", "headers", "examples"],
  ...["requestBodies", "securitySchemes", "securityDefinitions", "links", "callbacks", "mapping", "variables"],
  ...["content", "scopes", "paths", "encoding", "example", "default", "value"],
]);
