import { parseBaseUrl } from "../request/base-url.ts";
import type { Finding } from "./doctor-report.ts";

/** What the base URL turned out to be. */
export interface CheckedBaseUrl {
  readonly finding: Finding;
  /** Absent when the base URL cannot be used. */
  readonly url?: URL;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Looks at the address alone; asks nobody. The path is compared, never told. */
export function checkBaseUrl(readBaseUrl: () => string, basePath: string | undefined): CheckedBaseUrl {
  let url: URL;
  try {
    url = new URL(parseBaseUrl(readBaseUrl()));
  } catch {
    const advice = "Give http or https with host and path only, such as https://api.example.com/v1";
    return { finding: { outcome: "failed", found: "the address cannot be used", advice } };
  }
  const found = `${url.protocol}//${url.host}`;
  if (url.protocol === "http:" && !LOOPBACK.test(url.hostname)) {
    const advice = "Use https: credentials and answers can be read and changed on the way";
    return { url, finding: { outcome: "warning", found: `${found}, not encrypted`, advice } };
  }
  const path = url.pathname.replace(/\/+$/, "");
  if (basePath !== undefined && path !== basePath) {
    const usual = basePath === "" ? "no path" : `the path ${basePath}`;
    const advice = `Check the path: the vendor's own installations have ${usual}`;
    return { url, finding: { outcome: "warning", found: `${found}, with another path than usual`, advice } };
  }
  return { url, finding: { outcome: "ok", found } };
}
