#!/bin/sh
# Four members go over from CometBFT to an EVM chain and back to CometBFT, one of them held while the others change and
# one killed in the middle, and once more there and back by the wizard of four consoles while messages flow; a message from
# each engine is at all four, with proofs from before valid at the end.
. "$(dirname -- "$0")/node.inc"
. "$(dirname -- "$0")/consoles.inc"
. "$(dirname -- "$0")/levels.inc"
. "$(dirname -- "$0")/anvil.inc"
. "$(dirname -- "$0")/feed.inc"
trap 'status=$?; end_feed; stop_anvil; end_left; rm -rf "$work"; exit $status' EXIT INT TERM

is_on() { [ "$(at "$1" /engine -m 5 | json 'it.kind+" "+it.step')" = "$2 settled" ]; }
frozen() { grep -q "$1: .*frozen" "$work/switch.out"; }
over() { grep -q "$1: .*gone over" "$work/switch.out"; }
switch() {
    titlechain engine switch --data "$levels" "$@" >"$work/switch.out" 2>&1 &
    switching=$!
}
finished() { wait "$switching" || { cat "$work/switch.out"; titlechain engine status --data "$levels"; wrong "$1"; }; cat "$work/switch.out"; }

titlechain generate --messages 1000 --seed 5 --out "$work/messages" >/dev/null
start_levels
post "$(message 1)" || wrong 'the county did not take a message'
first=$(unit_of)
await 20 everywhere "$first" || wrong 'the registration is not at all four'
at city "/units/$first/proof" -o "$work/before.titleproof"

start_anvil
titlechain engine switch --to evm --node "http://127.0.0.1:$evm" --data "$levels" >"$work/refusals" 2>&1 &&
    wrong 'accounts without money were taken'
grep -o 'account 0x[0-9a-f]*' "$work/refusals" | while read -r word account; do fund "$account"; done
right 'the four accounts were named and funded'

# The nation is held about when the others vote: three of four decide, and it follows from what they still have.
switch --to evm --node "http://127.0.0.1:$evm"
await 60 grep -q 'nation: .*prepared' "$work/switch.out" || { cat "$work/switch.out"; wrong 'not prepared'; }
nation=$(process_of nation)
kill -STOP "$nation"
await 60 is_on county evm || { cat "$work/switch.out"; wrong 'three of four did not go over'; }
sleep 2
kill -CONT "$nation"
finished 'not all four went over to the EVM chain'
post "$(message 2)" || wrong 'the county did not take a message on the EVM chain'
second=$(unit_of)
await 30 everywhere "$second" || wrong 'the message on the EVM chain is not at all four'
right 'all four are on the EVM chain, one of them later than the others'

switch --to cometbft
await 60 frozen county || over county || { cat "$work/switch.out"; wrong 'the change did not begin'; }
kill -9 "$(process_of city)"
finished 'not all four went back to CometBFT'
post "$(message 3)" || wrong 'the county did not take a message on CometBFT'
third=$(unit_of)
await 30 everywhere "$third" || wrong 'the message on CometBFT is not at all four'
right 'all four are back on CometBFT, one of them killed in the middle'

# The four administrators in their browsers, voting at the same moment, while messages flow at the county.
start_feed "$levels/county"
urls=''
for level in county city province nation; do
    account_of_chief "$(field "$level" url)" "$(cat "$(field "$level" tokenFile)")"
    urls="$urls,$(field "$level" url)"
done
in_consoles engine "${urls#,}" --to evm --evm "http://127.0.0.1:$evm" || wrong 'no switch to the EVM chain in the consoles'
await_more 5
in_consoles engine "${urls#,}" --to cometbft || wrong 'no switch to CometBFT in the consoles'
await_more 5
stop_feed
all_there() { while read -r id; do at nation "/access-messages/$id" -o /dev/null </dev/null || return 1; done <"$work/acknowledged"; }
await 30 all_there || wrong 'a message that was acknowledged during the switches is not at the nation'
right "by the wizard of four consoles to the EVM chain and back; $(acknowledged) messages acknowledged meanwhile, all at the nation"

stop_anvil
stop_node
start_levels
titlechain engine status --data "$levels"
post "$(message 1000)" || wrong 'the county did not take a message after a start'
fourth=$(unit_of)
for unit in "$first" "$second" "$third" "$fourth"; do await 30 everywhere "$unit" || wrong "unit $unit is not at all four"; done
at province "/units/$fourth/proof" -o "$work/after.titleproof"
at nation /trust -o "$work/trust.json"
stop_node
for proof in before after; do
    titlechain verify "$work/$proof.titleproof" --trust "$work/trust.json" >/dev/null || wrong "the proof from $proof was refused"
done
for level in county city province nation; do
    titlechain fsck --replay "$levels/$level" >/dev/null || wrong "fsck found something at the $level"
done
right 'started again; proofs verify, fsck is clean at all four'
