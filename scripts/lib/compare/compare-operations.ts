import { isObject, type JsonObject, readPointer, toPointer } from "../json.ts";
import { readSunset } from "../sunset.ts";
import type { Fact } from "./change.ts";
import { compareBody } from "./compare-content.ts";
import { compareParameters } from "./compare-parameters.ts";
import { compareResponses } from "./compare-responses.ts";
import type { SchemaComparer } from "./compare-schemas.ts";
import { compareSecurity } from "./compare-security.ts";
import { compareServers } from "./compare-servers.ts";
import type { MatchedOperations } from "./match-operations.ts";
import { createScope, type OperationScope } from "./operation-scope.ts";
import type { OperationView } from "./read-operations.ts";
import type { OperationRule } from "./rules.ts";
import { createUnit, type Unit } from "./unit.ts";

/** Two documents. */
export interface DocumentPair {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** One unit per operation of either document. */
export function compareOperations(
  matched: MatchedOperations,
  documents: DocumentPair,
  schemas: SchemaComparer,
): Unit[] {
  const scopeOf = ({ key, id }: OperationView) =>
    createScope(documents, createUnit({ operation: key, operationId: id }), schemas);
  const units: Unit[] = [];
  for (const one of matched.removed) {
    const scope = scopeOf(one);
    const sunset = sunsetOf(one);
    const isAnnounced = one.value["deprecated"] === true || sunset !== undefined;
    const rule = isAnnounced ? "operation-removed-after-deprecation" : "operation-removed";
    scope.note(rule, one.pointer, sunset === undefined ? one.id : [one.id, sunset]);
    units.push(scope.unit);
  }
  for (const one of matched.added) {
    const scope = scopeOf(one);
    scope.note("operation-added", one.pointer, undefined, one.id);
    units.push(scope.unit);
  }
  for (const { before, after, rule } of matched.pairs) {
    const scope = scopeOf(after);
    if (rule) scope.note(rule, after.pointer, ...namesOf(rule, before, after));
    comparePair(before, after, scope);
    units.push(scope.unit);
  }
  return units;
}

function comparePair(before: OperationView, after: OperationView, scope: OperationScope): void {
  compareDeprecation(before, after, scope);
  compareParameters(before, after, scope);
  compareBody(before.body, after.body, scope);
  compareResponses(before, after, scope);
  scope.unit.changes.push(...compareSecurity(before.security, after.security, `${after.pointer}/security`));
  const [from, to] = [serversOf(before, scope.before), serversOf(after, scope.after)];
  if (from !== undefined || to !== undefined) {
    const [old, now] = [from ?? scope.before["servers"], to ?? scope.after["servers"]];
    scope.unit.changes.push(...compareServers(old, now, `${after.pointer}/servers`));
  }
  const differs = (key: string) => JSON.stringify(before.value[key]) !== JSON.stringify(after.value[key]);
  if (differs("tags")) scope.note("operation-tags-changed", after.pointer);
  if (differs("callbacks")) scope.note("operation-callbacks-changed", after.pointer);
}

/** Servers of the operation's own or of its path. */
function serversOf({ path, value }: OperationView, document: JsonObject) {
  const item = readPointer(document, toPointer(["paths", path]));
  return value["servers"] ?? (isObject(item) ? item["servers"] : undefined);
}

function compareDeprecation(before: OperationView, after: OperationView, { note }: OperationScope): void {
  const [was, is] = [before.value["deprecated"] === true, after.value["deprecated"] === true];
  if (was !== is) note(is ? "operation-deprecated" : "operation-undeprecated", after.pointer);
  const [from, to] = [sunsetOf(before), sunsetOf(after)];
  if (from === to) return;
  if (from === undefined) note("operation-sunset-added", after.pointer, undefined, to);
  else if (to === undefined) note("operation-sunset-removed", after.pointer, from);
  else note(to < from ? "operation-sunset-earlier" : "operation-sunset-later", after.pointer, from, to);
}

function sunsetOf({ value }: OperationView): string | undefined {
  return readSunset(value["x-sunset"]);
}

/** What the operation was called and what it is called now: ids, places, or both where both differ. */
function namesOf(rule: OperationRule, before: OperationView, after: OperationView): [Fact, Fact] {
  if (rule === "operation-id-changed") return [before.id, after.id];
  if (before.id === after.id) return [before.key, after.key];
  return [
    [before.key, before.id],
    [after.key, after.id],
  ];
}
