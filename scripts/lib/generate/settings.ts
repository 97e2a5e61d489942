import type { BodilessAnswers } from "./operation-facts.ts";

/** What one REST client is generated with, beside its document and its page styles. */
export interface ClientSettings {
  readonly interfaceName: string;
  /** Property of the vendor's envelope that holds the data. */
  readonly envelope?: string;
  /** Which operations the vendor answers without a body, whatever its document says. */
  readonly bodiless?: BodilessAnswers;
  /** Whether the vendor's server is lax about types, so that the client sets its answers right. */
  readonly isLenient?: boolean;
}

/** Settings by vendor. */
export const CLIENT_SETTINGS: Readonly<Record<string, ClientSettings>> = {
  // Some operations answer nothing or `null`: https://github.com/Altinity/acmctl/blob/main/pkg/api/client.go
  "altinity-acm": { interfaceName: "AltinityAcm", envelope: "data", bodiless: "all", isLenient: true },
  // The vendor's own clients ignore what changes answer, so nothing is known of it.
  ccx: { interfaceName: "Ccx", bodiless: "writes", isLenient: true },
  instaclustr: { interfaceName: "Instaclustr" },
  // A client has to bear empty answers: https://docs.imply.io/api/manager/manager-api-reference
  imply: { interfaceName: "Imply", bodiless: "writes" },
  palette: { interfaceName: "Palette" },
  "edge-host": { interfaceName: "EdgeHost" },
};
