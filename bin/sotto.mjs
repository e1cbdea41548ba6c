#!/usr/bin/env node
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { become, findNode, root } from './node.mjs';

const main = join(root, 'src', 'main.ts');
// A second process is only started where this one could not run it.
if (findNode() === process.execPath) await import(pathToFileURL(main).href);
else become(main, process.argv.slice(2));
