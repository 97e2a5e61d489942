import type { PageStyle } from "@vendor-clients/runtime";

/**
 * How Altinity.Cloud Anywhere says "more": it does not. Every list of the schema comes whole, and no field takes a
 * limit, an offset or a cursor; the lists of environments take a filter by name only.
 *
 * A list may come in another order each time, so compare lists by name, never by index.
 *
 * @see https://github.com/Altinity/terraform-provider-altinitycloud/blob/master/CHANGELOG.md
 */
export const pageStyles: Readonly<Record<string, PageStyle>> = {};
