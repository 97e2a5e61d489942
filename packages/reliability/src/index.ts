// The matrix
export { type LimitFigure, measureLimits } from "./figures/limits.ts";
export { measureOutages, type OutageFigure } from "./figures/outage.ts";
export { findQuantile, measureRealTime, type RealTimeFigure } from "./figures/real-time.ts";
export { measureTokens, type TokenFigure } from "./figures/tokens.ts";
export { addTallies, type Cell, type Failing, listCells, nameCell, runMatrix, type Tally } from "./run/run-matrix.ts";
export { SUBJECTS } from "./subjects/subjects.ts";
