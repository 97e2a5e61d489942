import type { MockRequest } from "../behaviour/exchange.ts";
import type { DocumentOperation } from "../document/list-operations.ts";
import { isJsonType, readContent, readParameters } from "../document/read-parameters.ts";
import { readPathParams } from "../document/read-path-params.ts";
import { resolveReference } from "../document/resolve-reference.ts";
import type { SchemaValidator } from "../document/schema-validator.ts";
import type { JsonObject } from "../internal/json.ts";
import { readForm } from "./read-form.ts";
import { readParameterValue } from "./read-parameter-value.ts";

/** One rule of the document that a request breaks. */
export interface RequestProblem {
  readonly pointer: string;
  readonly rule: string;
  readonly message: string;
}

/** Which rules of an operation a request breaks, in its parameters and its body. */
export function findRequestProblems(
  document: JsonObject,
  validator: SchemaValidator,
  target: DocumentOperation,
  request: MockRequest,
): RequestProblem[] {
  return [
    ...findBodyProblems(document, validator, target, request),
    ...findParameterProblems(document, validator, target, request),
  ];
}

function findParameterProblems(
  document: JsonObject,
  validator: SchemaValidator,
  target: DocumentOperation,
  request: MockRequest,
): RequestProblem[] {
  const pathParams = readPathParams(target.path, request.path);
  return readParameters(document, target).flatMap((parameter): RequestProblem[] => {
    const place = `/${parameter.in}/${parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name}`;
    const value = readParameterValue(document, parameter, request, pathParams);
    if (value === undefined) {
      const message = `The ${parameter.in} parameter "${parameter.name}" is required`;
      return parameter.isRequired ? [{ pointer: `/${parameter.in}`, rule: "required", message }] : [];
    }
    const found = validator.findProblems(parameter.schema, "request", value);
    return found.map(({ pointer, rule, message }) => ({ pointer: `${place}${pointer}`, rule, message }));
  });
}

function findBodyProblems(
  document: JsonObject,
  validator: SchemaValidator,
  target: DocumentOperation,
  { headers, body }: MockRequest,
): RequestProblem[] {
  const declared = resolveReference(document, target.operation["requestBody"]);
  const isEmpty = body === null || body === undefined || body === "";
  if (isEmpty) {
    const message = "The body is required";
    return declared["required"] === true ? [{ pointer: "/body", rule: "required", message }] : [];
  }
  const contents = readContent(document, declared["content"]);
  const type =
    String(headers["content-type"] ?? "")
      .split(";")[0]
      ?.trim()
      .toLowerCase() ?? "";
  const content = type === "" ? contents[0] : contents.find(({ contentType }) => isSameType(type, contentType));
  if (content === undefined) {
    const message = `The body's media type is none of ${contents.map(({ contentType }) => contentType).join(", ")}`;
    return [{ pointer: "/body", rule: "415", message }];
  }
  if (content.schema === undefined) return [];
  const isForm = /^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(content.contentType);
  if (!isForm && !isJsonType(content.contentType)) return [];
  const value = isForm ? readForm(document, content.schema, body, String(headers["content-type"] ?? "")) : body;
  const found = validator.findProblems(content.schema, "request", value);
  return found.map(({ pointer, rule, message }) => ({ pointer: `/body${pointer}`, rule, message }));
}

function isSameType(sent: string, declared: string): boolean {
  const wanted = declared.split(";")[0]?.trim().toLowerCase() ?? "";
  const [kind = "", detail = ""] = wanted.split("/");
  return sent === wanted || wanted === "*/*" || (detail === "*" && sent.startsWith(`${kind}/`));
}
