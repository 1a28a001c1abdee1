#!/bin/sh
# A member is admitted from its card by the four members of a chain, each in its own console and all at the same moment; a
# card that was altered is refused; the command finds everything agreed, and like the console waits for the newcomer's node.
. "$(dirname -- "$0")/node.inc"
. "$(dirname -- "$0")/consoles.inc"
. "$(dirname -- "$0")/levels.inc"

titlechain build
start_levels
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
