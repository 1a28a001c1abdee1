#!/bin/sh
# A chain on machines of their own, each a folder here, over the real CometBFT, while messages come without end: founded
# from four cards; a fifth member joins and gets a vote; every member is started anew, one after the other; one is suspended,
# resumed and removed; one loses its disk and is restored from a backup. What was acknowledged is at all members to the end.
. "$(dirname -- "$0")/members.inc"

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

titlechain generate --messages 3000 --seed 7 --out "$work/messages" >/dev/null
free_ports 10 >"$work/ports"
found_chain
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

# --- a disk is lost, and replaced from a backup
titlechain backup --data "$work/city" --out "$work/city.backup" >/dev/null || wrong 'no backup was made'
goes_on 'after the backup'
end_hard city
rm -rf "$work/city"
goes_on 'while a disk is lost'
titlechain restore "$work/city.backup" --data "$work/city" >/dev/null || wrong 'the backup was not restored'
since=$(date +%s)
again() { titlechain member vote-again --data "$work/city" >"$work/said" 2>&1; }
again && wrong 'it votes though it may vote twice'
grep -q MEMBER_VOTE_UNSAFE "$work/said" || { cat "$work/said" >&2; wrong 'nobody said why it does not vote'; }
up city
await 60 caught_up city || wrong 'the restored member did not catch up'
await 10 follows city || wrong 'the restored member does not say that it follows without a vote'
later() { [ "$(date +%s)" -ge $((since + 12)) ]; }
await 30 later
goes_on 'after a member was restored'
await 60 caught_up city || wrong 'the restored member is behind'
down city
again || { cat "$work/said" >&2; wrong 'the restored member does not vote'; }
up city
await 60 caught_up city || wrong 'the restored member did not catch up again'
down nation
goes_on 'with the vote of the restored member'
up nation
await 60 caught_up nation || wrong 'nation did not catch up'
order county 5 || wrong 'the validators changed'
right "a lost disk was replaced from a backup, and the member votes again; $(acknowledged) messages so far"

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
