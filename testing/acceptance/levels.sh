#!/bin/sh
# Four levels on one machine over the real CometBFT: a message posted at the county is answered with proof at all four;
# processes are killed; two of four are away; the parent is killed; everything goes on, and nothing is left behind. One byte
# in one member's database is changed by hand: the others name the member, the block and the key. Personal data are where
# the county shares them, and nowhere else.
. "$(dirname -- "$0")/node.inc"
. "$(dirname -- "$0")/levels.inc"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# What a level shows of the first unit, but for who holds the names and the time of the newest block, which may be another.
sheet() { at "$1" "/units/$unit" | json '(delete it.heldBy, delete it.lapse.time, it)'; }

titlechain generate --messages 14 --seed 5 --out "$work/messages" >/dev/null
# Invented phones are nearly all zeros, as heights and times may be; others are looked for below and found by no chance.
sed -i 's/DH="1000000/DH="1973586/g' "$work"/messages/Biz*.xml
start_levels
right 'four levels are ready, one line each'

post "$(message 1)" || wrong 'the county did not take a message'
unit=$(unit_of)
await 10 everywhere "$unit" || wrong 'the registration is not at all four'
for level in county city province nation; do
    at "$level" "/units/$unit/proof" -o "$work/$level.titleproof"
done
at nation /trust -o "$work/trust.json"
right "unit $unit posted at the county is at all four"

mkdir "$work/folder"
find "$work/messages" -name 'Biz*.xml' | sort | sed -n '6,12p' | while read -r file; do cp "$file" "$work/folder"; done
titlechain import "$work/folder" --data "$levels/county" >"$work/import.out" || { cat "$work/import.out" >&2; wrong 'the folder was not imported'; }
sent() { cat "$work/folder"/Biz*.xml | grep -o '<BizMsgID>[^<]*' | cut -d'>' -f2; }
seen() { for id in $(sent); do at nation "/access-messages/$id" -o /dev/null || return 1; done; }
await 20 seen || wrong 'the imported folder is not at the nation'
imported=$(at nation "/access-messages/$(sent | tail -n 1)" | json 'it.units[0]')
at nation "/units/$imported/proof" -o "$work/imported.titleproof"
titlechain verify "$work/imported.titleproof" --trust "$work/trust.json" >/dev/null || wrong 'no proof of an imported unit at the nation'
holder() { at "$1" "/units/$unit/holders?purpose=case-review" | json 'it.items.map(h => [h.name !== null, h.heldBy])[0]'; }
[ "$(holder county)" = '[true,null]' ] || wrong 'the county does not show the name'
[ "$(holder nation)" = '[false,"示范县不动产登记中心"]' ] || { holder nation >&2; wrong 'the nation does not say who holds the name'; }
at nation "/units/$unit" | json 'it.heldBy[it.rights[0].message]' | grep -q 示范县不动产登记中心 || wrong 'the sheet at the nation does not say it'
right 'a folder imported at the county is proven at the nation, which names the county as holder of the personal data'

# The county shares with the city whatever comes, with the province for a stated purpose, with the nation nothing.
shared() { [ "$(at county /shares | json 'it.items.filter(s => s.state === "valid").length')" -eq 2 ]; }
named_at() { [ "$(holder "$1")" = '[true,null]' ]; }
fetch() { # fetch LEVEL: what it answers
    url=$(field "$1" url)
    curl -sS -X POST -H "Authorization: Bearer $(cat "$(field "$1" tokenFile)")" -H 'Content-Type: application/json' \
        -d '{"purpose":"supervision"}' "$url/api/v1/units/$unit/delivery"
}
await 30 shared || wrong 'the county shares nothing'
await 30 named_at city || { at city /shares >&2; wrong 'the city does not get the names as they come'; }
[ "$(holder province)" = '[false,"示范县不动产登记中心"]' ] || wrong 'the province has the names although nobody asked'
fetch province >"$work/fetched.json"
json 'it.kept > 0' <"$work/fetched.json" | grep -q true || { cat "$work/fetched.json" >&2; wrong 'the province got nothing'; }
named_at province || wrong 'the province does not show the name that it fetched'
fetch nation | json it.code | grep -q SHARE_MISSING || wrong 'the nation is not told that nothing is shared with it'
[ "$(holder nation)" = '[false,"示范县不动产登记中心"]' ] || wrong 'the nation shows a name'
cat "$(message 1)" "$work"/folder/Biz*.xml | grep -oE '(QLRMC|ZJH|DH)="[^"]{6,}"' | cut -d'"' -f2 | sort -u >"$work/canaries"
[ "$(wc -l <"$work/canaries")" -ge 8 ] || wrong 'too few names, numbers and phones to look for'
grep -q '^1973586....$' "$work/canaries" || wrong 'no phone to look for'
for level in county city province nation; do
    if grep -rlFf "$work/canaries" "$levels/$level" >"$work/leaks"; then
        cat "$work/leaks" >&2
        wrong "personal data in files of the $level"
    fi
done
right "names at the city as they come, at the province once fetched, not at the nation;" \
    "$(wc -l <"$work/canaries") names, numbers and phones in no file of any level"

process=$(process_of county)
kill -9 "$(cat "$levels/county/ledger/cometbft/cometbft.pid")"
post "$(message 2)" || wrong 'no answer after the county lost its cometbft'
second=$(unit_of)
await 30 everywhere "$second" || wrong 'a message was lost with the cometbft of the county'
right 'cometbft of the county killed: nothing lost'

kill -9 "$process"
changed() { [ "$(process_of county)" != "$process" ] && at county /health -o /dev/null; }
await 60 changed || wrong 'the node of the county did not come back'
await 30 post "$(message 3)" || wrong 'the county does not take messages after its node was killed'
third=$(unit_of)
await 30 everywhere "$third" || wrong 'a message was lost with the node of the county'
right 'node of the county killed: back by itself, nothing lost'

province=$(process_of province)
nation=$(process_of nation)
kill -STOP "$province" "$nation"
before=$(height county)
if at county /access-messages -X POST -H 'Content-Type: application/xml' --data-binary "@$(message 4)" -m 6 -o /dev/null 2>/dev/null; then
    wrong 'acknowledged while two of four were away'
fi
[ "$(height county)" -eq "$before" ] || wrong 'a block without two thirds'
short() { at county /members | json 'it.items.filter(m => m.own || m.reachable).length < it.quorum' | grep -q true; }
await 10 short || wrong 'the county does not say that too few members answer'
kill -CONT "$province" "$nation"
returned=$(date +%s)
moved() { [ "$(height county)" -gt "$before" ]; }
await 30 moved || wrong 'no progress after two of four came back'
right "two of four away: nothing acknowledged, and the county says so; back: progress after at most $(($(date +%s) - returned + 1)) s"

kill -9 "$node"
wait "$node" 2>/dev/null || true
node=''
await 20 nothing_left || { left >&2; wrong 'processes outlived their parent'; }
right 'the parent was killed and left nothing behind'

"$java" -cp "$root/app/cli/target/run/lib/*" "$root/testing/acceptance/AlterValue.java" "$levels/province/state" "unit/$unit" \
    2>"$work/alter.err" || { cat "$work/alter.err" >&2; wrong 'the byte was not changed'; }
start_levels
everywhere "$third" || wrong 'not there after the next start'
block=$(at county "/units/$unit" | json it.updated.height)
named() { # named LEVEL: the level says of the province, by itself, which block and key are wrong
    at "$1" /accusations | json "it.items.some(a => a.accused === 'province' && a.accuser === '$1' && a.kind === 'value'
        && a.key === 'unit/$unit' && a.height === $block)" | grep -q true
}
for level in county city nation; do
    await 15 named "$level" || { at "$level" /accusations >&2; wrong "the $level did not name the province"; }
done
[ "$(sheet county)" != "$(sheet province)" ] || wrong 'the province shows what the others show'
stopped() { at province /members | json it.stopped | grep -q "unit/$unit"; }
await 15 stopped || wrong 'the province did not stop itself'
post "$(message 5)" || wrong 'the others do not go on without the province'
right "one byte changed in the province: county, city and nation name it, block $block and the key of the unit"
stop_node
nothing_left || { left >&2; wrong 'processes outlived SIGTERM'; }
right 'started again, ended with SIGTERM, nothing left behind'

titlechain fsck "$levels/province" >"$work/fsck.out" && wrong 'fsck found nothing at the province'
grep -q "unit/$unit" "$work/fsck.out" || { cat "$work/fsck.out" >&2; wrong 'fsck does not name the key'; }
# A new disk: keys, and what the member last voted, are all that is left.
rm -rf "$levels/province/state" "$levels/province/ledger/archive" "$levels/province/query" "$levels/province/ledger/cometbft/data"/*.db \
    "$levels/province/ledger/cometbft/data"/*.wal
start_levels
caught_up() { [ "$(height province)" -ge "$(height county)" ]; }
await 30 caught_up || wrong 'the wiped province did not catch up'
[ "$(sheet county)" = "$(sheet province)" ] || wrong 'the healed province shows something else'
post "$(message 13)" || wrong "no answer after the province came back"

# A chain above accepts what a quorum of these members signs: the proof's own height is signed by each at its node.
four=$node
start_node "$levels-above"
above=$node
above_url=$url
node=$four
titlechain trust --data "$levels-above" --out "$work/above.json" >/dev/null
sed 's/"quorum": *1/"quorum": 3/' "$work/trust.json" >"$work/three.json"
titlechain anchor accept "$work/three.json" --data "$levels-above" >/dev/null
titlechain prove "$unit" --data "$levels/county" --anchored --to "$above_url" --out "$work/up.proof" >/dev/null || wrong 'no anchored proof'
[ "$(curl -fsS "$above_url/api/v1/anchors" | json 'it.items[0].quorum')" -eq 3 ] || wrong 'the chain above does not want a quorum'
kill "$above"
wait "$above" 2>/dev/null || true
titlechain verify "$work/up.proof" --trust "$work/above.json" >/dev/null || wrong 'the anchored proof was refused'
stop_node
right 'fsck names the key at the province; wiped, it comes back by itself with the right value'

for level in county city province nation; do
    titlechain verify "$work/$level.titleproof" --trust "$work/trust.json" >/dev/null || wrong "the proof of the $level was refused"
    titlechain fsck "$levels/$level" >/dev/null || wrong "fsck found something at the $level"
done
titlechain export-chain --data "$levels/nation" --out "$work/chain.tcx" >/dev/null || wrong 'the chain was not exported'
titlechain replay "$work/chain.tcx" --trust "$work/trust.json" >"$work/replay.out" || { cat "$work/replay.out" >&2; wrong 'the chain was not replayed'; }
right 'the proofs of all four verify offline; fsck is clean at all four; the exported chain leads to the same roots'
