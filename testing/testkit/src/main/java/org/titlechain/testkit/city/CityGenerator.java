package org.titlechain.testkit.city;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Tells the registrations of an invented city one by one, in order of time. The same options give the same bytes on
 * every machine. Memory grows with the number of units (about a hundred bytes each), not with the number of messages.
 *
 * <p>Not for concurrent use.
 */
public final class CityGenerator implements Iterator<CityMessage> {
    private final CityOptions options;
    private final SplittableRandom random;
    private final Desk desk;
    private final Town town;
    private final Clerk clerk;
    private final long workingDays;
    private LocalDate day;
    private long dayNumber;
    private long told;
    private long toldToday;
    private long today;

    public CityGenerator(CityOptions options) {
        this.options = options;
        this.random = new SplittableRandom(options.seed());
        this.desk = new Desk(options.district());
        this.town = new Town(options.district(), random);
        this.clerk = new Clerk(options, desk, town, random);
        this.workingDays = Math.max(
                1,
                Stream.iterate(options.start(), date -> date.plusDays(1))
                        .limit(options.days())
                        .filter(Desk::isWorkingDay)
                        .count());
        this.day = options.start().minusDays(1);
    }

    @Override
    public boolean hasNext() {
        return told < options.messages();
    }

    @Override
    public CityMessage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        while (toldToday >= today) {
            openNextDay();
        }
        LocalDateTime time = desk.time(toldToday, today);
        toldToday++;
        told++;
        return clerk.register(time, newerLayout());
    }

    private void openNextDay() {
        do {
            day = day.plusDays(1);
        } while (!Desk.isWorkingDay(day));
        dayNumber++;
        long until = dayNumber >= workingDays ? options.messages() : options.messages() * dayNumber / workingDays;
        today = until - told;
        toldToday = 0;
        desk.open(day);
    }

    private boolean newerLayout() {
        return switch (options.layouts()) {
            case ONLY_2015 -> false;
            case ONLY_NEWER -> true;
            case CHANGING -> dayNumber * 2 > workingDays;
        };
    }

    /** What is true of every unit that was registered so far, as lines of JSON in order of first registration. */
    public Stream<String> truth() {
        return town.registered().stream().map(Unit::truth);
    }

    /** How many units were registered so far. */
    public int units() {
        return town.registered().size();
    }

    /** The code of some unit that is live now. */
    public Optional<String> someLiveUnit() {
        return town.registered().stream().filter(unit -> unit.live).findFirst().map(Unit::code);
    }
}
