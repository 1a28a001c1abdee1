#!/bin/sh
# A witness cosigns what extends what it saw, forgets nothing when it is killed, and names a forked copy of a node. Then
# three chains: a city's checkpoint is anchored in the province's and that one's in the nation's, and a title of the city
# is verified with the nation's keys alone, with all nodes stopped.
. "$(dirname -- "$0")/node.inc"
others=''
stop_others() { for process in $others; do kill "$process" 2>/dev/null || true; done; }
trap 'stop_others; finish' EXIT INT TERM

# keep_node NAME: lets the node run on beside the next one; sets NAME_url
keep_node() {
    others="$others $node"
    eval "$1_url=\$url"
    node=''
}

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
titlechain trust --data "$work/city" --out "$work/city.json" >/dev/null

witness() { titlechain witness "$@" --trust "$work/city.json" --folder "$work/witness"; }
witness "$url" --once || wrong 'the witness did not cosign an honest node'
"$root/titlechain" witness "$url" --every 100 --trust "$work/city.json" --folder "$work/witness" \
    >"$work/witness.out" 2>"$work/witness.err" &
watching=$!
others="$watching"
await 20 grep -q 'http://127.0.0.1:' "$work/witness.out" || { cat "$work/witness.err" >&2; wrong 'no witness'; }
at=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/witness.out" | head -n 1)
titlechain import "$work/more" --data "$work/city" >/dev/null
newest() { [ "$(api /members | json 'it.height')" = "$(curl -fsS "$at/state" | json 'it.height')" ]; }
await 20 newest || wrong "the witness stays behind: $(curl -fsS "$at/state")"
curl -fsS "$at/checkpoint" | grep -q '^— witness ' || wrong 'no cosignature'
kill -KILL "$watching"
wait "$watching" 2>/dev/null || true
others=''
stop_node
right 'an honest node is cosigned; the witness was killed'

# The same folder twice, and each goes on by itself.
cp -a "$work/city" "$work/copy"
start_node "$work/copy"
titlechain import "$work/fork" --data "$work/copy" >/dev/null
keep_node copy
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
stop_others
evidence="$work/witness/split-view.proof"
titlechain verify "$evidence" --trust "$work/city.json" || wrong 'the evidence was refused'
node_script="$root/testing/acceptance/alter-byte.mjs"
node "$node_script" "$evidence" "$work/altered.proof"
if titlechain verify "$work/altered.proof" --trust "$work/city.json"; then wrong 'altered evidence passed'; fi
right 'a forked copy is named in one round, with evidence that is verified offline'

unit=$(api '/units?kind=building&limit=1' | json 'it.items[0].unit')
keep_node city
start_node "$work/province"
titlechain trust --data "$work/province" --out "$work/province.json" >/dev/null
keep_node province
start_node "$work/nation"
titlechain trust --data "$work/nation" --out "$work/nation.json" >/dev/null
keep_node nation
if titlechain anchor --data "$work/city" --to "$province_url" 2>"$work/refused"; then wrong 'an unknown chain was anchored'; fi
grep -q ANCHOR_CHAIN_UNKNOWN "$work/refused" || { cat "$work/refused" >&2; wrong 'not refused for its reason'; }
titlechain anchor accept "$work/city.json" --data "$work/province"
titlechain anchor accept "$work/province.json" --data "$work/nation"
titlechain anchor --data "$work/city" --to "$province_url" >"$work/once"
titlechain anchor --data "$work/city" --to "$province_url" >"$work/twice"
cmp "$work/once" "$work/twice" || wrong 'anchoring again was not the same'
[ "$(curl -fsS "$province_url/api/v1/anchors" | json 'it.items[0].anchors')" = 1 ] || wrong 'anchored twice'
# Another message, so that the checkpoint of the proof is a new one.
messages 1 last
titlechain import "$work/last" --data "$work/city" >/dev/null
absent=999901001001GB99999F99999999
titlechain prove "$unit" --data "$work/city" --anchored --to "$province_url" --to "$nation_url" --out "$work/unit.proof"
titlechain prove "$absent" --data "$work/city" --anchored --to "$province_url" --out "$work/absent.proof"
stop_others
for process in $others; do wait "$process" 2>/dev/null || true; done
right 'anchored in the province and the nation; all nodes stopped'

titlechain verify "$work/unit.proof" --trust "$work/nation.json" || wrong 'the proof of a proof was refused'
titlechain verify "$work/absent.proof" --trust "$work/province.json" || wrong 'the anchored proof of absence was refused'
if titlechain verify "$work/unit.proof" --trust "$work/province.json"; then wrong 'verified with keys of a chain in between'; fi
node "$node_script" "$work/unit.proof" "$work/altered.proof"
if titlechain verify "$work/altered.proof" --trust "$work/nation.json"; then wrong 'an altered proof passed'; fi
right "the title of a city's unit is verified with the nation's keys alone; the altered one refused"
