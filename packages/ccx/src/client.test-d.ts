import { createCcxClient, unwrap } from "./index.ts";

const baseUrl = "https://ccx.example.com";
const ccx = createCcxClient({ baseUrl, token: "t1" });
const params = { path: { store_uuid: "9f3c" } };

// Every way to authenticate is enough, and several may stand side by side.
createCcxClient({ baseUrl, clientId: "a", clientSecret: "b" });
createCcxClient({ baseUrl, session: "s1", owner: "user:1" });
createCcxClient({ baseUrl, login: { login: "a", password: "b", version: "v1" } });
createCcxClient({ baseUrl, adminLogin: { login: "a", password: "b" }, basic: { user: "a", password: "b" } });
// @ts-expect-error an installation has no default address
createCcxClient({ token: "t1" });
// @ts-expect-error no credential at all
createCcxClient({ baseUrl });
// @ts-expect-error half of an OAuth2 client
createCcxClient({ baseUrl, clientId: "a" });
// @ts-expect-error a version of the login service that does not exist
createCcxClient({ baseUrl, login: { login: "a", password: "b", version: "v3" } });

// The list has one of two shapes; its items have one type.
const list = unwrap(await ccx.GET("/api/deployment/v3/data-stores"));
"data_stores" in list ? list.data_stores[0]?.uuid : list.datastores[0]?.uuid;
// @ts-expect-error which of the two has to be found out first
list.datastores;
for await (const store of ccx.items.GET("/api/deployment/v3/data-stores")) store.cluster_status satisfies string;
// @ts-expect-error lists without pages cannot be paged
ccx.items.GET("/api/admin/users");

// Deletions that need a body do not compile without it.
await ccx.op.deleteFirewallRule({ params, body: { source: "10.0.0.0/8" } });
// @ts-expect-error which rule is missing
await ccx.op.deleteFirewallRule({ params });
// @ts-expect-error a path parameter is missing
await ccx.GET("/api/deployment/v3/data-stores/{store_uuid}");
// @ts-expect-error no such path
await ccx.GET("/api/deployment/v3/datastores");
// @ts-expect-error no such operation
await ccx.call("getDataStore", { params });

// Errors are values with the vendor's members; scopes are owners.
const { error } = await ccx.op.getDatastore({ params });
error?.code satisfies string | number | undefined;
const [scope] = unwrap(await ccx.GET("/api/v2/auth/check")).scopes;
if (scope) await ccx.owner(scope).op.listDatastores();
// @ts-expect-error an owner has a type and an id
ccx.owner({ id: "1" });
// @ts-expect-error CSV is text, JSON an object: the caller has to look
unwrap(await ccx.op.adminBillingUsage({ params: { path: { type: "csv" } } })).datastores;
