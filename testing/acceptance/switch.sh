#!/bin/sh
# A chain goes over to other engines while messages flow: embedded, CometBFT (by the console), EVM, CometBFT again with
# the node killed in the middle, embedded. Everything that was acknowledged exists once; proofs from before and after verify offline.
. "$(dirname -- "$0")/node.inc"
. "$(dirname -- "$0")/anvil.inc"
. "$(dirname -- "$0")/consoles.inc"
. "$(dirname -- "$0")/feed.inc"
data="$work/data"

trap 'status=$?; end_feed; stop_anvil; [ -z "$node" ] || kill "$node" 2>/dev/null || true; rm -rf "$work"; exit $status' EXIT INT TERM

kind_is() { [ "$(api /engine | json 'it.kind+" "+it.step')" = "$1 settled" ]; }

titlechain generate --messages 3000 --seed 11 --out "$work/messages" >/dev/null
start_node "$data"
if titlechain engine switch --to cometbft --data "$work/nowhere" 2>/dev/null; then wrong 'a switch without a node'; fi
start_feed "$data"
await_more 20
first=$(head -n 1 "$work/acknowledged")
unit=$(api "/access-messages/$first" | json 'it.units[0]')
api "/units/$unit/proof" -o "$work/before.titleproof"
right "messages flow on $(api /engine | json it.kind); the proof of $unit is saved"

account_of_chief "$url" "$token"
in_consoles engine "$url" --to cometbft || wrong 'no switch to CometBFT in the console'
await_more 20
right 'over to CometBFT by the console while messages flow'

start_anvil
# The unfunded account is named by the refusal, so that it can be funded.
refusal=$(titlechain engine switch --to evm --node "http://127.0.0.1:$evm" --data "$data" 2>&1) && wrong 'an account without money paid'
account=$(printf '%s' "$refusal" | grep -o '0x[0-9a-f]*' | head -n 1)
fund "$account"
titlechain engine switch --to evm --node "http://127.0.0.1:$evm" --data "$data" || wrong 'no switch to the EVM chain'
await_more 20
right "over to the EVM chain while messages flow; $account paid"

# Killed in the middle: the node finishes by itself after its next start.
titlechain engine switch --to cometbft --data "$data" >"$work/switch.out" 2>&1 &
switching=$!
await 60 grep -q 'frozen\|accepted' "$work/switch.out" || { cat "$work/switch.out"; wrong 'the change did not begin'; }
kill -9 "$node"
wait "$node" 2>/dev/null || true
start_node "$data"
wait "$switching" || { cat "$work/switch.out"; wrong 'the change was not finished after the kill'; }
await 60 kind_is cometbft || wrong 'not on CometBFT after the kill'
await_more 20
right 'killed in the middle of a change and finished after the next start'

stop_anvil
titlechain engine switch --to embedded --data "$data" || wrong 'no switch back to the embedded engine'
await_more 20
stop_feed
titlechain engine status --data "$data"
right "back on the embedded engine; $(acknowledged) messages acknowledged"

# --- nothing lost, nothing doubled, proofs as before -------------------------------------------------------------------

while read -r id; do
    [ "$(api "/records/history?key=message/$id" | json 'it.items.length')" -eq 1 ] || wrong "message $id is not there once"
done <"$work/acknowledged"
right 'every acknowledged message is there exactly once'
last=$(api "/access-messages/$(tail -n 1 "$work/acknowledged")" | json 'it.units[0]')
api "/units/$last/proof" -o "$work/after.titleproof"
titlechain trust --data "$data" --out "$work/trust.json"
titlechain backup --data "$data" --out "$work/backup.zip" || wrong 'no backup of a running node over epochs'
stop_node
titlechain verify "$work/before.titleproof" --trust "$work/trust.json" || wrong 'the proof from before was refused'
titlechain verify "$work/after.titleproof" --trust "$work/trust.json" || wrong 'the proof from after was refused'
titlechain fsck --replay "$data" || wrong 'fsck found something'
titlechain restore "$work/backup.zip" --data "$work/restored" >"$work/restored.out" || wrong 'no restore'
titlechain fsck --replay "$work/restored" || wrong 'fsck found something in the restored folder'
right 'proofs verify offline, fsck is clean, a backup of all epochs restored'
