/** Secrets of the matrix: their first eight characters stand nowhere else. */
export const HONEY = {
  palette: { password: "Zq7pPaw9-honey-palette-x1", token: "Tq8kPat3-honey-token-" },
  instaclustr: { apiKey: "Kw4nIns5-honey-instaclustr-x2" },
  imply: { clientSecret: "Vb6mImp2-honey-imply-x3", token: "Hd3jImt7-honey-token-" },
  ccx: { clientSecret: "Yc9rCcx4-honey-ccx-x4", token: "Gf5sCct6-honey-token-" },
  acm: { password: "Rj2tAcm8-honey-acm-x5", token: "Nx7uAct1-honey-token-" },
  edgeHost: { password: "Lp5vEdg3-honey-edge-x6", token: "Mz4wEdt9-honey-token-" },
} as const;
