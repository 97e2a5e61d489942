import type { DocumentOperation } from "../document/list-operations.ts";
import { isJsonType } from "../document/read-parameters.ts";
import { type JsonObject, toObject } from "../internal/json.ts";
import { overlayOperation } from "../mock/overlay-operation.ts";

/** One of the answers that a document declares for an operation, with its examples filled in. */
export interface ChosenResponse {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The schema of the body, where the document has one. */
  readonly schema?: unknown;
}

/** What a caller takes; absent means anything. */
export interface ResponseWish {
  readonly accept?: string | undefined;
  /** The status that `Prefer: code=` asks for. */
  readonly code?: string | undefined;
}

/** The answers of operations, filled in once each. */
export interface Responses {
  /** The first success, or what was asked for; `"unknown"` when that is not declared, `"unacceptable"` when no media type fits. */
  choose(target: DocumentOperation, wish: ResponseWish): ChosenResponse | "unknown" | "unacceptable";
  /** The first of some statuses that is declared with something to say, `default` last. */
  chooseFailure(target: DocumentOperation, statuses: readonly number[]): ChosenResponse | undefined;
}

/** Creates the reader of a document's answers. */
export function createResponses(document: JsonObject): Responses {
  const known = new Map<DocumentOperation, JsonObject>();
  const responsesOf = (target: DocumentOperation): JsonObject => {
    const responses = known.get(target) ?? toObject(overlayOperation(document, target)["responses"]);
    known.set(target, responses);
    return responses;
  };
  return {
    choose(target, { accept, code }) {
      const responses = responsesOf(target);
      const key = code === undefined ? findSuccess(responses) : findCode(responses, Number(code));
      if (key === undefined) return "unknown";
      const status = code === undefined ? statusOf(key, 200) : Number(code);
      return fill(toObject(responses[key]), status, accept);
    },
    chooseFailure(target, statuses) {
      const responses = responsesOf(target);
      const declared = statuses.find((status) => findExact(responses, status) !== undefined);
      const key =
        declared === undefined
          ? Object.hasOwn(responses, "default")
            ? "default"
            : undefined
          : findExact(responses, declared);
      if (key === undefined) return undefined;
      const response = toObject(responses[key]);
      if (Object.keys(toObject(response["content"])).length === 0) return undefined;
      const filled = fill(response, declared ?? statuses[0] ?? 400, undefined);
      return filled === "unacceptable" ? undefined : filled;
    },
  };
}

function findSuccess(responses: JsonObject): string | undefined {
  const codes = Object.keys(responses);
  const lowest = codes.filter((code) => /^2(\d\d|XX)$/.test(code)).sort()[0];
  return lowest ?? codes.find((code) => code === "default") ?? codes[0];
}

function findExact(responses: JsonObject, status: number): string | undefined {
  return [String(status), `${Math.floor(status / 100)}XX`].find((key) => Object.hasOwn(responses, key));
}

function findCode(responses: JsonObject, status: number): string | undefined {
  return findExact(responses, status) ?? (Object.hasOwn(responses, "default") ? "default" : undefined);
}

function statusOf(key: string, usual: number): number {
  return key === "default" ? usual : Number(key.replace("XX", "00"));
}

function fill(response: JsonObject, status: number, accept: string | undefined): ChosenResponse | "unacceptable" {
  const content = toObject(response["content"]);
  const types = Object.keys(content);
  const headers = Object.fromEntries(
    Object.entries(toObject(response["headers"])).flatMap(([name, header]) => {
      const { example } = toObject(header);
      return example === undefined ? [] : [[name, String(example)]];
    }),
  );
  if (types.length === 0) return { status, contentType: undefined, headers, body: undefined };
  const type = findType(types, accept);
  if (type === undefined) return "unacceptable";
  const { example, schema } = toObject(content[type]);
  return { status, contentType: type, headers, body: example, schema };
}

function findType(types: readonly string[], accept: string | undefined): string | undefined {
  const usual = types.find(isJsonType) ?? types[0];
  if (accept === undefined || accept.trim() === "") return usual;
  const wanted = accept.split(",").map((one) => one.split(";")[0]?.trim().toLowerCase() ?? "");
  for (const wish of wanted) {
    if (wish === "*/*") return usual;
    const [kind = "", detail = ""] = wish.split("/");
    const found = types.find((type) => {
      const plain = type.split(";")[0]?.trim().toLowerCase() ?? "";
      return plain === wish || (detail === "*" && plain.startsWith(`${kind}/`));
    });
    if (found !== undefined) return found;
  }
  return undefined;
}
