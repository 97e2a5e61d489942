import { isObject } from "../json.ts";
import { compareContent, typesOf } from "./compare-content.ts";
import type { OperationScope } from "./operation-scope.ts";
import { type OperationView, type Part, resolvePart } from "./read-operations.ts";

type Answers = ReadonlyMap<string, Part>;

/** Compares what an operation answers: successes and failures are typed apart, each as the union of all statuses. */
export function compareResponses(before: OperationView, after: OperationView, scope: OperationScope): void {
  for (const [status, part] of before.responses) {
    const other = after.responses.get(status);
    if (other) compareAnswer(part, other, scope);
  }
  compareSuccesses(pick(before, isSuccess), pick(after, isSuccess), scope);
  compareFailures(pick(before, isFailure), pick(after, isFailure), scope);
}

function isSuccess(status: string): boolean {
  return status.startsWith("2");
}

function isFailure(status: string): boolean {
  return /^[45]|^default$/i.test(status);
}

function pick({ responses }: OperationView, filter: (status: string) => boolean): Answers {
  return new Map([...responses].filter(([status]) => filter(status)));
}

function without(answers: Answers, others: Answers): [string, Part][] {
  return [...answers].filter(([status]) => !others.has(status));
}

function allTypes(answers: Answers): Set<string> {
  return new Set([...answers.values()].flatMap((part) => [...typesOf(part)]));
}

/** An answer without a body is typed `undefined`. */
function successTypes(part: Part): string[] {
  const types = [...typesOf(part)];
  return types.length > 0 ? types : ["undefined"];
}

function compareSuccesses(before: Answers, after: Answers, { note, ...scope }: OperationScope): void {
  const [removed, added] = [without(before, after), without(after, before)];
  const [gone] = removed;
  const [come] = added;
  if (removed.length === 1 && added.length === 1 && gone && come) {
    note("response-success-status-changed", come[1].pointer, gone[0], come[0]);
    const [from, to] = [successTypes(gone[1]), successTypes(come[1])];
    // A body that appears or goes is no difference of media types to the caller but of what `data` is.
    if (from.includes("undefined") !== to.includes("undefined")) note("response-success-type-added", come[1].pointer);
    else compareAnswer(gone[1], come[1], { note, ...scope });
    return;
  }
  const known = new Set([...before.values()].flatMap(successTypes));
  for (const [status, part] of added) {
    const isKnown = successTypes(part).every((type) => known.has(type));
    note(isKnown ? "response-success-status-added" : "response-success-type-added", part.pointer, undefined, status);
  }
  for (const [status, part] of removed) note("response-success-status-removed", part.pointer, status);
}

function compareFailures(before: Answers, after: Answers, { note }: OperationScope): void {
  const [old, now] = [allTypes(before), allTypes(after)];
  for (const [status, part] of without(after, before)) {
    const isKnown = [...typesOf(part)].every((type) => old.has(type));
    const rule = old.size === 0 ? "response-first-error-type-added" : "response-error-type-added";
    note(isKnown ? "response-error-status-added" : rule, part.pointer, undefined, status);
  }
  for (const [status, part] of without(before, after)) {
    const isLast = old.size > 0 && now.size === 0;
    note(isLast ? "response-last-error-type-removed" : "response-error-status-removed", part.pointer, status);
  }
}

function compareAnswer(before: Part, after: Part, scope: OperationScope): void {
  const [old, now] = [typesOf(before), typesOf(after)];
  if (old.size === 0 && now.size > 0) scope.note("response-success-type-added", after.pointer);
  else compareContent(before, after, "response", scope);
  compareHeaders(before, after, scope);
  if (JSON.stringify(before.value["links"]) !== JSON.stringify(after.value["links"])) {
    scope.note("operation-links-changed", after.pointer);
  }
}

function compareHeaders(before: Part, after: Part, scope: OperationScope): void {
  const [old, now] = [headersOf(before, scope.before), headersOf(after, scope.after)];
  for (const [name, part] of old) {
    const other = now.get(name);
    if (!other) {
      const isPromised = part.value["required"] === true;
      scope.note(isPromised ? "response-required-header-removed" : "response-header-removed", part.pointer, name);
      continue;
    }
    const [was, is] = [part.value["required"] === true, other.value["required"] === true];
    if (was !== is) scope.note(`response-header-became-${is ? "required" : "optional"}`, other.pointer, name, name);
    const site = ({ value, pointer }: Part) => {
      const schema = value["schema"];
      return { schema: isObject(schema) ? schema : {}, pointer: `${pointer}/schema` };
    };
    scope.schemas.compare(site(part), site(other), { direction: "response", place: "header" }, scope.unit);
  }
  for (const [name, part] of now) {
    if (!old.has(name)) scope.note("response-header-added", part.pointer, undefined, name);
  }
}

function headersOf({ value, pointer }: Part, document: OperationScope["before"]): Map<string, Part> {
  const headers = isObject(value["headers"]) ? Object.entries(value["headers"]) : [];
  return new Map(
    headers.map(([name, header]) => [name.toLowerCase(), resolvePart(document, header, `${pointer}/headers/${name}`)]),
  );
}
