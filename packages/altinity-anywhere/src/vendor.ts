/** Name of the vendor in errors and events. */
export const VENDOR = "altinity-anywhere";
