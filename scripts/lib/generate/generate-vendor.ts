import type { PageStyle } from "@vendor-clients/runtime";
import { toCanonicalJson } from "../canonical.ts";
import { packagePath, specFile } from "../project.ts";
import { buildOpenApi } from "../specs.ts";
import type { Vendor } from "../vendors.ts";
import { generateRest } from "./generate-rest.ts";
import { CLIENT_SETTINGS } from "./settings.ts";

/** Everything that generation makes for one vendor. */
export interface VendorOutput {
  /** Content by path from the root of the project. */
  readonly files: ReadonlyMap<string, string>;
  readonly operations: number;
  readonly paging: number;
  readonly types: number;
}

/** Makes a vendor's document from upstream and overrides, and its client's generated files from that. Writes nothing. */
export async function generateVendor(vendor: Vendor): Promise<VendorOutput> {
  return vendor.kind === "graphql" ? generateGraphqlVendor() : generateRestVendor(vendor.name);
}

async function generateRestVendor(name: string): Promise<VendorOutput> {
  const settings = CLIENT_SETTINGS[name];
  if (!settings) throw new TypeError(`Cannot generate "${name}": scripts/lib/generate/settings.ts has no entry for it`);
  const document = await buildOpenApi(name);
  const { pageStyles }: { pageStyles: Readonly<Record<string, PageStyle>> } = await import(
    packagePath(name, "src/pagination.ts")
  );
  const generated = await generateRest(document, { ...settings, pageStyles });
  const files = new Map([[specFile(name, "openapi.json"), toCanonicalJson(document)]]);
  for (const [file, content] of generated.files) files.set(generatedFile(name, file), content);
  return { files, operations: generated.operations, paging: generated.paging, types: generated.schemas };
}

async function generateGraphqlVendor(): Promise<VendorOutput> {
  const name = "altinity-anywhere";
  const { generateAnywhere } = await import("../graphql/generate.ts");
  const generated = await generateAnywhere();
  const files = new Map([...generated.files].map(([file, content]) => [generatedFile(name, file), content]));
  return { files, operations: generated.operations, paging: 0, types: generated.types };
}

function generatedFile(vendor: string, file: string): string {
  return `packages/${vendor}/src/generated/${file}`;
}
