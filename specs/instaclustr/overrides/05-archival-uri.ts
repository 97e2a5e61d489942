import { defineOverride, expectValue, getObject } from "../../../scripts/lib/override.ts";

const URI = "#/components/schemas/AwsArchivalV2/properties/archivalS3Uri";

export const override = defineOverride({
  what: "The pattern of the archival URI allows no folder below the bucket, which the vendor's own example has.",
  evidence: "https://instaclustr.redoc.ly/Current/",
  date: "2026-11-21",
  apply(document) {
    expectValue(document, `${URI}/pattern`, "^s3:\\/\\/[a-zA-Z0-9_-]+[^\\/]$");
    getObject(document, URI)["pattern"] = "^s3:\\/\\/[a-zA-Z0-9._-]+(\\/.*)?$";
  },
});
