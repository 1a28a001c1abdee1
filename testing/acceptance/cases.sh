#!/bin/sh
# The office's main job in a browser, against the demo city: a sale with its mortgage by five people, its trace verified
# offline, a sale over a seizure refused, a rule tightened by vote, two clerks racing for one unit.
# The browser is $CHROMIUM or /usr/bin/chromium; the console's packages must be installed (./titlechain build does).
. "$(dirname -- "$0")/node.inc"

titlechain build
start_node "$work/data" --demo
right "node at $url"
secret=$(grep -o '/setup/[A-Za-z0-9_-]*' "$work/node.out" | head -n 1)
secret=${secret#/setup/}
await 60 grep -q 'password: ' "$work/node.out" || wrong 'the people of the demonstration did not appear within a minute'
right 'the demo city and its office are there'

if ! (cd "$root/app/console" && TMPDIR=$work timeout -k 5 240 node dev/cases.mjs --url "$url" --setup "$secret" \
    --people "$work/data/demo-people.txt" --out "$work/sale.caseproof") >"$work/walk.out" 2>&1; then
    cat "$work/walk.out" >&2
    wrong 'the walk through the office'
fi
sed -n 's/^· /ok: /p' "$work/walk.out"
grep -q '^all steps done$' "$work/walk.out" || wrong 'the walk did not end'

titlechain trust --data "$work/data" --out "$work/trust.json"
stop_node
titlechain verify "$work/sale.caseproof" --trust "$work/trust.json" || wrong 'the trace is not valid offline'
right 'the trace of the sale is valid with the node stopped'
