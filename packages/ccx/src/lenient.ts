import { type Adapt, type AnswerConverter, createAnswerConverter } from "@vendor-clients/runtime";
import { answerShapes } from "./generated/answer-shapes.ts";

/**
 * A region is `{ code, … }` in one answer and its code in another: the form that is declared is made of the other.
 *
 * @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/datastore_read.go
 */
const adapt: Adapt = (value, { pointer }) => {
  if (!pointer.endsWith("/region")) return undefined;
  if (typeof value === "string") return value === "" ? undefined : { code: value };
  const code: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "code") : undefined;
  return typeof code === "string" ? code : undefined;
};

/**
 * Gives the data of CCX the types that its document declares: numbers come in quotes, times as `{ seconds, nanos }`, regions in two forms,
 * and `id` as `ID`.
 *
 * @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/types.go
 * @see https://github.com/severalnines/ccx-docs/blob/main/docs/admin/Customisation/API.md
 */
export const convertCcxAnswer: AnswerConverter = createAnswerConverter({ vendor: "ccx", shapes: answerShapes, adapt });
