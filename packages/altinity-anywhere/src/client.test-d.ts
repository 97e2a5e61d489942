// Type tests: `npm run check` compiles this file, and a missing error is an error.
import type { DocumentNode } from "graphql";
import type { AWSEnv, ClickHouseUserSpecInput, Day, DeleteAWSEnvResult } from "./generated/types.ts";
import { type AltinityAnywhereClient, waitForEnvironmentApplied, type waitForEnvironmentDeleted } from "./index.ts";

/** As `TypedDocumentNode` of `@graphql-typed-document-node/core` is declared. */
interface TypedDocumentNode<D, V> extends DocumentNode {
  __apiType?: (variables: V) => D;
}

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const equal = <A, B>(..._same: Equal<A, B> extends true ? [] : [never]): void => {};

export async function checkCalls(client: AltinityAnywhereClient): Promise<void> {
  const found = await client.query("awsEnv", { name: "acme" });
  if (found.error === undefined) equal<typeof found.data, AWSEnv | null>();
  else equal<typeof found.data, AWSEnv | null | undefined>();
  equal<
    NonNullable<typeof found.error>["code"],
    "NOT_FOUND" | "CONFLICT" | "FORBIDDEN" | "UNAUTHORIZED" | (string & {}) | undefined
  >();

  const deleted = await client.op.deleteAWSEnv({ input: { name: "acme" } });
  equal<typeof deleted.data, DeleteAWSEnvResult | undefined>();

  // Variables may be left out where none is required, and only there.
  await client.query("awsEnvs");
  await client.query("awsEnvs", { filter: { names: ["acme"] } }, { signal: AbortSignal.timeout(1) });
  // @ts-expect-error the name is required
  await client.query("awsEnv");
  // @ts-expect-error the name is required
  await client.query("awsEnv", {});
  // @ts-expect-error a misspelt variable
  await client.query("awsEnv", { nmae: "acme" });
  // @ts-expect-error a misspelt field of an input
  await client.mutate("deleteAWSEnv", { input: { name: "acme", forse: true } });
  // @ts-expect-error a mutation is no query
  await client.query("deleteAWSEnv", { input: { name: "acme" } });
  await client.query("awsEnvs", {}, { operationClass: "never-repeat", timeoutMs: 1000, maxAttempts: 2 });
  await client.mutate("deleteAWSEnv", { input: { name: "acme" } }, { timeoutMs: 1000, maxBodyBytes: 1 });
  // @ts-expect-error a mutation is never sent again
  await client.mutate("deleteAWSEnv", { input: { name: "acme" } }, { operationClass: "safe" });
  equal<typeof client.auth.expiresAt, Date | undefined>();
  // @ts-expect-error no such operation
  await client.op.nope();
}

export async function checkDocuments(
  client: AltinityAnywhereClient,
  document: TypedDocumentNode<{ awsEnv: { name: string } | null }, { name: string }>,
): Promise<void> {
  const { data } = await client.request(document, { name: "acme" });
  equal<typeof data, { awsEnv: { name: string } | null } | undefined>();
  // @ts-expect-error the document needs its variable
  await client.request(document);
  // @ts-expect-error the variable is a string
  await client.request(document, { name: 1 });
  const untyped = await client.request("query { awsEnvs { name } }", { any: "thing" });
  equal<typeof untyped.data, unknown>();
}

export async function checkWaiters(client: AltinityAnywhereClient): Promise<void> {
  equal<Awaited<ReturnType<typeof waitForEnvironmentDeleted>>, "deleted" | "unconfirmed">();
  const { status } = await waitForEnvironmentApplied(client, "k8sEnv", "acme", { specRevision: 1, timeoutMs: 1 });
  equal<typeof status.appliedSpecRevision, number>();
  // @ts-expect-error no such kind of environment
  await waitForEnvironmentApplied(client, "env", "acme");
}

// An enum that answers hold is open, one that only requests hold is closed.
export const later: Day = "CATURDAY";
export const closed: ClickHouseUserSpecInput = {
  name: "admin",
  // @ts-expect-error the server takes no other value
  passwordType: "MD5",
};
