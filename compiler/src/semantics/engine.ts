/** Name and version of the language that made an IR; the version of the package. */
export const engine = 'dcplan 0.1.0';
