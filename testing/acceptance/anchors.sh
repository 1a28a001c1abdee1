#!/bin/sh
# A witness cosigns what extends what it saw, forgets nothing when it is killed, and names a forked copy of a node.
. "$(dirname -- "$0")/node.inc"

titlechain generate --messages 6 --seed 11 --out "$work/messages" >/dev/null
titlechain generate --messages 6 --seed 12 --out "$work/other" >/dev/null
start_node "$work/city"
titlechain import "$work/messages" --data "$work/city" >/dev/null
titlechain trust --data "$work/city" --out "$work/trust.json" >/dev/null

witness() { titlechain witness "$@" --trust "$work/trust.json" --folder "$work/witness"; }
witness "$url" --once || wrong 'the witness did not cosign an honest node'
witness "$url" --every 100 >"$work/witness.out" 2>&1 &
watching=$!
await 20 grep -q 'http://127.0.0.1:' "$work/witness.out" || { cat "$work/witness.out" >&2; wrong 'no witness'; }
at=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/witness.out" | head -n 1)
titlechain import "$work/other" --data "$work/city" >/dev/null
newest() { [ "$(api /members | json 'it.height')" = "$(curl -fsS "$at/state" | json 'it.height')" ]; }
await 20 newest || wrong "the witness stays behind: $(curl -fsS "$at/state")"
curl -fsS "$at/checkpoint" | grep -q '^— witness ' || wrong 'no cosignature'
kill -KILL "$watching"
wait "$watching" 2>/dev/null || true
stop_node
right 'an honest node is cosigned; the witness was killed'

# The same folder twice, and each goes on by itself.
cp -a "$work/city" "$work/copy"
titlechain generate --messages 3 --seed 13 --out "$work/fork" >/dev/null
start_node "$work/copy"
titlechain import "$work/fork" --data "$work/copy" >/dev/null
copy=$node
copy_url=$url
node=''
trap 'kill "$copy" 2>/dev/null || true; finish' EXIT INT TERM
start_node "$work/city"
titlechain generate --messages 2 --seed 14 --out "$work/on" >/dev/null
titlechain import "$work/on" --data "$work/city" >/dev/null
found=0
witness "$url" "$copy_url" --once >"$work/split.out" || found=$?
cat "$work/split.out"
[ "$found" -eq 1 ] || wrong "a forked copy gave exit $found"
grep -q '出示了两套历史' "$work/split.out" && grep -q 'showed two histories' "$work/split.out" || wrong 'not named'
found=0
witness "$url" --once >/dev/null || found=$?
[ "$found" -eq 1 ] || wrong 'the witness forgot the split view'
kill "$copy"
wait "$copy" 2>/dev/null || true
stop_node
evidence="$work/witness/split-view.proof"
titlechain verify "$evidence" --trust "$work/trust.json" || wrong 'the evidence was refused'
node "$root/testing/acceptance/alter-byte.mjs" "$evidence" "$work/altered.proof"
if titlechain verify "$work/altered.proof" --trust "$work/trust.json"; then wrong 'altered evidence passed'; fi
right 'a forked copy is named in one round, with evidence that is verified offline'
