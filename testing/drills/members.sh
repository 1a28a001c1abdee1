#!/bin/sh
# A chain on machines of their own, each a folder here, over the real CometBFT, while messages come without end: founded
# from four cards; a fifth member joins and gets a vote; every member is started anew, one after the other; one is suspended,
# resumed and removed. What was acknowledged is at all members to the end.
. "$(dirname -- "$0")/../acceptance/node.inc"
names='county city province nation'

# Whatever this run started has the folder's name on its command line.
left() { ps -eo pid=,args= | grep -F "$work/" | grep -v grep || true; }
trap 'status=$?; left | while read -r pid rest; do kill -9 "$pid" 2>/dev/null || true; done; rm -rf "$work"; exit $status' EXIT INT TERM

free_ports() { # free_ports N: so many ports, held until all are known
    node -e 'const net=require("net"),n=+process.argv[1],s=[];const next=()=>s.length<n?s.push(net.createServer().listen(0,"127.0.0.1",next)):
        (console.log(s.map(x=>x.address().port).join("\n")),s.forEach(x=>x.close()));next()' "$1"
}
port_of() { sed -n "$1p" "$work/ports"; }
place() { case $1 in county) echo 1 ;; city) echo 2 ;; province) echo 3 ;; nation) echo 4 ;; town) echo 5 ;; esac; }
web() { port_of "$(place "$1")"; }
peer() { port_of "$(($(place "$1") + 5))"; }

# at MEMBER PATH [CURL OPTION…]
at() {
    url="http://127.0.0.1:$(web "$1")"
    token=$(cat "$work/$1/admin-token")
    shift
    api "$@"
}
prepare() { # prepare MEMBER ORGANISATION DISTRICT
    titlechain member prepare --data "$work/$1" --name "$1" --organisation "$2" --district "$3" --suite international \
        --listen "127.0.0.1:$(peer "$1")" --address "http://127.0.0.1:$(web "$1")" --out "$work/$1.card" >"$work/prepare.out" ||
        wrong "$1 was not prepared"
}
up() { # up MEMBER: starts it and waits until it answers
    "$root/titlechain" up --data "$work/$1" --port "$(web "$1")" >"$work/$1.out" 2>"$work/$1.err" &
    echo $! >"$work/$1.pid"
    await 90 at "$1" /health -o /dev/null || { cat "$work/$1.out" "$work/$1.err" >&2; wrong "$1 did not start"; }
}
down() { # down MEMBER [SIGNAL]
    kill "-${2:-TERM}" "$(cat "$work/$1.pid")" 2>/dev/null || true
    wait "$(cat "$work/$1.pid")" 2>/dev/null || true
}
height() { at "$1" /health | json it.height; }
rpc_of() { grep -o 'tcp://127.0.0.1:[0-9]*' "$work/$1/ledger/cometbft/config/config.toml" | head -n 1 | cut -d: -f3; }
# How many validators a member's own CometBFT knows now.
validators() { curl -fsS "http://127.0.0.1:$(rpc_of "$1")/validators" | json 'Number(it.result.total)'; }
order() { [ "$(validators "$1")" -eq "$2" ]; }
# said COMMAND… : a command of members, said by each of those in $voters; its last answer is in $work/said
all_say() {
    for voter in $voters; do "$root/titlechain" member "$@" --data "$work/$voter" >"$work/said" 2>&1 || true; done
    "$root/titlechain" member "$@" --data "$work/county" >"$work/said" 2>&1
}
message() { find "$work/messages" -name 'Biz*.xml' | sort | sed -n "$1p"; }
post() { # post MEMBER NUMBER
    at "$1" /access-messages -X POST -H 'Content-Type: application/xml' --data-binary "@$(message "$2")" -m 20 -o "$work/answer.json"
}
# Posts one message after the other, to the first member that takes it, until the file stop is there.
load() {
    number=1
    while [ ! -f "$work/stop" ] && [ -n "$(message "$number")" ]; do
        for member in county city province; do
            if post "$member" "$number" 2>/dev/null; then
                grep -o '<BizMsgID>[^<]*' "$(message "$number")" | cut -d'>' -f2 >>"$work/acknowledged"
                number=$((number + 1))
                break
            fi
        done
    done
}
acknowledged() { wc -l <"$work/acknowledged"; }
# grown N: so many more messages were acknowledged since $mark
grown() { [ "$(acknowledged)" -ge $((mark + $1)) ]; }
goes_on() { mark=$(acknowledged); await 60 grown 5 || wrong "messages are taken no more: $1"; }
has_all() { while read -r id; do at "$1" "/access-messages/$id" -o /dev/null </dev/null || exit 1; done <"$work/acknowledged"; }
caught_up() { [ "$(height "$1")" -ge "$(height county)" ]; }
same_root() { [ "$(at "$1" /members | json 'it.items.filter(m => m.agrees === false).length')" -eq 0 ]; }

titlechain generate --messages 3000 --seed 7 --out "$work/messages" >/dev/null
free_ports 10 >"$work/ports"

# --- founded from four cards
prepare county 示范县不动产登记中心 999901
prepare city 示范市自然资源和规划局 9999
prepare province 示范省自然资源厅 99
prepare nation 示范国家级登记主管部门 ''
titlechain member found --chain drill-chain --distance loopback --data "$work/county" --out "$work/invitation" --secret "$work/secret" \
    "$work/county.card" "$work/city.card" "$work/province.card" "$work/nation.card" >/dev/null || wrong 'the chain was not founded'
grep -qF "$(cat "$work/secret")" "$work/invitation" && wrong 'the invitation holds the secret'
for member in $names; do
    titlechain member join "$work/invitation" --secret "$work/secret" --data "$work/$member" >/dev/null || wrong "$member did not join"
done
for member in $names; do
    "$root/titlechain" up --data "$work/$member" --port "$(web "$member")" >"$work/$member.out" 2>"$work/$member.err" &
    echo $! >"$work/$member.pid"
done
for member in $names; do
    await 120 at "$member" /health -o /dev/null || { cat "$work/$member.out" "$work/$member.err" >&2; wrong "$member did not start"; }
done
: >"$work/acknowledged"
load &
loading=$!
goes_on 'at the beginning'
right 'four members founded a chain from their cards and take messages'

# --- a fifth joins
prepare town 示范镇不动产登记所 999901
voters='city province nation'
all_say admit "$work/town.card" && wrong 'a node that is not there got a vote'
grep -q 'key.grant town-system: .*agreed' "$work/said" || { cat "$work/said" >&2; wrong 'the newcomer is no member'; }
grep -q 'does not answer yet' "$work/said" || { cat "$work/said" >&2; wrong 'nobody said that its node is not there'; }
titlechain member invitation --data "$work/city" --out "$work/invitation.town" >/dev/null || wrong 'no invitation'
titlechain member join "$work/invitation.town" --secret "$work/secret" --data "$work/town" >/dev/null || wrong 'the newcomer did not join'
up town
await 60 caught_up town || wrong 'the newcomer did not catch up'
order town 4 || wrong 'the newcomer had a vote before it followed'
admitted() { all_say admit "$work/town.card"; }
await 60 admitted || { cat "$work/said" >&2; wrong 'the newcomer got no vote'; }
await 30 order county 5 || wrong 'CometBFT does not know the fifth validator'
goes_on 'after the fifth joined'
right "a fifth member joined under messages and orders; $(acknowledged) messages so far"

# --- every member is started anew
for member in county city province nation town; do
    down "$member"
    goes_on "while $member is away"
    if [ "$member" = city ]; then
        titlechain member secret --data "$work/city" --out "$work/secret.city" >/dev/null || wrong 'the secret was not written'
        cmp -s "$work/secret" "$work/secret.city" || wrong 'the secret of the vault is another one'
    fi
    up "$member"
    await 60 caught_up "$member" || wrong "$member did not catch up"
done
right "each of five was started anew, one after the other; $(acknowledged) messages so far"

# --- one is held back, comes again, and is removed
voters='city province town'
all_say suspend nation || { cat "$work/said" >&2; wrong 'the nation was not suspended'; }
await 30 order county 4 || wrong 'the suspended member has its vote'
all_say resume nation || { cat "$work/said" >&2; wrong 'the nation was not resumed'; }
await 30 order county 5 || wrong 'the resumed member has no vote'
all_say remove nation || { cat "$work/said" >&2; wrong 'the nation was not removed'; }
await 30 order county 4 || wrong 'the removed member has its vote'
goes_on 'after a member was removed'
down nation
goes_on 'without the removed member'
right "a member was removed under messages; $(acknowledged) messages so far"

touch "$work/stop"
wait "$loading" || true
for member in county city province town; do
    await 30 caught_up "$member" || wrong "$member is behind"
    has_all "$member" || wrong "an acknowledged message is not at $member"
done
right "all $(acknowledged) messages that were acknowledged are at all four members"
