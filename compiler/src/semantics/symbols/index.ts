/** What names mean, for editors: which thing each stands for, and where it is declared. */
export { blocksOfModule, inlineBlock } from './entities.js';
export { factOf, factsOf, type PropertyFact, showValue } from './facts.js';
export { findMember, findName, type Found } from './lookup.js';
export { inUnits, unitsOf } from './quantities.js';
export { occurrencesIn } from './occurrences.js';
export { blockOf, blockSymbol, declarationOf, type Occurrence, type Symbol, symbolKey, symbolName } from './symbol.js';
