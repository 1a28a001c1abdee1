#!/bin/sh
# The clerk's main job in a browser, against the demo city: first account, search, sheet, history, proof saved; the node is
# stopped; both verifiers say valid, and with one byte changed both refuse, for the same reason, said in words.
# The browser is $CHROMIUM or /usr/bin/chromium; the console's packages must be installed (./titlechain build does).
. "$(dirname -- "$0")/node.inc"

titlechain build
start_node "$work/data" --demo
right "node at $url"
link() { grep -o '/setup/[A-Za-z0-9_-]*' "$work/node.out"; }
await 10 link || wrong 'the link for the first account was not printed'
secret=$(link | head -n 1)
secret=${secret#/setup/}
desks() { grep -q '示范业务就绪' "$work/node.out"; }
await 120 desks || wrong 'the demo city and its cases did not appear within two minutes'
right 'the demo city and its cases are there'

# The browser keeps its profile in the folder that goes away with the script, and ends with it after two minutes at most.
mkdir "$work/saved"
if ! (cd "$root/app/console" && TMPDIR=$work timeout -k 5 120 node dev/e2e.mjs \
    --url "$url" --setup "$secret" --node "$node" --out "$work/saved") >"$work/walk.out" 2>&1; then
    cat "$work/walk.out" >&2
    wrong 'the walk through the console'
fi
sed -n 's/^· /ok: /p' "$work/walk.out"
grep -q '^all steps done$' "$work/walk.out" || wrong 'the walk did not end'
stop_node

cd "$work/saved"
titlechain verify unit.titleproof --trust trust.json >said || wrong "the command refuses the saved proof: $(cat said)"
if titlechain verify altered.titleproof --trust trust.json >said; then wrong 'the command takes the altered proof'; fi
grep -qx "$(cat reason)" said || wrong "the command refuses for another reason than the page: $(cat said)"
right "titlechain verify: valid; with one byte changed refused: $(sed -n 2p said)"
right 'the console does its main job; no breach of its policy, no request elsewhere'
