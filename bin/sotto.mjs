#!/usr/bin/env node
import { join } from 'node:path';
import { become, root } from './node.mjs';

become(join(root, 'src', 'main.ts'), process.argv.slice(2));
