#!/bin/sh
# A building of 1,000 units, each a first registration of its own, applied for and accepted as two batches while the node
# is killed in the middle of each: every case is there once, every command is on the chain once, the report is whole.
# COUNT cases (default 1,000).
. "$(dirname -- "$0")/node.inc"
count=${COUNT:-1000}

# batch KIND: the body of the batch
batch() {
    node -e '
const [kind, count] = [process.argv[1], Number(process.argv[2])];
const own = (i) => ({ district: "999901", number: `TOWER-${String(i).padStart(4, "0")}` });
const paper = (code) => ({ code, document: "0".repeat(64) });
const application = (i) => {
  const person = { name: `测试户${i}`, idType: "1", idNumber: `TESTID${String(i).padStart(8, "0")}` };
  return {
    ...own(i), mode: "unilateral",
    applicants: [{ person, as: "holder" }],
    items: [{ kind: "first", subkind: "building", unit: `999901001003GB00009F0001${String(i).padStart(4, "0")}`,
      holders: [{ person }], coOwnership: "0", areaSquareCentimetres: 1011700, nature: { use: "11" } }],
    materials: ["identity", "title-source", "planning", "completion", "survey"].map(paper),
  };
};
const all = Array.from({ length: count }, (_, i) => i + 1);
console.log(JSON.stringify(kind === "apply"
  ? { applications: all.map(application) }
  : { steps: all.map((i) => ({ ...own(i), step: kind })) }));' "$1" "$count"
}

commands() { api '/statistics/home' | json 'it.commands'; }
stand() { api "/case-batches/$job" | json "$1"; }
# Without a program in between: the batch is quick.
done_now() { api "/case-batches/$job" | sed -n 's/.*"done" *: *\([0-9]*\).*/\1/p'; }
ended() { [ "$(stand 'it.state')" = done ]; }

# report: every line of the report, page by page
report() {
    cursor=0
    while [ "$cursor" != null ]; do
        page=$(api "/case-batches/$job/report?limit=200&cursor=$cursor")
        printf '%s\n' "$page" | json 'it.items.map((l) => [l.number, l.state ?? l.code, l.position].join(" ")).join("\n")'
        cursor=$(printf '%s\n' "$page" | json 'it.next')
    done
}

start_node "$work/data"
for kind in apply accept; do
    batch "$kind" >"$work/body"
    before=$(commands)
    began=$(date +%s%N)
    api /case-batches -H 'Content-Type: application/json' --data-binary "@$work/body" >"$work/job"
    job=$(json 'it.id' <"$work/job")
    [ "$(json 'it.total' <"$work/job")" -eq "$count" ] || wrong 'the batch does not say how many it is'
    asked=0
    until [ "$(done_now)" -ge 100 ]; do
        asked=$((asked + 1))
        [ "$asked" -lt 5000 ] || wrong "$kind did not begin: $(stand it)"
    done
    stop_node KILL
    kept=$(wc -l <"$work/data/batches/$job.report")
    [ "$kept" -lt "$count" ] || wrong "the kill came too late: all $count were done; run it with a larger COUNT"
    start_node "$work/data"
    [ "$(done_now)" -ge "$((kept - kept % 20))" ] || wrong "progress was lost: $(done_now) of $kept"
    await 120 ended || wrong "$kind did not end: $(stand it)"
    took=$((($(date +%s%N) - began) / 1000000))
    right "$kind: killed with $kept of $count reported; all done $took ms after it was sent, restart included"
    report >"$work/report"
    [ "$(wc -l <"$work/report")" -eq "$count" ] || wrong "the report has $(wc -l <"$work/report") lines"
    [ "$(cut -d' ' -f1 "$work/report" | sort -u | wc -l)" -eq "$count" ] || wrong 'a case is twice in the report'
    [ "$(cut -d' ' -f3 "$work/report" | sort -u | wc -l)" -eq "$count" ] || wrong 'two cases have one place on the chain'
    state=applied
    [ "$kind" = apply ] || state=accepted
    [ "$(cut -d' ' -f2 "$work/report" | sort -u)" = "$state" ] || wrong "refused: $(grep -v " $state " "$work/report" | head -n 3)"
    grown() { [ "$(($(commands) - before))" -ge "$count" ]; }
    await 30 grown || wrong 'the search tables do not follow'
    # The first act of a person also grants his key.
    [ "$(($(commands) - before))" -le "$((count + 1))" ] || wrong "$(($(commands) - before)) commands on the chain for $count cases"
    right "$kind: each case once, each command once on the chain"
done
[ "$(api '/cases?state=accepted&limit=1' | json 'it.total')" -eq "$count" ] || wrong 'not all are accepted'

api /case-batches -H 'Content-Type: application/json' --data-binary "@$work/body" >"$work/job"
job=$(json 'it.id' <"$work/job")
await 120 ended || wrong "sent again it did not end: $(stand it)"
[ "$(stand 'it.refused')" -eq "$count" ] || wrong 'sent again something took effect'
right 'the batch sent again is refused case by case'

batch withdraw >"$work/body"
api /case-batches -H 'Content-Type: application/json' --data-binary "@$work/body" >"$work/job"
job=$(json 'it.id' <"$work/job")
await 120 ended || wrong "$(stand it)"
[ "$(stand 'it.refused')" -eq 0 ] || wrong 'a withdrawal was refused'
right "undisturbed: $count steps in $(stand 'it.finished - it.started') ms"
stop_node
titlechain fsck "$work/data" >/dev/null || wrong 'fsck finds damage'
right 'fsck finds nothing'
