/** The second verifier, written from docs/formats.md alone, for the browser and for scripts. */
export { verifyFile, type Verdict } from './verify';
export type { Reason, ReasonCode } from './reasons';
