import { lookup } from "node:dns/promises";
import { BlockList, isIP, isIPv6, type LookupFunction } from "node:net";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import { RefreshError } from "../refusal.ts";

// Rule: a name is resolved once, every address is looked at, and the connection goes to one of these addresses. A name
// that points into a private network, or that points elsewhere the second time it is asked for, leads nowhere.

/** An address of a host. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Where a connection goes. */
export interface Target {
  /** Name or literal address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** The addresses that were looked at; no other one may be used. */
  readonly addresses: readonly ResolvedAddress[];
}

/** What lies between this process and a vendor; tests put a network of their own in its place. */
export interface Network {
  readonly resolve: (host: string) => Promise<readonly ResolvedAddress[]>;
  readonly connect: (target: Target) => TLSSocket;
}

/** This machine's resolver, and connections whose certificate is checked whatever the environment says. */
export const MACHINE: Network = {
  resolve: (host) => lookup(host, { all: true }),
  connect: ({ host, port, addresses }) => {
    const options: ConnectionOptions & { autoSelectFamily: boolean } = {
      ...toTlsOptions(host),
      ...{ host, port, autoSelectFamily: true, lookup: giveAddresses(addresses) },
    };
    return connect(options);
  },
};

/** Options of every connection: the name is proven by a certificate, and only HTTP/1.1 is spoken. */
export function toTlsOptions(host: string): ConnectionOptions {
  const name = isIP(host) ? {} : { servername: host };
  return { ...name, rejectUnauthorized: true, ALPNProtocols: ["http/1.1"] };
}

/** A look-up that knows the answer; connecting tries the addresses one after the other. */
function giveAddresses(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family);
  };
}

/**
 * The addresses of a host.
 *
 * @param isPrivateAllowed - for a host that the user named as an own installation
 * @throws RefreshError of kind `fetch` when one of them is no public address.
 */
export async function resolveHost(
  host: string,
  { resolve }: Network,
  isPrivateAllowed: boolean,
): Promise<readonly ResolvedAddress[]> {
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  if (!isPrivateAllowed && !addresses.every(({ address }) => isPublicAddress(address))) {
    const hint = "the host points into a private network";
    throw new RefreshError({ kind: "fetch", rule: "public-address", pointer: "#", hint });
  }
  return addresses;
}

// https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry
const SPECIAL_V4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...["224.0.0.0/4", "240.0.0.0/4"],
];
const GLOBAL_V6 = ["2000::/3"];
const SPECIAL_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

/** Whether an address is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  if (!isIPv6(address)) return isIP(address) === 4 && !SPECIAL.check(address, "ipv4");
  const embedded = readEmbedded(address);
  if (embedded !== undefined) return isPublicAddress(embedded);
  return GLOBAL.check(address, "ipv6") && !SPECIAL.check(address, "ipv6");
}

const SPECIAL = listOf([...SPECIAL_V4, ...SPECIAL_V6]);
const GLOBAL = listOf(GLOBAL_V6);

function listOf(blocks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const block of blocks) {
    const [network = "", length] = block.split("/");
    list.addSubnet(network, Number(length), isIPv6(network) ? "ipv6" : "ipv4");
  }
  return list;
}

/** The IPv4 address inside of a mapped one, or of one that a translator of an IPv6-only network made. */
function readEmbedded(address: string): string | undefined {
  const plain = URL.parse(`http://[${address.replace(/%.*$/u, "")}]/`)?.hostname ?? "";
  const [, high = "", low = ""] = /^\[(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/u.exec(plain) ?? [];
  if (high === "") return undefined;
  const numbers = [high, low].map((part) => Number.parseInt(part, 16));
  return numbers.flatMap((part) => [part >> 8, part & 0xff]).join(".");
}
