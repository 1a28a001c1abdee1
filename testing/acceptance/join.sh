#!/bin/sh
# One of four members over the real CometBFT loses its disk while messages come: state, search tables, blocks. It joins again
# without a hand by the state that the others serve, has equal roots, votes, has the older blocks afterwards, and its
# ledger is whole.
. "$(dirname -- "$0")/node.inc"
. "$(dirname -- "$0")/levels.inc"
said() { grep -q "$1" "$levels/province/logs/titlechain.log"; }

titlechain generate --messages 41 --seed 11 --out "$work/messages" >/dev/null
find "$work/messages" -name 'Biz*.xml' | sort >"$work/list"
start_levels
for level in county city province nation; do printf 'chain.join = state\n' >>"$levels/$level/titlechain.conf"; done
head -n 20 "$work/list" | while read -r file; do post "$file" || exit 1; done || wrong 'a message was not taken'
right 'four levels, twenty messages'

# The disk of the province is lost: its keys and what it voted for are what is left.
sed -n '21,40p' "$work/list" | while read -r file; do post "$file" || echo "$file" >>"$work/lost"; sleep 0.5; done &
posting=$!
process=$(cat "$levels/province/lock")
kill -9 "$process"
rm -rf "$levels/province/state" "$levels/province/query" "$levels/province/ledger/archive" \
    "$levels/province/ledger/cometbft/data"/*.db "$levels/province/ledger/cometbft/data"/*.wal
wiped=$(date +%s)
await 120 said 'joined: the state after block' || {
    tail -n 20 "$levels/province/logs/titlechain.log" "$levels/province/ledger/cometbft/cometbft.log" "$work/levels.err" >&2
    wrong 'the province did not join by state'
}
caught_up() { [ "$(height province)" -ge "$(height county)" ]; }
await 60 caught_up || wrong 'the province did not catch up'
back=$(($(date +%s) - wiped))
wait "$posting"
[ ! -s "$work/lost" ] || wrong 'messages were lost meanwhile'
await 10 caught_up || wrong 'the province stays behind'
right "wiped under messages; back by the others' state, without a hand, after $back s"

last=$(height county)
for level in county province; do at "$level" "/peer/checkpoints/$last" | sed -n '1,8p' >"$work/$level.checkpoint"; done
cmp "$work/county.checkpoint" "$work/province.checkpoint" || wrong 'the roots differ'
# Its database is damaged while it is down: it finds that at its start, sets the ledger aside and joins once more.
process=$(cat "$levels/province/lock")
kill -9 "$process"
: >"$levels/province/state/CURRENT"
changed() { [ -d "$levels/province/damaged-1/state" ] && [ "$(cat "$levels/province/lock")" != "$process" ] && caught_up; }
await 90 changed || { tail -n 20 "$levels/province/logs/titlechain.log" >&2; wrong 'the province did not heal'; }
[ "$(grep -c 'joined: the state after block' "$levels/province/logs/titlechain.log")" -eq 2 ] || wrong 'the province did not join a second time'
# Three of four are needed: without the city, the province's vote counts.
kill -STOP "$(cat "$levels/city/lock")" "$(cat "$levels/city/ledger/cometbft/cometbft.pid")"
post "$(tail -n 1 "$work/list")" || wrong 'the province does not vote'
kill -CONT "$(cat "$levels/city/lock")" "$(cat "$levels/city/ledger/cometbft/cometbft.pid")"
right "equal roots at block $last; a damaged state is set aside and had again; the vote counts"

# What is before its state comes afterwards, from the others.
whole() { awk '/joined: the state after block/ { all = 0 } /all blocks are here/ { all = 1 } END { exit !all }' "$levels/province/logs/titlechain.log"; }
await 60 whole || { tail -n 20 "$levels/province/logs/titlechain.log" >&2; wrong 'the older blocks did not come'; }
right 'the blocks before the state are there'

stop_node
titlechain fsck --replay "$levels/province" >"$work/fsck.out" || { cat "$work/fsck.out" >&2; wrong 'fsck found something at the province'; }
titlechain export-chain --data "$levels/province" --out "$work/chain.tcx" >/dev/null || wrong 'the chain is not exported from the first block on'
right 'fsck is clean at the province, with every block decided anew from the first on'
