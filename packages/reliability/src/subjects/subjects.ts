import type { Subject } from "../subject.ts";
import { altinityAcm } from "./altinity-acm.ts";
import { ccx } from "./ccx.ts";
import { edgeHost } from "./edge-host.ts";
import { imply } from "./imply.ts";
import { instaclustr } from "./instaclustr.ts";
import { palette } from "./palette.ts";

/** Every vendor of the matrix. */
export const SUBJECTS: readonly Subject[] = [palette, instaclustr, imply, ccx, altinityAcm, edgeHost];
