#!/bin/sh
# The clerk's main job in a browser, against the demo city: first account, search, sheet, history, proof, the public page.
# The browser is $CHROMIUM or /usr/bin/chromium; the console's packages must be installed (./titlechain build does).
. "$(dirname -- "$0")/node.inc"

titlechain build
start_node "$work/data" --demo
right "node at $url"
link() { grep -o '/setup/[A-Za-z0-9_-]*' "$work/node.out"; }
await 10 link || wrong 'the link for the first account was not printed'
secret=$(link | head -n 1)
secret=${secret#/setup/}
enough() { [ "$(api '/statistics/home' | json 'it.units')" -ge 100 ]; }
await 60 enough || wrong 'the demo city did not appear within a minute'
right 'the demo city is there'

# The browser keeps its profile in the folder that goes away with the script, and ends with it after a minute at most.
if ! (cd "$root/app/console" && TMPDIR=$work timeout -k 5 60 node dev/e2e.mjs --url "$url" --setup "$secret") \
    >"$work/walk.out" 2>&1; then
    cat "$work/walk.out" >&2
    wrong 'the walk through the console'
fi
sed -n 's/^· /ok: /p' "$work/walk.out"
grep -q '^all steps done$' "$work/walk.out" || wrong 'the walk did not end'
stop_node
right 'the console does its main job; no breach of its policy, no request elsewhere'
