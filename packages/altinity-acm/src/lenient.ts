import { type AnswerConverter, createAnswerConverter } from "@vendor-clients/runtime";
import { answerShapes } from "./generated/answer-shapes.ts";

/**
 * Gives the data of ACM the types that its document declares: numbers come as text or booleans, booleans as 0 and 1, objects as JSON in text.
 * Ids stay as they come, because the document allows numbers and text.
 *
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/wire/number.go
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/07e4441/internal/acm/wire/bool.go
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/07e4441/internal/acm/domain.go
 */
export const convertAcmAnswer: AnswerConverter = createAnswerConverter({
  vendor: "altinity-acm",
  shapes: answerShapes,
  root: "/data",
});
