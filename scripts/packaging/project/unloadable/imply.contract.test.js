// @ts-expect-error: there is no such package, which is the point
import "@vendor-clients/no-such-package";
