#!/bin/sh
# A node whose keys are on a device: made there, a chain of the international suite founded with them, messages
# recorded and proved, the node killed, started and stopped; no start with a wrong PIN; a key under a password.
. "$(dirname -- "$0")/node.inc"

mkdir "$work/tokens"
printf 'directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n' "$work/tokens" >"$work/softhsm2.conf"
export SOFTHSM2_CONF="$work/softhsm2.conf"
softhsm2-util --init-token --free --label office --so-pin 97531864 --pin 24681357 >"$work/token.out" 2>&1 ||
    { cat "$work/token.out" >&2; wrong 'no token; is softhsm2 installed?'; }
(umask 077; printf '24681357\n' >"$work/pin")
for module in /usr/lib/softhsm/libsofthsm2.so /usr/lib64/pkcs11/libsofthsm2.so; do [ ! -f "$module" ] || break; done

mkdir "$work/data"
printf 'chain.suite = international\n' >"$work/data/titlechain.conf"
for key in node gateway; do
    titlechain key device --module "$module" --token office --label "$key" --suite international \
        --pin-file "$work/pin" --generate --out "$work/data/keys/$key.key" >"$work/$key.made" || wrong "no key $key"
done
right 'two keys made on the device'

titlechain generate --messages 50 --out "$work/messages" >/dev/null
start_node "$work/data"
titlechain import "$work/messages" --data "$work/data" >"$work/import.out" 2>&1 || { cat "$work/import.out" >&2; wrong 'import failed'; }
unit=$(api '/units?kind=building&limit=1' | json 'it.items[0].unit')
titlechain prove "$unit" --data "$work/data" --out "$work/unit.titleproof" >/dev/null
titlechain trust --data "$work/data" --out "$work/trust.json" >/dev/null
stop_node KILL
titlechain verify "$work/unit.titleproof" --trust "$work/trust.json" || wrong 'the proof was refused'
grep -q "$(sed -n 's/^public key *//p' "$work/node.made")" "$work/trust.json" || wrong 'another key signs the checkpoints'
right 'messages recorded; the checkpoint is signed on the device and verifies'

start_node "$work/data"
kill -TERM "$node"
status=0; wait "$node" || status=$?
node=''
# A process that a signal ends has 128 and the signal's number; a crash of the module at the end would be another one.
[ "$status" -eq 0 ] || [ "$status" -eq 143 ] || { cat "$work/node.err" >&2; wrong "the node ended with $status"; }
titlechain fsck "$work/data" >"$work/fsck.out" || { cat "$work/fsck.out" >&2; wrong 'fsck found something'; }
right 'started after the kill, stopped cleanly, fsck clean'

(umask 077; printf '11111111\n' >"$work/pin")
status=0; titlechain up --data "$work/data" --port 0 >"$work/refused.out" 2>&1 || status=$?
[ "$status" -eq 9 ] || wrong "a wrong PIN gave exit $status"
grep -q 'DEVICE_PIN_WRONG' "$work/refused.out" || { cat "$work/refused.out" >&2; wrong 'a wrong PIN is not named'; }
(umask 077; printf '24681357\n' >"$work/pin")
right 'no start with a wrong PIN, which is named'

export TITLECHAIN_KEY_PASSWORD='correct horse'
titlechain key seal "$work/data/keys/administrator.key" --password-variable TITLECHAIN_KEY_PASSWORD >/dev/null || wrong 'not sealed'
start_node "$work/data"
stop_node
export TITLECHAIN_KEY_PASSWORD='another'
status=0; titlechain key show "$work/data/keys/administrator.key" >"$work/sealed.out" 2>&1 || status=$?
[ "$status" -eq 9 ] || wrong "a wrong password gave exit $status"
grep -q 'KEY_PASSWORD_WRONG' "$work/sealed.out" || wrong 'a wrong password is not named'
right 'a key under a password is opened at the start; a wrong password is named'
