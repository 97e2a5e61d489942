import type { NotFoundRule } from "@vendor-clients/runtime";
import { createNotFoundRule } from "@vendor-clients/runtime/kit";

/**
 * CCX's own 404 has `err` or `error`, or no body; a page, a text or another object comes from something before it.
 *
 * @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/http.go
 */
export const isNotFound: NotFoundRule = createNotFoundRule({
  isOwn: ({ err, error }) => typeof err === "string" || typeof error === "string",
  mayBeEmpty: true,
});
