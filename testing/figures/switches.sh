#!/bin/sh
# A full figure, not in the gate: SWITCHES changes of engines under RATE messages a second, in KILLS of which the node is
# killed in the middle. Everything acknowledged exists once, and the chain decided anew has the same roots.
#   SWITCHES=100 KILLS=20 RATE=200 sh testing/figures/switches.sh
. "$(dirname -- "$0")/../acceptance/node.inc"
. "$(dirname -- "$0")/../acceptance/anvil.inc"
switches=${SWITCHES:-6}
kills=${KILLS:-2}
rate=${RATE:-200}
data="$work/data"
feeder=''
end_all() {
    for process in "$feeder" "$node" "$anvil"; do
        if [ -n "$process" ]; then kill "$process" 2>/dev/null || true; wait "$process" 2>/dev/null || true; fi
    done
}
trap 'status=$?; end_all; rm -rf "$work"; exit $status' EXIT INT TERM

acknowledged() { cat "$work/acknowledged" 2>/dev/null | wc -l; }
more() { [ "$(acknowledged)" -ge "$wanted" ]; }
await_more() { wanted=$(($(acknowledged) + $1)); await 90 more || wrong "messages do not flow: $(acknowledged) of $wanted"; }
settled() { [ "$(api /engine | json 'it.kind+" "+it.step')" = "$1 settled" ]; }
begun() { [ "$(api /engine | json 'it.kind+" "+it.step')" != "$before settled" ]; }
kind_after() { case $1 in embedded) echo cometbft ;; cometbft) echo evm ;; *) echo embedded ;; esac; }
over() { # KIND: options of the change to it
    if [ "$1" = evm ]; then titlechain engine switch --to evm --node "http://127.0.0.1:$evm" --data "$data"
    else titlechain engine switch --to "$1" --data "$data"; fi
}

titlechain generate --messages "${MESSAGES:-$((rate * switches * 20))}" --seed 23 --out "$work/messages" >/dev/null
start_anvil
start_node "$data"
if refusal=$(over evm 2>&1); then wrong 'an account without money paid'; fi
fund "$(printf '%s' "$refusal" | grep -o '0x[0-9a-f]*' | head -n 1)"
node "$(dirname -- "$0")/feed.mjs" "$work/messages" "$data" "$work" "$rate" >"$work/fed.json" &
feeder=$!
await_more 50
kind=embedded
killed=0
for number in $(seq "$switches"); do
    before=$kind
    kind=$(kind_after "$kind")
    # Kills are spread over the changes, and over the moments of a change.
    if [ $((number * kills / switches)) -gt "$killed" ]; then
        killed=$((killed + 1))
        over "$kind" >"$work/switch.out" 2>&1 &
        switching=$!
        await 60 begun || { cat "$work/switch.out"; wrong 'the change did not begin'; }
        sleep "0.$((killed % 5))"
        moment=$(api /engine | json 'it.step' 2>/dev/null || echo away)
        kill -9 "$node"
        wait "$node" 2>/dev/null || true
        start_node "$data"
        wait "$switching" || true
        # Killed before it was proposed, a change is asked for again.
        await 20 settled "$kind" || over "$kind" >"$work/switch.out" 2>&1 ||
            { cat "$work/switch.out"; wrong "no change to $kind after the kill"; }
        printf '%3d %s, killed at "%s"\n' "$number" "$kind" "$moment"
    else
        over "$kind" >"$work/switch.out" 2>&1 || { cat "$work/switch.out"; wrong "no change to $kind"; }
        printf '%3d %s\n' "$number" "$kind"
    fi
    await 60 settled "$kind" || wrong "not on $kind"
    await_more 20
done
: >"$work/stop"
wait "$feeder" || wrong 'the feeder ended'
feeder=''
cat "$work/fed.json"
[ ! -e "$work/refused" ] || { sort "$work/refused" | uniq -c | head; wrong 'messages were refused'; }
[ "$(sort "$work/acknowledged" | uniq -d | wc -l)" -eq 0 ] || wrong 'a message was acknowledged twice'
titlechain engine status --data "$data" | tail -n 3
node "$(dirname -- "$0")/once.mjs" "$work/acknowledged" "$data" || wrong 'a message was lost or is there twice'
stop_node
titlechain fsck --replay "$data" || wrong 'fsck found something'
right "$switches changes, $killed kills, $(acknowledged) messages acknowledged"
