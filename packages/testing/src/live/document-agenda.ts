import { type DocumentOperation, listOperations } from "../document/list-operations.ts";
import type { JsonObject } from "../internal/json.ts";
import type { Environment } from "./credentials.ts";
import type { Agenda } from "./find-drift.ts";
import { createHarvest } from "./harvest.ts";
import { planRequest } from "./plan-request.ts";

/** What an agenda is made from, beside the document. */
export interface AgendaOptions {
  readonly vendor: string;
  readonly environment: Environment;
  readonly params: ReadonlyMap<string, string>;
  readonly writes: readonly string[];
}

/**
 * Orders the operations of an OpenAPI document: lists first, then what needs the ids that they listed, writes last.
 *
 * @throws RangeError when an operation to write is not in the document or is a GET.
 */
export function createDocumentAgenda(document: JsonObject, options: AgendaOptions): Agenda {
  const all = listOperations(document);
  const harvest = createHarvest();
  const context = { ...options, document, harvest };
  const reads = all.filter(({ method }) => method === "get").sort((a, b) => countParams(a) - countParams(b));
  const writes = options.writes.map((text) => findWrite(all, text));
  let waiting: readonly DocumentOperation[] = [...reads, ...writes];
  const never = new Map<DocumentOperation, string>();
  return {
    operations: waiting.length,
    next() {
      for (const target of waiting) {
        const plan = planRequest(context, target);
        if (plan.kind === "later") continue;
        waiting = waiting.filter((one) => one !== target);
        if (plan.kind === "ready") return { operation: target.template, request: plan.request };
        never.set(target, plan.reason);
      }
      return undefined;
    },
    learn(operation, body) {
      if (operation.startsWith("GET ")) harvest.take(operation.slice("GET ".length), body);
    },
    rest() {
      const left = waiting.map((target) => {
        const plan = planRequest(context, target);
        return [target, plan.kind === "ready" ? "not reached" : plan.reason] as const;
      });
      return [...never, ...left].map(([{ template: operation }, reason]) => ({ operation, reason }));
    },
  };
}

function countParams({ path }: DocumentOperation): number {
  return path.split("{").length;
}

function findWrite(all: readonly DocumentOperation[], text: string): DocumentOperation {
  const [method = "", path = ""] = text.trim().split(/\s+/);
  const template = `${method.toUpperCase()} ${path}`;
  const found = all.find((one) => one.template === template);
  if (found === undefined) throw new RangeError(`Cannot write "${template}": the document has no such operation`);
  if (found.method === "get") throw new RangeError(`Cannot write "${template}": it is sent anyway`);
  return found;
}
