#!/bin/sh
# A witness cosigns what extends what it saw, forgets nothing when it is killed, and names a forked copy of a node.
. "$(dirname -- "$0")/node.inc"

# messages COUNT FOLDER: moves so many of the generated messages, in their order, into a folder of their own
titlechain generate --messages 24 --seed 11 --out "$work/all" >/dev/null
messages() {
    mkdir "$work/$2"
    find "$work/all" -name 'Biz*.xml' | sort | head -n "$1" | while read -r file; do mv "$file" "$work/$2/"; done
}
messages 8 messages
messages 4 more
messages 4 on
messages 5 fork
start_node "$work/city"
titlechain import "$work/messages" --data "$work/city" >/dev/null
titlechain trust --data "$work/city" --out "$work/trust.json" >/dev/null

witness() { titlechain witness "$@" --trust "$work/trust.json" --folder "$work/witness"; }
witness "$url" --once || wrong 'the witness did not cosign an honest node'
"$root/titlechain" witness "$url" --every 100 --trust "$work/trust.json" --folder "$work/witness" \
    >"$work/witness.out" 2>"$work/witness.err" &
watching=$!
trap 'kill "$watching" 2>/dev/null || true; finish' EXIT INT TERM
await 20 grep -q 'http://127.0.0.1:' "$work/witness.out" || { cat "$work/witness.err" >&2; wrong 'no witness'; }
at=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/witness.out" | head -n 1)
titlechain import "$work/more" --data "$work/city" >/dev/null
newest() { [ "$(api /members | json 'it.height')" = "$(curl -fsS "$at/state" | json 'it.height')" ]; }
await 20 newest || wrong "the witness stays behind: $(curl -fsS "$at/state")"
curl -fsS "$at/checkpoint" | grep -q '^— witness ' || wrong 'no cosignature'
kill -KILL "$watching"
wait "$watching" 2>/dev/null || true
stop_node
right 'an honest node is cosigned; the witness was killed'

# The same folder twice, and each goes on by itself.
cp -a "$work/city" "$work/copy"
start_node "$work/copy"
titlechain import "$work/fork" --data "$work/copy" >/dev/null
copy=$node
copy_url=$url
node=''
trap 'kill "$copy" 2>/dev/null || true; finish' EXIT INT TERM
start_node "$work/city"
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
