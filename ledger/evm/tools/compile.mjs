// Compiles the contract: npm ci && npm run contract. The result is checked in; a test compares it with a fresh one.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import solc from 'solc';

const name = 'TitleChainOrder';
const source = fileURLToPath(new URL(`../src/main/solidity/${name}.sol`, import.meta.url));
const target =
  process.argv[2] ?? fileURLToPath(new URL(`../src/main/resources/org/titlechain/evm/${name}.hex`, import.meta.url));

const input = {
  language: 'Solidity',
  sources: { [`${name}.sol`]: { content: readFileSync(source, 'utf8') } },
  settings: {
    // The oldest rules that the compiler still stands by: later chains run it as well.
    evmVersion: 'london',
    optimizer: { enabled: true, runs: 200 },
    metadata: { bytecodeHash: 'none', appendCBOR: false },
    outputSelection: { '*': { '*': ['evm.bytecode.object', 'evm.methodIdentifiers'] } },
  },
};
const output = JSON.parse(solc.compile(JSON.stringify(input)));
for (const message of output.errors ?? []) {
  if (message.errorCode !== '1878') console.error(message.formattedMessage); // 1878: no SPDX line
  if (message.severity === 'error') process.exitCode = 1;
}
const contract = output.contracts?.[`${name}.sol`]?.[name];
if (contract) {
  writeFileSync(target, contract.evm.bytecode.object + '\n');
  console.log(`${name}: ${contract.evm.bytecode.object.length / 2} bytes, ${JSON.stringify(contract.evm.methodIdentifiers)}`);
}
