export { createFakeClock, type FakeClock } from "@vendor-clients/testing/clock";
