import { type Json, readPointer } from "../../json.ts";
import { RefreshError } from "../refusal.ts";
import { type Address, type Environment, isComplete, type RefreshSource, withHost } from "../source.ts";
import type { HttpAnswer } from "./exchange.ts";
import { type SendOptions, sendToVendor } from "./send-to-vendor.ts";

/** A way to a credential by what a user knows, as `source.json` describes it. */
export interface Login {
  readonly url: string;
  readonly format: "json" | "form";
  /** Environment variable by field of the body. */
  readonly variables: Readonly<Record<string, string>>;
  /** Further fields of the body. */
  readonly constants?: Readonly<Record<string, string>>;
  /** Where the answer may hold the token, as JSON pointers; the first text counts. */
  readonly token?: readonly string[];
  /** Name of the cookie that is the credential. */
  readonly cookie?: string;
  /** Header that carries token or cookie. */
  readonly header: string;
  /** Stands before the token. */
  readonly prefix?: string;
}

const MAX_ANSWER = 1024 * 1024;

/**
 * The address with a credential: the one that it has, or the one that the first login with all its variables gives.
 *
 * A login that does not exist (404) gives way to the next one.
 *
 * @throws RefreshError of kind `fetch` when a login is refused or answers no credential; nothing of the answer is told.
 */
export async function logIn(
  source: RefreshSource,
  address: Address,
  environment: Environment,
  options: SendOptions,
): Promise<Address> {
  if (Object.keys(address.headers).length > 0) return address;
  const logins = (source.logins ?? []).filter((login) => isComplete(login, environment));
  for (const [index, login] of logins.entries()) {
    const host = address.isInstallation ? address.url.host : undefined;
    const headers = { accept: "application/json", "content-type": TYPES[login.format] };
    const target = { ...address, url: withHost(login.url, host), headers };
    const answer = await sendToVendor(target, { ...options, maxBytes: MAX_ANSWER }, writeBody(login, environment));
    if (answer.status === 404 && index < logins.length - 1) continue;
    const names = Object.values(login.variables).join(" and ");
    if (answer.status !== 200) throw refuse(`the server answered ${answer.status} to ${names}`);
    const credential = login.cookie === undefined ? readToken(login, answer) : readCookie(login.cookie, answer);
    if (credential === undefined) throw refuse(`no credential came for ${names}; a second factor may be asked for`);
    return { ...address, headers: { [login.header]: `${login.prefix ?? ""}${credential}` }, variable: names };
  }
  return address;
}

const TYPES = { json: "application/json", form: "application/x-www-form-urlencoded" };

function writeBody({ format, variables, constants }: Login, environment: Environment): string {
  const secrets = Object.entries(variables).map(([field, name]) => [field, environment[name] ?? ""]);
  const fields: Record<string, string> = { ...constants, ...Object.fromEntries(secrets) };
  return format === "json" ? JSON.stringify(fields) : new URLSearchParams(fields).toString();
}

function readToken({ token = [] }: Login, { bytes }: HttpAnswer): string | undefined {
  let answer: Json;
  try {
    answer = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
  const found = token.map((pointer) => readPointer(answer, pointer)).find((value) => typeof value === "string");
  return toHeaderText(found);
}

function readCookie(name: string, { headers }: HttpAnswer): string | undefined {
  const cookies = (headers["set-cookie"] ?? []).map((one) => one.split(";", 1)[0] ?? "");
  const cookie = cookies.find((one) => one.startsWith(`${name}=`) && one.length > name.length + 1);
  return toHeaderText(cookie);
}

function toHeaderText(value: Json | undefined): string | undefined {
  return typeof value === "string" && /^[\x21-\x7e]{1,8192}$/u.test(value) ? value : undefined;
}

function refuse(hint: string): RefreshError {
  return new RefreshError({ kind: "fetch", rule: "login", pointer: "#", hint });
}
