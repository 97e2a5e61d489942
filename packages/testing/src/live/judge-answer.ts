import { listOperations } from "../document/list-operations.ts";
import { isJsonType, type MediaBody, readContent } from "../document/read-parameters.ts";
import { resolveReference } from "../document/resolve-reference.ts";
import { createSchemaValidator } from "../document/schema-validator.ts";
import { type JsonObject, toObject } from "../internal/json.ts";
import { createRouteTable } from "../mock/route-table.ts";
import { compareValue } from "./compare-value.ts";
import type { Finding } from "./deviation.ts";
import { inferSchema, typeOf } from "./infer-schema.ts";
import { createRedactor } from "./redactor.ts";

/** One request and its answer. */
export interface Exchange {
  readonly method: string;
  /** Below the base path of the API, still encoded, without the query. */
  readonly path: string;
  /** The request's body, `""` for none. */
  readonly sent: string;
  readonly status: number;
  readonly contentType: string | undefined;
  /** `undefined` when it was too large to be kept, or could not be decoded. */
  readonly body: string | undefined;
  /** Texts that must not be shown. */
  readonly secrets: readonly string[];
}

/** What is said of an answer. */
export interface Verdict {
  readonly operation: string;
  readonly operationId: string | undefined;
  readonly findings: readonly Finding[];
}

/** Holds answers against a document. */
export interface Judge {
  judge(exchange: Exchange): Verdict;
}

/** Statuses without a body. */
const BODILESS = new Set([204, 205, 304]);

/** Whether a status depends on the account and on the moment rather than on the document. */
function isPassing(status: number): boolean {
  return status === 401 || status === 403 || status === 429 || status >= 500;
}

/** Creates the judge of an OpenAPI document. */
export function createDocumentJudge(document: JsonObject): Judge {
  const routes = createRouteTable(listOperations(document));
  const validator = createSchemaValidator(document);
  return {
    judge(exchange) {
      const match = routes.find(exchange.method, exchange.path);
      if (match.kind !== "found") return unknownOperation(exchange, match.kind);
      const { template: operation, operationId, operation: source } = match.operation;
      const answer = { ...exchange, value: readJson(exchange) };
      const response = findResponse(toObject(source["responses"]), exchange.status);
      if (response === undefined) return { operation, operationId, findings: [undeclaredStatus(answer)] };
      const bodies = readContent(document, resolveReference(document, response)["content"]);
      const broken = findBodyProblem(answer, bodies);
      if (broken) return { operation, operationId, findings: [broken] };
      const schema = findMedia(bodies, answer.contentType)?.schema;
      if (schema === undefined || answer.value === undefined) return { operation, operationId, findings: [] };
      const redactor = createRedactor(exchange.secrets, answer.value);
      const findings = compareValue({ document, validator, redactor }, schema, answer.value);
      return { operation, operationId, findings };
    },
  };
}

/** An answer whose JSON was read. */
interface ReadAnswer extends Exchange {
  /** `undefined` when the body is not JSON. */
  readonly value: unknown;
}

function unknownOperation({ method, status }: Exchange, rule: string): Verdict {
  const operation = `${method.toUpperCase()} of a path that is not in the document`;
  const [found, declared] = [String(status), "absent"];
  const finding: Finding = { kind: "undocumented", rule, pointer: "", found, declared, suggestion: undefined };
  return { operation, operationId: undefined, findings: [finding] };
}

function readJson({ body, contentType }: Exchange): unknown {
  if (body === undefined || body === "" || !isJsonType(toEssence(contentType))) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function findResponse(responses: JsonObject, status: number): unknown {
  const range = `${Math.floor(status / 100)}XX`;
  const key = [String(status), range, range.toLowerCase(), "default"].find((one) => Object.hasOwn(responses, one));
  return key === undefined ? undefined : responses[key];
}

function undeclaredStatus(answer: ReadAnswer): Finding {
  const content = { description: "", ...suggestContent(answer) };
  return {
    kind: isPassing(answer.status) ? "undocumented" : "status",
    rule: "status",
    pointer: "",
    found: String(answer.status),
    declared: "absent",
    suggestion: { responses: { [String(answer.status)]: content } },
  };
}

function findBodyProblem(answer: ReadAnswer, bodies: readonly MediaBody[]): Finding | undefined {
  const { method, status, body, contentType, value } = answer;
  if (body === undefined || BODILESS.has(status) || method.toUpperCase() === "HEAD") return undefined;
  if (bodies.length === 0) return findUndescribed(answer);
  const declared = bodies.map((one) => one.contentType).join(", ");
  if (body === "") {
    // A redirect says everything in its headers.
    if (bodies.every(({ schema }) => schema === undefined) || (status >= 300 && status < 400)) return undefined;
    return { kind: "body", rule: "missing", pointer: "", found: "nothing", declared, suggestion: undefined };
  }
  const found = showType(contentType);
  const media = findMedia(bodies, contentType);
  const suggestion = suggestContent(answer);
  if (media === undefined)
    return { kind: "content-type", rule: "content-type", pointer: "", found, declared, suggestion };
  if (!isJsonType(toEssence(contentType)) || value !== undefined) return undefined;
  const isPage = body.trimStart().startsWith("<");
  return {
    kind: "body",
    rule: "json",
    pointer: "",
    found: isPage ? "a page" : "text",
    declared,
    suggestion: undefined,
  };
}

/** Of an answer that the document does not describe, a schema can be proposed. */
function findUndescribed(answer: ReadAnswer): Finding | undefined {
  const { value } = answer;
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return undefined;
  const suggestion = suggestContent(answer);
  return { kind: "undocumented", rule: "body", pointer: "", found: typeOf(value), declared: "absent", suggestion };
}

function suggestContent({ contentType, value, secrets, body }: ReadAnswer): JsonObject {
  if (body === "") return {};
  const schema = value === undefined ? { type: "string" } : inferSchema(value, createRedactor(secrets, value));
  return { content: { [showType(contentType)]: { schema } } };
}

function toEssence(contentType: string | undefined): string {
  return contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

const PLAIN_TYPE = /^(?:application|text|image|audio|video|multipart|font|message)\/[a-z][a-z.+-]{0,60}$/;

/** A media type is the server's text too. */
function showType(contentType: string | undefined): string {
  const essence = toEssence(contentType);
  if (essence === "") return "none";
  return PLAIN_TYPE.test(essence) ? essence : "not shown";
}

function findMedia(bodies: readonly MediaBody[], contentType: string | undefined): MediaBody | undefined {
  const essence = toEssence(contentType);
  return bodies.find((body) => {
    const declared = toEssence(body.contentType);
    if (declared === "*/*" || declared === essence) return true;
    return declared.endsWith("/*") && essence.startsWith(declared.slice(0, -1));
  });
}
