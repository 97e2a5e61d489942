import { finishSwap } from "./swap.ts";

const [root = "", journal = ""] = process.argv.slice(2);
await finishSwap(root, journal);
