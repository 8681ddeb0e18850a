import { main } from './main.js';

// Bundled as one CommonJS script, which knows where it lies.
main(__filename);
