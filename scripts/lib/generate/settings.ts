/** What one REST client is generated with, beside its document and its page styles. */
export interface ClientSettings {
  readonly interfaceName: string;
  /** Property of the vendor's envelope that holds the data. */
  readonly envelope?: string;
}

/** Settings by vendor. */
export const CLIENT_SETTINGS: Readonly<Record<string, ClientSettings>> = {
  "altinity-acm": { interfaceName: "AltinityAcm", envelope: "data" },
  ccx: { interfaceName: "Ccx" },
  instaclustr: { interfaceName: "Instaclustr" },
  imply: { interfaceName: "Imply" },
  palette: { interfaceName: "Palette" },
  "edge-host": { interfaceName: "EdgeHost" },
};
