#!/bin/sh
# A newcomer's first minutes: demo city, search, sheet, history, proof; node stopped; proof verified offline; one byte
# changed and refused.
. "$(dirname -- "$0")/node.inc"

start_node "$work/data" --demo
right "node at $url"
enough() { [ "$(api '/statistics/home' | json 'it.units')" -ge 100 ]; }
await 60 enough || wrong 'the demo city did not appear within a minute'
right 'the demo city is there'

unit=$(api '/units?kind=building&limit=1' | json 'it.items[0].unit')
fragment=$(printf '%s' "$unit" | tail -c 8)
api "/units?text=$fragment" | json "it.items.some(u => u.unit === '$unit')" | grep -q true || wrong 'not found by its last eight digits'
right "unit $unit found by its last eight digits"
api "/units/$unit" | json 'it.unit' | grep -q "$unit" || wrong 'no sheet'
api "/units/$unit/history" | json 'it.items.length > 0' | grep -q true || wrong 'no history'
api "/units/$unit/proof" -o "$work/unit.titleproof"
titlechain trust --data "$work/data" --out "$work/trust.json"
absent=999901001001GB99999F99999999
api "/units/$absent/proof" -o "$work/absent.titleproof"
stop_node
right 'node stopped'

titlechain verify "$work/unit.titleproof" --trust "$work/trust.json" || wrong 'the proof was refused'
titlechain verify "$work/absent.titleproof" --trust "$work/trust.json" || wrong 'the proof of absence was refused'
titlechain prove "$unit" --data "$work/data" --out "$work/stopped.titleproof" || wrong 'prove without a node'
titlechain verify "$work/stopped.titleproof" --trust "$work/trust.json" || wrong 'the proof made without a node was refused'
node "$root/testing/acceptance/alter-byte.mjs" "$work/unit.titleproof" "$work/altered.titleproof"
if titlechain verify "$work/altered.titleproof" --trust "$work/trust.json"; then wrong 'an altered proof passed'; fi
usage=0; titlechain verify "$work/unit.titleproof" >/dev/null 2>&1 || usage=$?
[ "$usage" -eq 2 ] || wrong "a missing trust file gave exit $usage"
right 'proofs verified offline; the altered one refused'
titlechain fsck "$work/data" || wrong 'fsck found something on a clean folder'
right 'fsck clean'
