// usage: alter-byte.mjs FROM TO   copies a file with one byte in its middle changed
import { readFileSync, writeFileSync } from 'node:fs'

const [from, to] = process.argv.slice(2)
const bytes = readFileSync(from)
bytes[bytes.length >> 1] ^= 1
writeFileSync(to, bytes)
