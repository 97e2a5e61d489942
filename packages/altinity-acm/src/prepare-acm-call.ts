import type { CallInit, PreparedCall } from "@vendor-clients/runtime";

const REQUEST_ENVIRONMENT = "/environments/request";
const CLOUD = /^(aws|azure|gcp|hcloud)$/i;

/**
 * Makes a call what ACM's backend expects, or refuses it: the name of a known cloud goes out in capitals, and databases of a user are a list.
 *
 * @throws TypeError for databases in one text, of which ACM makes a statement that ClickHouse cannot read.
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/7e3abc7/internal/provider/resource_environment.go (buildEnvRequest)
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/users.go (UserRequest)
 */
export function prepareAcmCall({ method, path, init }: PreparedCall): CallInit | undefined {
  const body = init.body;
  if (method !== "POST" || typeof body !== "object" || body === null) return undefined;
  const { databases, cloud_provider: cloud } = body as Readonly<Record<string, unknown>>;
  if (typeof databases === "string") {
    throw new TypeError(
      `Cannot call altinity-acm ${method} ${path}: "databases" has to be a list of names, one text breaks the grant`,
    );
  }
  if (path !== REQUEST_ENVIRONMENT || typeof cloud !== "string" || !CLOUD.test(cloud)) return undefined;
  return { ...init, body: { ...body, cloud_provider: cloud.toUpperCase() } };
}
