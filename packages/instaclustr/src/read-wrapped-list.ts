/**
 * What stands in a list that Instaclustr wraps in another one: accounts that hold clusters, clusters that hold users or rules.
 *
 * Mostly there is one entry, but none when there is nothing to show, and several where a user sees several accounts; so no `[0]`.
 *
 * @example
 * const accounts = unwrap(await instaclustr.GET("/cluster-management/v2/data-sources/clusters/v2"));
 * for (const { id, application } of readWrappedList(accounts, "clusters")) console.log(id, application);
 * @see https://github.com/instaclustr/operator/blob/main/pkg/instaclustr/client.go
 */
export function readWrappedList<Field extends string, Item>(
  list: readonly { readonly [F in Field]?: readonly Item[] | null }[] | null | undefined,
  field: Field,
): Item[] {
  return (list ?? []).flatMap((entry) => entry[field] ?? []);
}
