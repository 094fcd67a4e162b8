import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { PROJECT_DIRECTORY } from './config.ts';

const packageJson = readFileSync(path.join(PROJECT_DIRECTORY, 'package.json'), 'utf8');

/** The version of this program, as `package.json` has it. */
export const VERSION = z.object({ version: z.string() }).parse(JSON.parse(packageJson)).version;
