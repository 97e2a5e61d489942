import { isObject, type JsonObject } from "../../scripts/lib/json.ts";
import { eachOperation, type Override } from "../../scripts/lib/override.ts";
import { loadOverrides } from "../../scripts/lib/specs.ts";

/** A query parameter of such a name would carry a credential. */
const SECRET = /pass|secret|token|credential|access_?key|private_?key|awskey|card|signature/i;

const nameOf = (file: string) => file.replace(/^.*\//, "").replace(/\.ts$/, "");

/** This vendor's overrides for tests: name without folder and ending, and the override, in the order of their names. */
export const overrideCases = (await loadOverrides("altinity-acm")).map(([file, override]): [string, Override] => [
  nameOf(file),
  override,
]);

/** Whether an override is meant for that document. */
export function isMeantFor(override: Override, document: JsonObject): boolean {
  return override.appliesTo?.(document) !== false;
}

/** The override of that name. @throws Error when there is none. */
export function findOverride(name: string): Override {
  const found = overrideCases.find(([one]) => one === name);
  if (!found) throw new Error(`Cannot find override "${name}": no file has that name`);
  return found[1];
}

/** Every operation with its name, `GET /path`. */
export function listOperations(document: JsonObject): { name: string; operation: JsonObject }[] {
  return [...eachOperation(document)].map(({ path, method, operation }) => ({
    name: `${method.toUpperCase()} ${path}`,
    operation,
  }));
}

/** Query parameters that look like a credential, `GET /path name`. */
export function listSecretsInQueries(document: JsonObject): string[] {
  return listOperations(document).flatMap(({ name, operation }) =>
    (Array.isArray(operation["parameters"]) ? operation["parameters"] : [])
      .filter(isObject)
      .filter((parameter) => parameter["in"] === "query" && SECRET.test(String(parameter["name"])))
      .map((parameter) => `${name} ${String(parameter["name"])}`),
  );
}
