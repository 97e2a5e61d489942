import { readFileSync } from "node:fs";

/** A file of the panel's page. */
export interface Asset {
  readonly type: string;
  readonly text: string;
}

const TYPES: Readonly<Record<string, string>> = {
  "page.html": "text/html; charset=utf-8",
  "page.css": "text/css; charset=utf-8",
  "page.js": "text/javascript; charset=utf-8",
};

/** A file of the panel's page by name; `undefined` when it has none of this name. */
export function readAsset(name: string): Asset | undefined {
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (type === undefined) return undefined;
  return { type, text: readFileSync(new URL(`assets/${name}`, import.meta.url), "utf8") };
}
