/** Codes of a connection that never reached a server. */
const UNREACHED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|ENETUNREACH|EHOSTUNREACH|EHOSTDOWN|ENETDOWN|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/;

const EXPLANATIONS: readonly (readonly [codes: RegExp, found: string, advice: string])[] = [
  [
    /^ECONNREFUSED$/,
    "the host refused the connection",
    "Check port and host: nothing listens there, or a firewall is in between",
  ],
  [/^(ENOTFOUND|EAI_NONAME)$/, "the host name does not exist", "Check the host of the base URL and this machine's DNS"],
  [/^EAI_\w+$/, "the host name could not be looked up", "Check this machine's DNS"],
  [
    /^(ENETUNREACH|EHOSTUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/,
    "there is no way to the host",
    "Check this machine's network, VPN and routes",
  ],
  [/TIMEOUT|TIMEDOUT/, "no answer in time", "Check firewall and proxy: a dropped connection looks like this"],
  [
    /ALTNAME|HOSTNAME_MISMATCH/,
    "the certificate is for another host",
    "Check the host of the base URL: another server answers there",
  ],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/,
    "the certificate is signed by itself",
    "Give its authority by NODE_EXTRA_CA_CERTS, or by the client's own trust where it has one",
  ],
  [/EXPIRED/, "the certificate has expired", "Have the server's certificate renewed, or correct this machine's clock"],
  [/NOT_YET_VALID/, "the certificate is not valid yet", "Correct this machine's clock"],
  [/^ERR_CERTIFICATE_PIN$/, "the certificate is not the pinned one", "Compare its SHA-256 with the one that you gave"],
  [
    /^(CERT_|UNABLE_TO_|ERR_TLS_CERT|ERR_CERTIFICATE_)/,
    "the certificate is not trusted",
    "Give its authority by NODE_EXTRA_CA_CERTS, or by the client's own trust where it has one",
  ],
  [
    /^(EPROTO|ERR_SSL_\w+|HPE_\w+|UND_ERR_SOCKET)$/,
    "the server does not speak this protocol",
    "Check http against https, and the port",
  ],
  [/^(ECONNRESET|EPIPE|ECONNABORTED)$/, "the connection was cut", "Check http against https, proxy and firewall"],
];

/** What a code of the system means, and what to do. */
export function explainCode(code: string | undefined): { readonly found: string; readonly advice: string } {
  const row = EXPLANATIONS.find(([codes]) => code !== undefined && codes.test(code));
  const [, found, advice] = row ?? [
    undefined,
    "the connection failed",
    "Try the host with another program from this machine",
  ];
  return { found: code === undefined ? found : `${found} (${code})`, advice };
}

/** Whether a code says that no server was reached, so that there is no certificate to look at either. */
export function isUnreached(code: string | undefined): boolean {
  return code !== undefined && UNREACHED.test(code);
}
