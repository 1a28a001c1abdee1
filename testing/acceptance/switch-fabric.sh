#!/bin/sh
# A chain goes over to a channel of Hyperledger Fabric and back while it is in use; the network goes away and comes back
# in between and leaves no process behind. Only where FABRIC_BIN names the programs; else it says that it was not run.
. "$(dirname -- "$0")/node.inc"
data="$work/data"
network=''

if [ ! -x "${FABRIC_BIN:-/nowhere}/peer" ]; then
    right 'NOT RUN: FABRIC_BIN names no programs of Hyperledger Fabric'
    exit 0
fi

end_all() {
    for process in "$node" "$network"; do
        if [ -n "$process" ]; then kill "$process" 2>/dev/null || true; wait "$process" 2>/dev/null || true; fi
    done
}
trap 'status=$?; end_all; rm -rf "$work"; exit $status' EXIT INT TERM

start_network() {
    : >"$work/network.out"
    "$root/titlechain" fabric-network --folder "$work/fabric" >"$work/network.out" 2>&1 &
    network=$!
    await 90 grep -q 'connection$' "$work/network.out" || { cat "$work/network.out"; wrong 'no network of Fabric'; }
}
# The programs of this network, by the files that name their processes.
programs() { for file in "$work"/fabric/*/process; do kill -0 "$(cat "$file")" 2>/dev/null && echo running; done | wc -l; }
post() { # post FIRST LAST: every message is acknowledged
    for message in $(find "$work/messages" -name 'Biz*.xml' | sort | sed -n "$1,$2p"); do
        api /access-messages -X POST -H 'Content-Type: application/xml' --data-binary "@$message" >"$work/answer.json" ||
            wrong "$message was not taken"
        json 'it.messageId' <"$work/answer.json" >>"$work/acknowledged"
    done
}
gone_over() { [ "$(api /engine | json 'it.kind+" "+it.step')" = "$1 settled" ] || wrong "not on $1"; }

titlechain generate --messages 60 --seed 12 --out "$work/messages" >/dev/null
start_node "$data"
start_network
[ "$(programs)" -eq 3 ] || wrong "there are $(programs) programs"
post 1 15
titlechain engine switch --to fabric --connection "$work/fabric/members/county/connection" --data "$data" ||
    wrong 'no switch to Fabric'
gone_over fabric
post 16 30
right 'over to Fabric in use'

kill "$network"
wait "$network" 2>/dev/null || true
network=''
[ "$(programs)" -eq 0 ] || wrong 'programs were left behind'
start_network
post 31 40
right 'the network ended without a rest, came back, and the chain went on'

stop_node
start_node "$data"
post 41 45
titlechain engine switch --to embedded --data "$data" || wrong 'no switch back'
gone_over embedded
post 46 60
[ "$(sort "$work/acknowledged" | uniq | wc -l)" -eq 60 ] || wrong 'messages are missing'
while read -r id; do
    [ "$(api "/records/history?key=message/$id" | json 'it.items.length')" -eq 1 ] || wrong "message $id is not there once"
done <"$work/acknowledged"
right 'back on the embedded engine; every message is there exactly once'

unit=$(api "/access-messages/$(sed -n 20p "$work/acknowledged")" | json 'it.units[0]')
api "/units/$unit/proof" -o "$work/unit.titleproof"
titlechain trust --data "$data" --out "$work/trust.json"
titlechain backup --data "$data" --out "$work/backup.zip" || wrong 'no backup'
stop_node
titlechain verify "$work/unit.titleproof" --trust "$work/trust.json" || wrong 'the proof was refused'
titlechain fsck --replay "$data" || wrong 'fsck found something'
titlechain restore "$work/backup.zip" --data "$work/restored" >/dev/null || wrong 'no restore'
titlechain fsck --replay "$work/restored" || wrong 'fsck found something in the restored folder'
right 'the proof verifies offline, fsck is clean, a backup of all epochs restored'
