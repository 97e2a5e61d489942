// The mocks as handlers of MSW
export type { PortableMockOptions } from "../portable/portable-mock.ts";
export { createMswMock, handlers, type MswMock } from "./handlers.ts";
