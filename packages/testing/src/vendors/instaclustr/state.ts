import { type Exchange, jsonAnswer, type MockAnswer } from "../../behaviour/exchange.ts";
import type { VendorState } from "../../behaviour/resource.ts";
import { cluster } from "./clusters.ts";
import { contentResources } from "./contents.ts";
import { provisioningResources } from "./provisioning.ts";

/** A failure in the form of the generation of the API that was asked. */
export function failure({ request }: Exchange, status: number, name: string, message: string): MockAnswer {
  const isV1 = request.path.startsWith("/provisioning/v1");
  return jsonAnswer(status, isV1 ? { status, message } : { errors: [{ name, message }] });
}

/** What the mock of Instaclustr remembers. */
export const state: VendorState = {
  resources: [cluster, ...contentResources, ...provisioningResources],
  missing: (exchange) => failure(exchange, 404, "NotFound", "There is no such thing"),
  conflict: (exchange) => failure(exchange, 409, "Conflict", "There is such a thing already"),
};
