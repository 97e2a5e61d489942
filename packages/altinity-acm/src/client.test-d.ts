import { expectTypeOf, test } from "vitest";
import type { ErrorEnvelope, Organization, User } from "./generated/types.ts";
import { type AcmReader, createAcmClient, unwrap } from "./index.ts";
import type { KeeperReader, ReaderSince } from "./revisions.ts";

const acm = createAcmClient({ apiKey: "key" });

test("calls, by path and by id, give the type of the data inside the envelope", async () => {
  const result = await acm.GET("/accounts");
  if (result.error) expectTypeOf(result.error).toEqualTypeOf<ErrorEnvelope>();
  else expectTypeOf(result.data).toEqualTypeOf<User[]>();
  expectTypeOf(unwrap(await acm.call("Accounts"))).toEqualTypeOf<User[]>();
  expectTypeOf(unwrap(await acm.op.Accounts())).toEqualTypeOf<User[]>();
  for await (const one of acm.items.GET("/organizations")) expectTypeOf(one).toEqualTypeOf<Organization>();
  for await (const page of acm.pages.GET("/organizations")) expectTypeOf(page).toEqualTypeOf<Organization[]>();
});

test("data that the document does not describe, is unknown and not any", async () => {
  expectTypeOf(unwrap(await acm.GET("/probe"))).toEqualTypeOf<unknown>();
});

test("mistakes, each of them, are errors where they are made", async () => {
  // @ts-expect-error there is no such path
  acm.GET("/nope");
  // @ts-expect-error the path needs its parameter
  acm.GET("/cluster/{id}");
  // @ts-expect-error the parameter has another name
  acm.GET("/cluster/{id}", { params: { path: { cluster: 1 } } });
  // @ts-expect-error the body's field is misspelt
  acm.POST("/{environment}/cluster-launch", { params: { path: { environment: 1 } }, body: { nmae: "x" } });
  // @ts-expect-error the body's field has another type
  acm.POST("/{environment}/cluster-launch", { params: { path: { environment: 1 } }, body: { nodes: "2" } });
  // @ts-expect-error the query key is misspelt
  acm.GET("/accounts", { params: { query: { limt: 1 } } });
  // @ts-expect-error the filter has no such key
  acm.GET("/accounts", { params: { query: { filter: { nmae: "x" } } } });
  // @ts-expect-error there is no such operation
  acm.call("Nope");
  // @ts-expect-error the operation has no pages
  acm.items.GET("/clusters");
  // @ts-expect-error a login needs its password
  createAcmClient({ login: { email: "me@example.com" } });
  // @ts-expect-error there has to be a credential
  createAcmClient({ baseUrl: "https://acm.example" });
});

test("operations that came with a revision, with the committed one, are read by the typed client alone", () => {
  expectTypeOf<KeeperReader>().toEqualTypeOf<AcmReader>();
});

test("operations that came with a revision, with one before it, are read by the same client without types", () => {
  type Before = ReaderSince<"/environment/{environment}/keepers", { "/environments": object }>;
  expectTypeOf(acm).toExtend<Before>();
  expectTypeOf<Before["GET"]>().returns.resolves.toHaveProperty("response");
  expectTypeOf<Before["GET"]>().parameter(0).toEqualTypeOf<string>();
});
