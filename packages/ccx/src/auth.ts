import {
  type Authenticate,
  basicValue,
  type ClientOptions,
  checkSecret,
  type OutgoingRequest,
  ownCopy,
  type Result,
  withHeader,
} from "@vendor-clients/runtime";
import { createTokenSource, withToken } from "@vendor-clients/runtime/tokens";
import { type CredentialKind, findCredentialKinds } from "./quirks.ts";
import { withGivenSession, withLoginSession } from "./session.ts";

/** What a user types to log in. */
export interface CcxLogin {
  /** Name that CCX knows the user by, mostly an e-mail address. */
  readonly login: string;
  readonly password: string;
}

/** How a CCX client proves who it is: one of these, or one for each kind of operation that it calls. */
export type CcxCredentials =
  | {
      /** Id of an OAuth2 client; exchanged for a token that is renewed before it ends. */
      readonly clientId: string;
      readonly clientSecret: string;
    }
  | {
      /** A token that was obtained elsewhere; never renewed. */
      readonly token: string;
    }
  | {
      /** Login of a user; exchanged for a session. `version` picks the login service, see {@link CcxLoginVersion}. */
      readonly login: CcxLogin & { readonly version?: CcxLoginVersion };
    }
  | {
      /** Login of an administrator; exchanged for a session that opens the admin API. */
      readonly adminLogin: CcxLogin;
    }
  | {
      /** Value of a cookie `ccx-session` that was obtained elsewhere, such as by a JWT login; never renewed. */
      readonly session: string;
    }
  | {
      /** User and password of HTTP Basic, which some operations of the admin API want. */
      readonly basic: { readonly user: string; readonly password: string };
    };

/**
 * The two login services of CCX; installations without the second want `v1`.
 *
 * @default "v2"
 */
export type CcxLoginVersion = "v1" | "v2";

/** Where a session can be had. */
export type CcxLoginPath = "/api/auth/login" | "/api/v2/auth/login" | "/api/auth/admin-login";

/** What the client lends to its credentials. */
export interface CcxAuthSetup extends Omit<ClientOptions, "baseUrl"> {
  readonly baseUrl: string;
  /** Gets every secret added, those included that the vendor hands out. */
  readonly secrets: Set<string>;
  /** Sends a login the way of all requests. */
  readonly sendLogin: (path: CcxLoginPath, login: CcxLogin) => Promise<Result<unknown, unknown>>;
}

type AllOf<T> = T extends unknown ? (each: Partial<T>) => void : never;
type AnyCredentials = AllOf<CcxCredentials> extends (all: infer A) => void ? A : never;

const KIND_NAMES: Readonly<Record<CredentialKind, string>> = {
  bearer: 'a token ("clientId" and "clientSecret", or "token")',
  session: 'a session ("login", "adminLogin" or "session")',
  basic: 'HTTP Basic ("basic")',
};

/**
 * Turns credentials into something that signs each request with the kind of credential that its operation takes.
 *
 * @throws TypeError when there is no credential, two of one kind, or one that a header cannot carry. The message never repeats it.
 */
export function createCcxAuth(credentials: CcxCredentials, setup: CcxAuthSetup): Authenticate {
  const signers: Readonly<Record<CredentialKind, Authenticate | undefined>> = {
    bearer: createBearer(credentials, setup),
    session: createSession(credentials, setup),
    basic: createBasic(credentials, setup),
  };
  if (!Object.values(signers).some(Boolean)) {
    throw new TypeError(`Cannot create the CCX client: expected ${Object.values(KIND_NAMES).join(", or ")}`);
  }
  const find = ({ operation }: OutgoingRequest) =>
    findCredentialKinds(operation)
      .map((kind) => signers[kind])
      .find(Boolean);
  const authenticate = (request: OutgoingRequest) => (find(request) ?? refuseKinds)(request);
  return Object.assign(authenticate, {
    renew: (request: OutgoingRequest) => find(request)?.renew?.(request) ?? false,
    see: (request: OutgoingRequest, response: Response) => find(request)?.see?.(request, response),
    expiresAt: () => findFirst(Object.values(signers).map((sign) => sign?.expiresAt?.())),
  });
}

/** Lets public operations pass and refuses all others. */
function refuseKinds({ operation }: OutgoingRequest): void {
  const kinds = findCredentialKinds(operation);
  if (kinds.length === 0) return;
  const wanted = kinds.map((kind) => KIND_NAMES[kind]).join(" or ");
  throw new TypeError(`Cannot call ccx ${operation}: it takes ${wanted}, which the client was not given`);
}

function findFirst(dates: readonly (Date | undefined)[]): Date | undefined {
  return dates.reduce((first, date) => (first && (!date || first < date) ? first : date), undefined);
}

function createBearer(credentials: AnyCredentials, setup: CcxAuthSetup): Authenticate | undefined {
  const { clientId, clientSecret, token } = credentials;
  if (clientId === undefined && clientSecret === undefined) {
    if (token === undefined) return undefined;
    setup.secrets.add(checkSecret("token", token));
    return withHeader("Authorization", `Bearer ${token}`);
  }
  refuseSecond("token", { clientId, token });
  const client = {
    ...setup,
    vendor: "ccx",
    tokenUrl: `${setup.baseUrl}/api/auth/oauth2/token`,
    clientId: checkSecret("clientId", clientId),
    clientSecret: checkSecret("clientSecret", clientSecret),
  };
  setup.secrets.add(client.clientSecret);
  const obtain = async () => {
    // Loaded when it is needed, so that who logs in by cookie does not carry it.
    const { createClientCredentialsGrant } = await import("@vendor-clients/runtime/oauth2");
    return createClientCredentialsGrant(client)();
  };
  return withToken(
    "Authorization",
    createTokenSource({ ...setup, vendor: "ccx", operation: "POST /api/auth/oauth2/token", obtain }),
    "Bearer ",
  );
}

function createSession(credentials: AnyCredentials, setup: CcxAuthSetup): Authenticate | undefined {
  const { login, adminLogin, session } = credentials;
  refuseSecond("session", { login, adminLogin, session });
  if (session !== undefined) {
    return withGivenSession(checkSecret("session", checkCookieValue(session)), setup.secrets);
  }
  const typed: (CcxLogin & { readonly version?: CcxLoginVersion }) | undefined = adminLogin ?? login;
  if (typed === undefined) return undefined;
  const given = ownCopy(typed);
  if (!given.login || !given.password) {
    const option = adminLogin ? "adminLogin" : "login";
    throw new TypeError(`Cannot create the CCX client: expected "${option}" with "login" and "password"`);
  }
  setup.secrets.add(given.password);
  const path = adminLogin ? "/api/auth/admin-login" : given.version === "v1" ? "/api/auth/login" : "/api/v2/auth/login";
  const send = () => setup.sendLogin(path, { login: given.login, password: given.password });
  return withLoginSession({ ...setup, vendor: "ccx", operation: `POST ${path}`, send }, setup.baseUrl + path);
}

function createBasic({ basic }: AnyCredentials, { secrets }: CcxAuthSetup): Authenticate | undefined {
  if (basic === undefined) return undefined;
  const { user, password } = ownCopy(basic);
  if (!user || !password) {
    throw new TypeError('Cannot create the CCX client: expected "basic" with "user" and "password"');
  }
  const value = basicValue(user, password);
  for (const secret of [password, value.replace("Basic ", "")]) secrets.add(secret);
  return withHeader("Authorization", value);
}

function checkCookieValue(value: string): string {
  if (!/[;\s]/.test(value)) return value;
  throw new TypeError("Cannot use session: expected the value of the cookie alone, without its attributes");
}

function refuseSecond(kind: string, given: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(given).filter((name) => given[name] !== undefined);
  if (names.length > 1) {
    throw new TypeError(
      `Cannot create the CCX client: expected one way to a ${kind}, found ${names.map((name) => `"${name}"`).join(" and ")}`,
    );
  }
}
