import { defineOverride, expectAbsent, getObject } from "../../../scripts/lib/override.ts";
import { isFullView, isRevision25 } from "../revisions.ts";

const BROKEN = "/cluster/{id}/defaults{profile})";
const MEANT = "/cluster/{id}/defaults/{profile}";

export const override = defineOverride({
  what: "Revision 25.7.34 breaks the path of the reset to defaults: the slash is a closing bracket at the end",
  evidence: "https://acm.altinity.cloud/api/reference.json, 26.1.59 has the path with its slash",
  date: "2026-11-21",
  appliesTo: (document) => isRevision25(document) && isFullView(document),
  apply(document) {
    const paths = getObject(document, "#/paths");
    expectAbsent(paths, `#/${MEANT.replaceAll("/", "~1")}`);
    paths[MEANT] = getObject(paths, `#/${BROKEN.replaceAll("/", "~1")}`);
    delete paths[BROKEN];
  },
});
