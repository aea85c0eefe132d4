/** Types of `build.mjs` for the tests. */
export type Part = 'main' | 'renderer'
export function sourcesHere(): boolean
export function isStale(part: Part): boolean
export function build(which?: Part[]): Promise<void>
export function ensureBuilt(which?: Part[], onBuild?: () => void): Promise<void>
