package org.titlechain.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rates of several kinds of work, measured in turn: each round gives every kind a slice of time, so that a neighbour on
 * the machine disturbs all of them. The first rounds warm up and do not count.
 */
final class Rates {
    /** One call does so many units; the rates are those of the rounds that counted. */
    private record Work(int units, Runnable call, List<Double> rates) {}

    private final long sliceNanos;
    private final int warmUps;
    private final int rounds;
    private final Map<String, Work> works = new LinkedHashMap<>();

    /**
     * @param sliceMillis how long each kind works in a round
     * @param warmUps rounds that do not count
     * @param rounds rounds that count
     */
    Rates(int sliceMillis, int warmUps, int rounds) {
        this.sliceNanos = sliceMillis * 1_000_000L;
        this.warmUps = warmUps;
        this.rounds = rounds;
    }

    /** Adds a kind of work. */
    Rates add(String name, int units, Runnable call) {
        works.put(name, new Work(units, call, new ArrayList<>()));
        return this;
    }

    /** Does all rounds. */
    Rates run() {
        for (int round = -warmUps; round < rounds; round++) {
            for (Work work : works.values()) {
                double rate = slice(work);
                if (round >= 0) {
                    work.rates.add(rate);
                }
            }
        }
        return this;
    }

    /** Units per second, the median of the rounds. */
    double perSecond(String name) {
        return median(rates(name));
    }

    /** How many times as fast as the other, the median of the rounds' own ratios. */
    double ratio(String name, String other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            ratios.add(rates(name).get(i) / rates(other).get(i));
        }
        return median(ratios);
    }

    private List<Double> rates(String name) {
        Work work = works.get(name);
        if (work == null) {
            throw new IllegalArgumentException("nothing is called " + name);
        }
        return work.rates;
    }

    private double slice(Work work) {
        long start = System.nanoTime();
        long units = 0;
        long elapsed;
        do {
            work.call.run();
            units += work.units;
            elapsed = System.nanoTime() - start;
        } while (elapsed < sliceNanos);
        return units * 1e9 / elapsed;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
