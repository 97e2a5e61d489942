// The source, not the built package: a mock must start in a fresh clone.
import "../packages/testing/src/command/main.ts";
