/** The rules: pure functions over data, clock and calendar passed in. */
export * from './calendar'
export * from './dates'
export * from './deadlines'
export * from './iin'
export * from './keyboard'
export * from './names'
export * from './phone'
