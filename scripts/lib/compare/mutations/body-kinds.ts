import { isJson } from "../../generate/media-types.ts";
import { isObject, type Json, type JsonObject } from "../../json.ts";
import { type Alter, kind, type MutationKind } from "./mutation.ts";

function removeBody(isRequired: boolean): Alter {
  return (operation) => {
    const body = operation["requestBody"];
    if (!isObject(body) || "$ref" in body || (body["required"] === true) !== isRequired) return false;
    delete operation["requestBody"];
    return true;
  };
}

const relaxBody: Alter = (body) => {
  if (body["required"] !== true) return false;
  delete body["required"];
  return true;
};

const contentOf = ({ content }: JsonObject): JsonObject => (isObject(content) ? content : {});

const addRequestType: Alter = (body) => {
  const content = contentOf(body);
  if (Object.keys(content).length === 0 || "text/csv" in content) return false;
  content["text/csv"] = { schema: { type: "string" } };
  return true;
};

const addAnswerType: Alter = (answer) => {
  const content = contentOf(answer);
  if (!Object.keys(content).some(isJson) || "text/csv" in content) return false;
  content["text/csv"] = { schema: { type: "string" } };
  return true;
};

/** The same content under another name of JSON. */
const renameType: Alter = (part) => {
  const content = contentOf(part);
  const media = content["application/json"];
  if (media === undefined || "application/hal+json" in content) return false;
  delete content["application/json"];
  content["application/hal+json"] = media;
  return true;
};

/** The name of a media type with a parameter, which changes nothing of what is read. */
const nameCharset: Alter = (part) => {
  const content = contentOf(part);
  const media = content["application/json"];
  if (media === undefined) return false;
  delete content["application/json"];
  content["application/json; charset=utf-8"] = media;
  return true;
};

const answersOf = ({ responses }: JsonObject): JsonObject => (isObject(responses) ? responses : {});
const successesOf = (operation: JsonObject) => Object.keys(answersOf(operation)).filter((one) => one.startsWith("2"));

const changeStatus: Alter = (operation) => {
  const [status, ...others] = successesOf(operation);
  if (status === undefined || others.length > 0 || status === "203") return false;
  const answers = answersOf(operation);
  answers["203"] = answers[status] ?? {};
  delete answers[status];
  return true;
};

const addStatus: Alter = (operation) => {
  const [status] = successesOf(operation);
  const answers = answersOf(operation);
  if (status === undefined || "203" in answers) return false;
  answers["203"] = structuredClone(answers[status] ?? {});
  return true;
};

/** A failure that is answered like another one. */
const addFailure: Alter = (operation) => {
  const answers = answersOf(operation);
  const known = Object.keys(answers).find((status) => /^[45]\d\d$/.test(status));
  if (known === undefined || "418" in answers) return false;
  answers["418"] = structuredClone(answers[known] ?? {});
  return true;
};

function addHeader(header: JsonObject): Alter {
  return (answer) => {
    const headers = isObject(answer["headers"]) ? answer["headers"] : {};
    answer["headers"] = { ...headers, "X-Added": structuredClone(header) };
    return true;
  };
}

const TEXT: Json = { type: "string" };

const relaxHeader: Alter = (answer, around) => {
  const header: JsonObject = { required: true, schema: TEXT };
  return addHeader(header)(answer, around);
};

/** Bodies, answers, media types and headers. */
export const BODY_KINDS: readonly MutationKind[] = [
  kind("operation", ["optional body removed", "breaking"], ["optional body added", "additive"], removeBody(false)),
  kind("operation", ["required body removed", "breaking"], ["required body added", "breaking"], removeBody(true)),
  kind("body", ["body became optional", "additive"], ["body became required", "breaking"], relaxBody),
  kind("body", ["request type added", "additive"], ["request type removed", "breaking"], addRequestType),
  kind("body", ["request type renamed", "breaking"], ["request type renamed back", "breaking"], renameType),
  kind("answer", ["answer type added", "breaking"], ["answer type removed", "breaking"], addAnswerType),
  kind("answer", ["answer type renamed", "breaking"], ["answer type renamed back", "breaking"], renameType),
  kind("answer", ["answer charset named", "risky"], ["answer charset not named", "risky"], nameCharset),
  kind("operation", ["success status changed", "breaking"], ["success status changed back", "breaking"], changeStatus),
  kind("operation", ["success status added", "risky"], ["success status removed", "breaking"], addStatus),
  kind("operation", ["failure status added", "additive"], ["failure status removed", "documentation"], addFailure),
  kind(
    "answer",
    ["optional header added", "additive"],
    ["optional header removed", "risky"],
    addHeader({ schema: TEXT }),
  ),
  kind("answer", ["required header added", "additive"], ["required header removed", "breaking"], relaxHeader),
];
