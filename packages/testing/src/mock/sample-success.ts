import type { DocumentOperation } from "../document/list-operations.ts";
import { isJsonType } from "../document/read-parameters.ts";
import { type JsonObject, toObject } from "../internal/json.ts";
import { overlayOperation } from "./overlay-operation.ts";

/** The JSON body of an operation's first success as the mock answers it; `undefined` where it has none. */
export function sampleSuccess(
  document: JsonObject,
  operations: readonly DocumentOperation[],
  template: string,
): unknown {
  const target = operations.find((operation) => operation.template === template);
  if (target === undefined) return undefined;
  const responses = toObject(overlayOperation(document, target)["responses"]);
  const code = Object.keys(responses)
    .filter((key) => /^2(\d\d|XX)$/.test(key))
    .sort()[0];
  const content = toObject(toObject(responses[code ?? "default"])["content"]);
  const type = Object.keys(content).find(isJsonType);
  return type === undefined ? undefined : toObject(content[type])["example"];
}
