#!/bin/sh
# Everything that the gate runs, one stage after the other; ends with the sum of all test runners.
# usage: gate.sh ROOT   (called by ./titlechain test, which has found the tools)
set -eu
root=$1
cd "$root"
started=$(date +%s)

stage() { printf '\n=== %s (after %s s)\n' "$1" "$(($(date +%s) - started))"; }

stage 'console: build, checks, unit tests'
./titlechain build
if [ -f app/console/package.json ]; then
    (cd app/console && npm run --silent check && npm test --silent)
fi

stage 'Java: compile with all checks, test'
mvn -B -ntp spotless:check verify

stage 'the program as a user starts it'
for script in testing/acceptance/*.sh; do
    [ -f "$script" ] || continue
    stage "$script"
    sh "$script"
done

stage 'sum'
# shellcheck disable=SC2046 # one word a file on purpose
awk '
    /<testsuite / {
        n = split($0, attribute, " ")
        for (i = 1; i <= n; i++) {
            if (split(attribute[i], pair, "\"") < 2) continue
            if (pair[1] == "tests=") tests += pair[2]
            if (pair[1] == "errors=" || pair[1] == "failures=") failed += pair[2]
            if (pair[1] == "skipped=") skipped += pair[2]
        }
    }
    END { printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped }
' $(find . -path '*/target/surefire-reports/TEST-*.xml' -o -path './app/console/target/TEST-*.xml')
