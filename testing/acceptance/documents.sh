#!/bin/sh
# Runs the commands of the documents, each as it stands, in a folder of its own: what a reader copies works.
. "$(dirname -- "$0")/node.inc"
cd "$work"
printf '#!/bin/sh\nexec "%s/titlechain" "$@"\n' "$root" >titlechain
chmod +x titlechain

# blocks FILE: the commands of all ```sh blocks, a line each, without comments
blocks() {
    awk '/^```sh/ { inside = 1; next } /^```/ { inside = 0 } inside' "$1" | sed 's/ *#.*$//' | sed '/^$/d' |
        sed -e ':join' -e '/\\$/N; s/\\\n *//; t join'
}

[ "$(blocks "$root/README.md")" = "$(blocks "$root/README.zh-CN.md")" ] || wrong 'the two READMEs show different commands'
right 'both READMEs show the same commands'

# run_all FILE: runs every command but those that start a node or the gate, with /srv and /backup inside this folder;
# fsck and export-chain want the node stopped; departments and sales want a whole city and have departments.sh; a
# witness has anchors.sh, a key on a device has device.sh, members on machines of their own have drills/members.sh
run_all() {
    blocks "$1" | grep -v -e '^./titlechain up' -e '^./titlechain test' \
        -e '^./titlechain departments' -e '^./titlechain sell' -e '^./titlechain witness' \
        -e '^./titlechain key device' -e '^./titlechain member ' | sed "s#/srv/#$work/srv/#g; s#/backup/#$work/backup/#g" >commands
    [ -s commands ] || wrong "no commands in $1"
    while read -r command; do
        case $command in ./titlechain\ fsck* | ./titlechain\ export-chain*) [ -z "$node" ] || stop_node ;; esac
        sh -euc "$command" >output 2>&1 </dev/null || { cat output >&2; wrong "$1: $command"; }
        right "$command"
    done <commands
}

./titlechain generate --messages 50 --seed 3 --out messages >/dev/null
start_node "$work/data"
run_all "$root/README.md"

mkdir -p srv backup
start_node "$work/srv/titlechain"
run_all "$root/docs/runbook.md"
