#!/bin/sh
# Three of four members lose their disks at once, and what they voted for; one survivor is left, and the backups of the
# others, older than its blocks. Restored, they follow it, take up their votes on purpose, and the chain goes on from the
# survivor's last block: everything that it acknowledged is at all four.
. "$(dirname -- "$0")/members.inc"

lost='city province nation'
send() { # send FROM TO MEMBER: these messages, one after the other
    number=$1
    while [ "$number" -le "$2" ]; do
        await 60 post "$3" "$number" || wrong "message $number was not taken by $3"
        number=$((number + 1))
    done
}
id_of() { grep -o '<BizMsgID>[^<]*' "$(message "$1")" | cut -d'>' -f2; }
has() { at "$1" "/access-messages/$(id_of "$2")" -o /dev/null; }
checkpoint() { at "$1" "/peer/checkpoints/$2" | sed -n '1,8p'; }
again() { # again MEMBER [OPTION]
    member=$1
    shift
    titlechain member vote-again --data "$work/$member" "$@" >"$work/said" 2>&1
}

titlechain generate --messages 41 --seed 13 --out "$work/messages" >/dev/null
free_ports 10 >"$work/ports"
found_chain
send 1 15 county
for member in $lost; do
    titlechain backup --data "$work/$member" --out "$work/$member.backup" >/dev/null || wrong "no backup of $member"
done
send 16 30 county
last=$(height county)
right "four members, thirty messages, backups after fifteen; the survivor stands at block $last"

for member in county $lost; do end_hard "$member"; done
for member in $lost; do rm -rf "$work/$member"; done
up county
has county 30 || wrong 'the survivor lost a message'
post county 31 5 2>/dev/null && wrong 'one of four members acknowledged a message'
right 'alone, the survivor answers and acknowledges nothing'

for member in $lost; do
    titlechain restore "$work/$member.backup" --data "$work/$member" >/dev/null || wrong "$member was not restored"
done
# Where the survivor has only its newest blocks, its state alone has to be enough, and its members say so.
titlechain rejoin --data "$work/nation" >/dev/null || wrong 'the restored ledger was not set aside'
printf 'chain.join = survivor\n' >>"$work/nation/titlechain.conf"
up nation
grep -q 'joined: the state after block' "$work/nation/logs/titlechain.log" || wrong 'the nation did not join by the state of the survivor'
sed -i '/^chain.join/d' "$work/nation/titlechain.conf"
for member in city province; do up "$member"; done
for member in $lost; do
    await 60 caught_up "$member" || wrong "$member did not get the survivor's blocks"
    await 10 follows "$member" || wrong "$member does not say that it follows without a vote"
done
right 'the others are restored, have the blocks of the survivor, and do not vote'

for member in $lost; do
    down "$member"
    again "$member" && wrong "$member votes, and nobody said on purpose that it may"
    grep -q MEMBER_VOTE_UNSAFE "$work/said" || { cat "$work/said" >&2; wrong 'nobody said why'; }
    again "$member" --survivors || { cat "$work/said" >&2; wrong "$member does not vote"; }
    up "$member"
done
for member in county $lost; do send 31 40 "$member"; done
for member in $lost; do
    await 30 caught_up "$member" || wrong "$member is behind"
    number=1
    while [ "$number" -le 40 ]; do
        has "$member" "$number" || wrong "message $number is not at $member"
        number=$((number + 1))
    done
    checkpoint county "$(height county)" >"$work/one"
    checkpoint "$member" "$(height county)" >"$work/other"
    cmp "$work/one" "$work/other" || wrong "the roots of $member differ"
done
right "the chain goes on from the survivor: block $(height county), forty messages at all four, equal roots"

for member in county $lost; do down "$member"; done
for member in county $lost; do
    titlechain fsck "$work/$member" >"$work/fsck.out" || { cat "$work/fsck.out" >&2; wrong "fsck found something at $member"; }
done
right 'fsck is clean at all four'
