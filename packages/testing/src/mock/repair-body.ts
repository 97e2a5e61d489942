import { isObject } from "../internal/json.ts";

type Key = string | number;

/**
 * A body with the sample's values at places that break the schema: a request may carry what an answer may not, and what was created from it
 * is shown without it then.
 *
 * @param places - ways into the body; in a list, every element is repaired by the sample's element at its place, else by its first
 */
export function repairBody(body: unknown, sample: unknown, places: readonly (readonly Key[])[]): unknown {
  let repaired = body;
  for (const place of places) repaired = repairAt(repaired, sample, place);
  return repaired;
}

function repairAt(body: unknown, sample: unknown, place: readonly Key[]): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return sample;
  if (Array.isArray(body) && Array.isArray(sample)) {
    const index = Number(key);
    return body.map((element, at) => (at === index ? repairAt(element, sample[index] ?? sample[0], rest) : element));
  }
  if (!isObject(body) || !isObject(sample)) return sample;
  const name = String(key);
  const { [name]: own, ...others } = body;
  // What only the body has, goes.
  if (!Object.hasOwn(sample, name)) return others;
  return { ...body, [name]: repairAt(own, sample[name], rest) };
}
