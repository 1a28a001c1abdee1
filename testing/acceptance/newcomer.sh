#!/bin/sh
# One office keeps a chain alone on the embedded engine, goes over to CometBFT while it is in use, and a second member joins:
# it has the state of the first, none of the blocks of the old engine and all of the new one, votes, and says what it lacks.
. "$(dirname -- "$0")/../drills/members.inc"

founder() { "$root/titlechain" "$@" --data "$work/county"; }
send() { # send FROM TO MEMBER
    number=$1
    while [ "$number" -le "$2" ]; do
        await 60 post "$3" "$number" || wrong "message $number was not taken by $3"
        number=$((number + 1))
    done
}

titlechain generate --messages 32 --seed 17 --out "$work/messages" >/dev/null
free_ports 10 >"$work/ports"
mkdir -m 700 "$work/county"
printf 'chain.id = grown-chain\nchain.member = county\nchain.organisation = 示范县不动产登记中心\nchain.district = 999901\n' \
    >"$work/county/titlechain.conf"
up county
send 1 10 county
founder engine switch --to cometbft --listen "127.0.0.1:$(peer county)" >"$work/said" 2>&1 || { cat "$work/said" >&2; wrong 'the chain did not go over'; }
send 11 20 county
down county
founder member card --listen "127.0.0.1:$(peer county)" --address "http://127.0.0.1:$(web county)" --out "$work/county.card" >/dev/null ||
    wrong 'the founder has no card'
founder member secret --out "$work/secret" >/dev/null || wrong 'no secret was written'
up county
right 'one office alone: ten messages on the embedded engine, ten on CometBFT'

titlechain member prepare --data "$work/town" --name town --organisation 示范镇不动产登记所 --district 999901 --suite gm \
    --listen "127.0.0.1:$(peer town)" --address "http://127.0.0.1:$(web town)" --out "$work/town.card" >/dev/null || wrong 'not prepared'
founder member admit "$work/town.card" >"$work/said" 2>&1 && wrong 'a node that is not there got a vote'
founder member invitation --out "$work/invitation" >"$work/said" || { cat "$work/said" >&2; wrong 'no invitation'; }
titlechain member join "$work/invitation" --secret "$work/secret" --data "$work/town" >"$work/joined" || wrong 'the newcomer did not join'
[ "$(grep -o '[0-9a-f][0-9a-f] .*' "$work/said" | tail -n 1)" = "$(grep -o '[0-9a-f][0-9a-f] [0-9a-f ]*$' "$work/joined" | tail -n 1)" ] ||
    wrong 'the two compare different texts'

# Nobody answers: it does not begin a chain of its own.
cp "$work/town/peers" "$work/peers"
printf 'http://127.0.0.1:1\n' >"$work/town/peers"
"$root/titlechain" up --data "$work/town" --port "$(web town)" >"$work/town.out" 2>"$work/town.err" && wrong 'it began without a state'
grep -q JOIN_NEEDS_STATE "$work/town.err" || { cat "$work/town.err" >&2; wrong 'nobody said that it needs a state'; }
mv "$work/peers" "$work/town/peers"
up town
grep -q 'joined: the state after block' "$work/town/logs/titlechain.log" || wrong 'the newcomer did not join by state'
send 21 22 county
await 60 caught_up town || wrong 'the newcomer does not follow'
admitted() {
    titlechain member admit "$work/town.card" --data "$work/town" >"$work/said" 2>&1
    founder member admit "$work/town.card" >"$work/said" 2>&1
}
await 60 admitted || { cat "$work/said" >&2; wrong 'the newcomer got no vote'; }
await 30 order county 2 || wrong 'CometBFT does not know the second validator'
send 23 26 town
send 27 30 county
await 60 caught_up town || wrong 'the newcomer is behind'
last=$(height county)
await 30 at town "/peer/checkpoints/$last" -o /dev/null
for member in county town; do at "$member" "/peer/checkpoints/$last" | sed -n '1,8p' >"$work/$member.checkpoint"; done
cmp "$work/county.checkpoint" "$work/town.checkpoint" || wrong 'the roots differ'
number=1
while [ "$number" -le 30 ]; do
    id=$(grep -o '<BizMsgID>[^<]*' "$(message "$number")" | cut -d'>' -f2)
    at town "/access-messages/$id" -o /dev/null || wrong "message $number is not at the newcomer"
    number=$((number + 1))
done
whole() { grep -q 'all blocks are here' "$work/town/logs/titlechain.log"; }
await 60 whole || wrong 'the blocks of the present engine did not come'
right "a second member joined by state and orders; equal roots at block $last, thirty messages at both"

down town
titlechain fsck "$work/town" >"$work/fsck.out" || { cat "$work/fsck.out" >&2; wrong 'fsck found something at the newcomer'; }
titlechain export-chain --data "$work/town" --out "$work/chain.tcx" >"$work/said" 2>&1 && wrong 'blocks were exported that it never had'
grep -q OLDER_BLOCKS_MISSING "$work/said" || { cat "$work/said" >&2; wrong 'nobody said that it has no blocks of the old engine'; }
right 'fsck is clean, and what it never had is said'

# Its disk is lost: the backup leads to no state, so it joins once more; two of two are needed, so it votes on purpose.
titlechain backup --data "$work/town" --out "$work/town.backup" >/dev/null || wrong 'no backup was made'
rm -rf "$work/town"
titlechain restore "$work/town.backup" --data "$work/town" >"$work/said" 2>&1 || { cat "$work/said" >&2; wrong 'the backup was not restored'; }
up town
await 60 caught_up town || wrong 'the restored newcomer does not follow'
down town
titlechain member vote-again --survivors --data "$work/town" >/dev/null || wrong 'the newcomer does not vote again'
up town
send 31 32 town
await 60 caught_up town || wrong 'the newcomer is behind after its disk was lost'
down county
founder export-chain --out "$work/chain.tcx" >/dev/null || wrong 'the founder cannot export the chain'
right 'a lost disk was replaced from a backup, by the state of the founder'
