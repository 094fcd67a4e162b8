#!/usr/bin/env bash
# node:sqlite of Node.js 22.23.3: a text with a zero character in it is stored whole and read only up to the zero.
#
# SQLite holds "tea\0pot" as 7 bytes (hex() and length(CAST(… AS BLOB)) say so), and better-sqlite3 reads all 7. StatementSync.get() of node:sqlite gives
# "tea": no error, so a program that reads a row and writes it again loses the rest. Node.js 24.21.0 gives the whole text.
#
# Exit code 0 while it is so, 1 when it has changed.
set -euo pipefail
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory"
echo '{ "private": true, "allowScripts": { "node": true } }' >package.json
npm install --silent --no-audit --no-fund node@22.23.3
cat >see.mjs <<'JS'
import { DatabaseSync } from 'node:sqlite';

const database = new DatabaseSync(':memory:');
database.exec('CREATE TABLE rows (text TEXT)');
database.prepare('INSERT INTO rows VALUES (?)').run('tea\0pot');
const row = database.prepare('SELECT text, hex(text) AS hex FROM rows').get();
console.log(`${process.version} stored: ${row.hex}, read: ${JSON.stringify(row.text)}`);
process.exit(row.text === 'tea' && row.hex === '74656100706F74' ? 0 : 1);
JS
node_modules/node/bin/node --no-warnings see.mjs
