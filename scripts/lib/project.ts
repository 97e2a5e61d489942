import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the project, absolute. */
export const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));

/** A file of a package, absolute. */
export function packagePath(name: string, file: string): string {
  return join(ROOT, "packages", name, file);
}

/** A file of a vendor's specification, from the root of the project. */
export function specFile(vendor: string, file: string): string {
  return `specs/${vendor}/${file}`;
}
