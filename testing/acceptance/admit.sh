#!/bin/sh
# A member is admitted from its card by the four members of a chain, each in its own console and all at the same moment; a
# card that was altered is refused; the command finds everything agreed, and like the console waits for the newcomer's node.
. "$(dirname -- "$0")/node.inc"
. "$(dirname -- "$0")/consoles.inc"
levels="$work/levels"

# Whatever this run started has the folder's name on its command line.
left() { ps -eo pid=,args= | grep -F "$levels" | grep -v grep || true; }
end_all() {
    if [ -n "$node" ]; then kill "$node" 2>/dev/null || true; wait "$node" 2>/dev/null || true; fi
    left | while read -r pid rest; do kill -9 "$pid" 2>/dev/null || true; done
}
trap 'status=$?; end_all; rm -rf "$work"; exit $status' EXIT INT TERM

titlechain build
"$root/titlechain" up --levels --data "$levels" --port 0 --json >"$work/levels.out" 2>"$work/levels.err" &
node=$!
ready() { [ "$(wc -l <"$work/levels.out")" -eq 4 ]; }
await 120 ready || { cat "$work/levels.out" "$work/levels.err" >&2; wrong 'the four levels were not ready'; }
urls=''
while read -r line; do
    at=$(printf '%s' "$line" | json it.url)
    account_of_chief "$at" "$(cat "$(printf '%s' "$line" | json it.tokenFile)")"
    urls="$urls,$at"
done <"$work/levels.out"
right 'four levels are ready, each with an administrator'

printed=$(titlechain member prepare --name town --organisation 示例镇不动产登记所 --district 999901 --data "$work/town" \
    --address https://127.0.0.1:9443 --listen 127.0.0.1:26656 --out "$work/town.card" | sed -n 's/.*telephone: //p')
in_consoles admit "${urls#,}" --card "$work/town.card" --printed "$printed" || wrong 'the member is not admitted in the consoles'
if titlechain member admit "$work/town.card" --data "$levels/county" >"$work/admitted"; then wrong 'a node that is not there got the vote'; fi
[ "$(grep -c '已生效' "$work/admitted")" -eq 6 ] || { cat "$work/admitted"; wrong 'the command does not find everything agreed'; }
grep -q '尚未见到该节点追上' "$work/admitted" || { cat "$work/admitted"; wrong 'the command does not wait for the node'; }
stop_node
right 'the command finds the same agreed, and waits for the newcomer'"'"'s node as the console does'
