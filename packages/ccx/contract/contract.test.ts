import { createCcxClient } from "@vendor-clients/ccx";
import { createFetchWithout } from "@vendor-clients/testing";
import { type DocumentOperation, describeContract } from "@vendor-clients/testing/contract";
import { expect } from "vitest";
import { gaps } from "./gaps.ts";

/** One credential of each kind; the client has to pick. */
const CREDENTIALS = {
  token: "contract-token",
  session: "contract-session",
  basic: { user: "contract-user", password: "contract-password" },
};

/** What has to arrive, by the security scheme that an operation names first; nothing else may. */
const ARRIVING: Readonly<Record<string, { authorization?: string; cookie?: string }>> = {
  oauth2: { authorization: "Bearer contract-token" },
  session: { cookie: "ccx-session=contract-session" },
  basic: { authorization: `Basic ${btoa("contract-user:contract-password")}` },
};

describeContract({
  vendor: "ccx",
  createClient: (baseUrl) => createCcxClient({ baseUrl, ...CREDENTIALS, owner: "user:contract" }),
  createAnonymousClient: (baseUrl) =>
    createCcxClient({ baseUrl, ...CREDENTIALS, fetch: createFetchWithout("authorization", "cookie") }),
  expectCredentials: ({ headers }, operation) => {
    const { authorization, cookie } = headers;
    expect({ authorization, cookie }).toEqual(ARRIVING[firstScheme(operation)]);
    expect(headers["ccx-owner"]).toBe("user:contract");
  },
  // The mock answers a login by redirect only when it is told to; everywhere else it answers the first success.
  adjustInit: (init, { operationId }) =>
    operationId === "jwtLoginRedirect" ? { params: { ...init.params, header: { Prefer: "code=303" } } } : init,
  withOptionalQuery: true,
  gaps,
});

function firstScheme({ operation }: DocumentOperation): string {
  const [first] = operation["security"] as Record<string, unknown>[];
  return Object.keys(first ?? {}).join();
}
