import type { Permissions } from "./gate/committed.ts";

/** The flags that let something pass which is refused without, as `parseArgs` takes them. */
export const PERMISSION_FLAGS = {
  "allow-shrink": { type: "boolean", default: false },
  "allow-host": { type: "boolean", default: false },
  "allow-security-loss": { type: "boolean", default: false },
} as const;

/** What the flags allow. */
export function readPermissions(values: Readonly<Record<keyof typeof PERMISSION_FLAGS, boolean>>): Permissions {
  return {
    allowShrink: values["allow-shrink"],
    allowHost: values["allow-host"],
    allowSecurityLoss: values["allow-security-loss"],
  };
}
