import type { Node } from "./generated/types.ts";

/**
 * Whether a node takes writes: CCX calls that `primary` or `master`, in any case.
 *
 * @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/types.go (IsPrimary)
 */
export function isPrimaryNode({ role }: Pick<Node, "role">): boolean {
  return /^(primary|master)$/i.test(role);
}
